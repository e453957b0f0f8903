#include "pos/ui/choice.hpp"

namespace ocop::ui {

namespace {

constexpr int arrow_width = 44;
constexpr int height = 52;

/// A triangle that points to a side, around a middle.
void draw_arrow(Pen& pen, double x, double y, int side, Tone tone) {
    constexpr double size = 7;
    wxGraphicsContext& context = pen.context();
    context.SetPen(*wxTRANSPARENT_PEN);
    context.SetBrush(wxBrush{colour(tone)});
    wxGraphicsPath path = context.CreatePath();
    path.MoveToPoint(x + side * size, y);
    path.AddLineToPoint(x - side * size * 0.6, y - size);
    path.AddLineToPoint(x - side * size * 0.6, y + size);
    path.CloseSubpath();
    context.FillPath(path);
}

} // namespace

Choice::Choice(wxWindow* parent, const wxString& name, const wxString& caption)
    : Painted{parent, name, wxSize{100, height}},
      caption_{caption} {
    Bind(wxEVT_LEFT_UP, [this](wxMouseEvent& event) { press(place_of(event).x); });
    SetCursor(wxCursor{wxCURSOR_HAND});
}

void Choice::press(int x) {
    if (on_press) {
        on_press();
    }
    const int by = x < arrow_width ? -1 : x >= room().x - arrow_width ? 1 : 0;
    if (by != 0 && on_step) {
        on_step(by);
    }
}

void Choice::show(const wxString& value, bool has_before, bool has_after) {
    if (value != value_ || has_before != has_before_ || has_after != has_after_) {
        value_ = value;
        has_before_ = has_before;
        has_after_ = has_after;
        Refresh();
    }
}

void Choice::set_chosen(bool chosen) {
    if (chosen != chosen_) {
        chosen_ = chosen;
        Refresh();
    }
}

void Choice::paint(Pen& pen, const wxRect2DDouble& area) {
    pen.fill(area, chosen_ ? Tone::accent_pale : Tone::card, corner);
    pen.outline(area, chosen_ ? Tone::accent : Tone::line, chosen_ ? 2.5 : 1, corner);
    const double room = area.m_width - 2 * arrow_width;
    pen.fitted(
        {arrow_width, 4, room, 20},
        caption_,
        11,
        chosen_ ? Tone::accent_dark : Tone::muted,
        Place::left,
        Strength::normal
    );
    pen.fitted({arrow_width, 23, room, 25}, value_, 13, Tone::ink);
    const double middle = area.m_height / 2;
    const double half = arrow_width / 2.0;
    draw_arrow(pen, half, middle, -1, has_before_ ? Tone::accent : Tone::line);
    draw_arrow(pen, area.m_width - half, middle, 1, has_after_ ? Tone::accent : Tone::line);
}

} // namespace ocop::ui
