#pragma once

#include "pos/ui/field.hpp"

#include <wx/panel.h>

#include <functional>

namespace ocop::ui {

/// Digits for fingers. `last_key` stands beside the 0: "000" for money, "," for quantities, empty
/// for a PIN. Types into whatever field `target` gives.
class Keypad final : public wxPanel {
public:
    Keypad(
        wxWindow* parent,
        const wxString& name,
        const wxString& last_key,
        int key_height,
        std::function<Field*()> target
    );
};

} // namespace ocop::ui
