#pragma once

#include <wx/colour.h>
#include <wx/font.h>
#include <wx/graphics.h>
#include <wx/string.h>

#include <cstddef>
#include <functional>
#include <vector>

namespace ocop::ui {

/// The window's colours: a calm light ground, one strong accent. Text on its ground has a contrast
/// of at least 4.5 to 1 (WCAG 2.1, 1.4.3).
enum class Tone {
    ground,      // behind everything
    card,        // lists, fields
    line,        // hairlines
    ink,         // text
    muted,       // second text
    accent,      // what to press next, the chosen line
    accent_dark, // pressed, borders of what is chosen
    accent_pale, // ground of what is chosen
    key,         // ordinary buttons
    key_pressed,
    on_accent, // text on accent
    danger,
    danger_pale,
    warning_pale,
    warning_ink,
    info_pale,
    training,
    star
};

[[nodiscard]] wxColour colour(Tone tone);

enum class Strength { normal, strong };

/// Noto Sans at `size_pt` (1/72 inch at 96 units an inch), for what a Pen draws.
[[nodiscard]] wxFont font(int size_pt, Strength strength = Strength::normal);
/// The same for a control of the system's, which no Pen draws, at the zoom of now.
[[nodiscard]] wxFont native_font(int size_pt);

/// Space between things, in units (zoom.hpp); a touch target is at least touch_height high (44 px:
/// WCAG 2.5.5).
inline constexpr int gap = 12;
inline constexpr int touch_height = 48;
inline constexpr int corner = 8;

enum class Place { left, centre, right };

/// Draws with wx's graphics context, with the few things our widgets need.
class Pen {
public:
    /// Borrows `context` for one paint.
    explicit Pen(wxGraphicsContext& context)
        : context_{&context} {}

    void fill(const wxRect2DDouble& area, Tone tone, double radius = 0);
    void outline(const wxRect2DDouble& area, Tone tone, double width, double radius);
    /// Rounds the corners of what was drawn in `area`, by what lies behind it.
    void round_corners(const wxRect2DDouble& area, Tone behind, double radius);
    /// One line of text in `area`, in the middle of its height, cut with "…" where it is too long.
    /// The width it took.
    double text(
        const wxRect2DDouble& area,
        const wxString& words,
        const wxFont& font,
        Tone tone,
        Place place
    );
    /// The same in the largest size, down to 9 pt, that shows all of it.
    double fitted(
        const wxRect2DDouble& area,
        const wxString& words,
        int size_pt,
        Tone tone,
        Place place = Place::left,
        Strength strength = Strength::strong
    );
    /// A paragraph in the largest size, down to 8 pt, in which `area` holds all of it.
    void fitted_lines(
        const wxRect2DDouble& area,
        const wxString& words,
        int size_pt,
        Tone tone,
        Place place,
        Strength strength = Strength::strong
    );
    /// True if all of a paragraph is within `area`.
    [[nodiscard]] bool holds(const wxRect2DDouble& area, const wxString& words, const wxFont& font);
    /// Draws with `draw`, which tells where it ended, all of it smaller where `area` is too low.
    void
    shrunk(const wxRect2DDouble& area, const std::function<double(const wxRect2DDouble&)>& draw);
    /// As many lines as `area` holds, broken at spaces.
    void paragraph(
        const wxRect2DDouble& area,
        const wxString& words,
        const wxFont& font,
        Tone tone,
        Place place
    );
    /// At most `count` lines from the top of `area`, broken at spaces; what does not fit is cut at
    /// the end of the last one.
    void lines(
        const wxRect2DDouble& area,
        const wxString& words,
        const wxFont& font,
        Tone tone,
        std::size_t count
    );
    [[nodiscard]] double width(const wxString& words, const wxFont& font);
    /// `count` stars from `x` on around the height `y`; the width they took.
    double stars(double x, double y, int count, double size, Tone tone = Tone::star);

    [[nodiscard]] wxGraphicsContext& context() { return *context_; }

    /// Told the words that did not find room and were cut; for tests.
    [[nodiscard]] static std::function<void(const wxString&)>& on_cut();

private:
    /// Width and height of `words` in dots.
    [[nodiscard]] wxPoint2DDouble extent(const wxString& words, const wxFont& font);

    /// `words` in lines of at most `room` pixels, the last of `count` as long as it takes.
    [[nodiscard]] std::vector<wxString>
    wrapped(const wxString& words, const wxFont& font, double room, std::size_t count);

    void tell_cut(const wxString& words);

    wxGraphicsContext* context_;
    bool tries_ = false; // nothing of it is seen
};

} // namespace ocop::ui
