#include "pos/ui/keypad.hpp"

#include "pos/ui/button.hpp"

#include <wx/sizer.h>

#include <array>
#include <utility>

namespace ocop::ui {

Keypad::Keypad(
    wxWindow* parent,
    const wxString& name,
    const wxString& last_key,
    int key_height,
    std::function<Field*()> target
)
    : wxPanel{parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxTAB_TRAVERSAL, name} {
    SetBackgroundColour(colour(Tone::ground));
    const std::array<wxString, 12> keys{
        "7", "8", "9", "4", "5", "6", "1", "2", "3", last_key, "0", wxString::FromUTF8("⌫")};
    auto* grid = new wxGridSizer{3, 8, 8};
    for (const wxString& key : keys) {
        if (key.empty()) {
            grid->AddSpacer(0);
            continue;
        }
        const wxString typed = key == keys.back() ? wxString{"\b"} : key;
        auto* button = new Button{
            this,
            name + "-" + (typed == "\b" ? wxString{"back"} : typed),
            key,
            Look::key,
            [target, typed] {
                if (Field* field = target()) {
                    field->type(typed);
                    field->focus();
                }
            }};
        button->set_size_pt(18);
        button->SetMinSize(wxSize{84, key_height});
        grid->Add(button, 1, wxEXPAND);
    }
    SetSizer(grid);
}

} // namespace ocop::ui
