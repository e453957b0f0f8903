#pragma once

#include "pos/ui/button.hpp"
#include "pos/ui/desk.hpp"

namespace ocop::ui {

/// The button that leaves a screen, as Escape does, at least `size` large (pixels). Of `parent`;
/// borrows `desk`.
[[nodiscard]] Button*
back_button(wxWindow* parent, Desk& desk, const wxString& name, const wxSize& size);

} // namespace ocop::ui
