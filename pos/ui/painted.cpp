#include "pos/ui/painted.hpp"

namespace ocop::ui {

Painted::Painted(wxWindow* parent, const wxString& name, wxSize least) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    Create(parent, wxID_ANY, wxDefaultPosition, least, wxBORDER_NONE, wxDefaultValidator, name);
    SetMinSize(least);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) {
        wxAutoBufferedPaintDC dc{this};
        const std::unique_ptr<wxGraphicsContext> context{wxGraphicsContext::Create(dc)};
        const wxSize size = GetClientSize();
        const wxRect2DDouble area{0, 0, static_cast<double>(size.x), static_cast<double>(size.y)};
        Pen pen{*context};
        pen.fill(area, behind_);
        paint(pen, area);
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

} // namespace ocop::ui
