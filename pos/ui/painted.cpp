#include "pos/ui/painted.hpp"

#include "pos/ui/zoom.hpp"

#include <cmath>

namespace ocop::ui {

Painted::Painted(wxWindow* parent, const wxString& name, wxSize least, Unit unit)
    : unit_{unit} {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    Create(parent, wxID_ANY, wxDefaultPosition, least, wxBORDER_NONE, wxDefaultValidator, name);
    Painted::SetMinSize(least);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) {
        wxAutoBufferedPaintDC dc{this};
        const std::unique_ptr<wxGraphicsContext> context{wxGraphicsContext::Create(dc)};
        draw_on(*context);
    });
    // Sizers tell every window its size again with each layout; most stay as they are, and drawing
    // them all anew took longer than all else that a scan brings with it.
    Bind(wxEVT_SIZE, [this, last = wxSize{}](wxSizeEvent& event) mutable {
        if (event.GetSize() != last) {
            last = event.GetSize();
            Refresh();
        }
        event.Skip();
    });
}

double Painted::pixels() const {
    return unit_ == Unit::pixel ? 1 : zoom();
}

void Painted::SetMinSize(const wxSize& least) {
    least_ = least;
    wxControl::SetMinSize(unit_ == Unit::pixel ? least : to_pixels(least));
}

bool Painted::follow_zoom() {
    if (zoomed_at_ == pixels() && text_at_ == text_scale()) {
        return false;
    }
    zoomed_at_ = pixels();
    text_at_ = text_scale();
    Painted::SetMinSize(least_);
    Refresh();
    return true;
}

void Painted::draw_on(wxGraphicsContext& context) {
    const double unit = pixels();
    const wxSize size = GetClientSize();
    context.Scale(unit, unit);
    const wxRect2DDouble area{0, 0, size.x / unit, size.y / unit};
    Pen pen{context};
    pen.fill(area, behind_);
    paint(pen, area);
}

wxSize Painted::room() const {
    const wxSize size = GetClientSize();
    return {
        static_cast<int>(std::lround(size.x / pixels())),
        static_cast<int>(std::lround(size.y / pixels()))};
}

wxPoint Painted::place_of(const wxMouseEvent& event) const {
    return {
        static_cast<int>(std::floor(event.GetX() / pixels())),
        static_cast<int>(std::floor(event.GetY() / pixels()))};
}

} // namespace ocop::ui
