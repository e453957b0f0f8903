#pragma once

#include "pos/ui/desk.hpp"
#include "pos/ui/field.hpp"
#include "pos/ui/view_model.hpp"

#include <wx/panel.h>

namespace ocop::ui {

/// One screen of the window. It shows what the view says and passes on what people do; it decides
/// nothing.
class ScreenPanel : public wxPanel {
public:
    /// Borrows `desk`.
    ScreenPanel(wxWindow* parent, Desk& desk, const wxString& name)
        : wxPanel{parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxTAB_TRAVERSAL, name},
          desk_{&desk} {
        SetBackgroundColour(colour(Tone::ground));
    }

    /// It comes up: fields are empty again.
    virtual void come_up(const ViewModel& view) = 0;
    virtual void show(const ViewModel& view) = 0;

    /// Where typing goes; null if nowhere.
    [[nodiscard]] virtual Field* field() { return nullptr; }

    /// Enter. False: the desk takes it.
    virtual bool enter() { return false; }

    /// A command this screen carries out by itself (arrows between its fields). False: the desk.
    virtual bool press(Command) { return false; }

    /// Typing goes to this screen's field, whatever was pressed last; to nothing where it has none.
    virtual void take_focus() {
        if (Field* const typed_into = field()) {
            typed_into->focus();
        } else {
            SetFocusIgnoringChildren();
        }
    }

protected:
    [[nodiscard]] Desk& desk() { return *desk_; }

private:
    Desk* desk_;
};

} // namespace ocop::ui
