#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/bitmap.hpp"
#include "receipts/document.hpp"
#include "receipts/font_files.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace ocop::receipts {

/// What a PDF says of itself. Both its dates are `at`, so that the same input gives the same bytes.
struct PdfInfo {
    std::string title{};
    std::string author{};
    Language language = Language::vi;
    Moment at{};
};

/// Pages of text, lines and dots as PDF, through libharu. Fonts are embedded, subset, and keep
/// their Unicode, so text can be searched and copied. Units: millimetres from the upper left
/// corner, font sizes in points; a base line, not a top, places text. After a failure drawing does
/// nothing and finish() tells. One thread at a time.
class Canvas {
public:
    /// An empty document. FailureCode::missing or ::corrupt where a font cannot be used.
    [[nodiscard]] static Expected<Canvas, Failure>
    create(const FontFiles& fonts, const PdfInfo& info);

    Canvas(Canvas&&) noexcept;
    Canvas& operator=(Canvas&&) noexcept;
    ~Canvas();

    /// A new page; what follows is drawn on it. Requires 10 ≤ both ≤ 5000 mm.
    void add_page(double width_mm, double height_mm);
    /// Back to an earlier page, from 0 (to write page numbers once their count is known).
    void select_page(int page);
    [[nodiscard]] int pages() const;

    /// Width of clean text in millimetres.
    [[nodiscard]] double width(std::string_view text, Weight weight, double size_pt) const;

    /// Writes clean text on the base line `y`, aligned within `room` from `x` on; text wider than
    /// `room` is narrowed to it. Letters no font has are written as "?".
    void text(
        double x,
        double y,
        double room,
        std::string_view text,
        Align align,
        Weight weight,
        double size_pt
    );
    /// A black box; a line is a thin one.
    void fill(double x, double y, double width, double height);
    /// The black dots of `picture`, each `dot_mm` square.
    void dots(double x, double y, const Bitmap& picture, double dot_mm);

    /// The whole file. Requires at least one page; ends the canvas.
    [[nodiscard]] Expected<std::string, Failure> finish();

private:
    struct State;

    explicit Canvas(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

} // namespace ocop::receipts
