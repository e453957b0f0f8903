#include <wx/app.h>
#include <wx/display.h>
#include <wx/frame.h>

namespace {

/// The least a wxWidgets program can be: one empty frame as large as the display, left after its
/// first paint as `ocop-till --exit-after-first-paint` leaves. The floor for the till's cold start.
class EmptyWindow final : public wxApp {
public:
    bool OnInit() override {
        auto* frame = new wxFrame{nullptr, wxID_ANY, "empty"}; // wx takes it
        frame->SetSize(wxDisplay{0u}.GetClientArea());
        frame->Bind(wxEVT_PAINT, [frame](wxPaintEvent& event) {
            event.Skip();
            frame->CallAfter([frame] { frame->Destroy(); });
        });
        frame->Show();
        return true;
    }
};

} // namespace

wxIMPLEMENT_APP(EmptyWindow);
