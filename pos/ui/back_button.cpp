#include "pos/ui/back_button.hpp"

#include "pos/ui/labels.hpp"

#include <wx/translation.h>

namespace ocop::ui {

Button* back_button(wxWindow* parent, Desk& desk, const wxString& name, const wxSize& size) {
    auto* button = new Button{
        parent,
        name,
        _("Back"),
        Look::key,
        [&desk] { desk.press(Command::back); },
        key_label(Command::back)};
    button->SetMinSize(size);
    return button;
}

} // namespace ocop::ui
