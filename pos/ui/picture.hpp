#pragma once

#include "pos/ui/painted.hpp"
#include "receipts/bitmap.hpp"

#include <wx/bitmap.h>

#include <functional>
#include <optional>

namespace ocop::ui {

/// Black dots on white, one a pixel.
[[nodiscard]] wxBitmap to_bitmap(const receipts::Bitmap& dots);

/// Dots as the printer would make them: a receipt, a report, a QR code. Scrolls where it is higher
/// than its place; shrinks to its width.
class Picture final : public Painted {
public:
    Picture(wxWindow* parent, const wxString& name, const wxString& while_waiting);

    /// Nothing: it is being drawn, or cannot be. `share` of the width is the most it takes. One
    /// that replaces another stays where that one was scrolled to.
    void show(const std::optional<receipts::Bitmap>& dots, double share = 1);

    /// What stands there while there are no dots.
    void say(const wxString& while_waiting);

    /// Down by `pixels`, up if negative.
    void scroll(int pixels) { scroll_to(top_ + pixels); }

    /// So that the row `y` of its dots is in sight, with what stands above it.
    void bring(int y);

private:
    void paint(Pen& pen, const wxRect2DDouble& area) override;
    void scroll_to(int y);
    [[nodiscard]] double scale() const;

    wxString while_waiting_;
    std::optional<receipts::Bitmap> dots_{};
    wxBitmap bitmap_{};
    double share_ = 1;
    int top_ = 0;
    int drag_from_ = -1;
    int drag_top_ = 0;
};

} // namespace ocop::ui
