#include "pos/ui/total_card.hpp"

#include <algorithm>

namespace ocop::ui {

TotalCard::TotalCard(wxWindow* parent, const wxString& name, int height)
    : Painted{parent, name, wxSize{200, height}} {}

void TotalCard::show(
    const wxString& caption, const wxString& amount, const wxString& second, Tone tone
) {
    if (caption == caption_ && amount == amount_ && second == second_ && tone == tone_) {
        return;
    }
    caption_ = caption;
    amount_ = amount;
    second_ = second;
    tone_ = tone;
    Refresh();
}

void TotalCard::paint(Pen& pen, const wxRect2DDouble& area) {
    pen.fill(area, Tone::card, corner);
    pen.outline(area, Tone::line, 1, corner);
    const double left = 16;
    const double width = area.m_width - 2 * left;
    pen.fitted({left, 12, width, 22}, caption_, 12, Tone::muted);
    // As large as the card lets it be.
    const double room = area.m_height - 40 - (second_.empty() ? 8 : 34);
    int size = std::clamp(static_cast<int>(room * 0.52), 32, 60);
    while (size > 14 && pen.width(amount_, font(size, Strength::strong)) > width) {
        size -= 2;
    }
    pen.text({left, 36, width, room}, amount_, font(size, Strength::strong), tone_, Place::right);
    pen.fitted_lines(
        {left, area.m_height - 36, width, 30},
        second_,
        12,
        Tone::muted,
        Place::right,
        Strength::normal
    );
}

} // namespace ocop::ui
