#pragma once

#include "pos/core/refusal.hpp"
#include "pos/core/user.hpp"
#include "pos/ui/keys.hpp"
#include "pos/ui/shelves.hpp"

#include <wx/string.h>

#include <string_view>

namespace ocop::ui {

/// "Cashier", "Shift lead" … in the window's language.
[[nodiscard]] wxString role_label(Role role);
/// "Cash", "Bank transfer" …, as papers and reports call it; an unknown tender by its own name.
[[nodiscard]] wxString tender_label(std::string_view tender, Language language);
/// "Fresh", "Tea, coffee" …: a group of goods, short enough for a button.
[[nodiscard]] wxString shelf_label(Shelf shelf);
/// "Cash in" …: a thing done with the drawer or the stock beside selling.
[[nodiscard]] wxString errand_label(Screen errand);
/// "F9" for a button; empty if the command has no key.
[[nodiscard]] wxString key_label(Command command);

} // namespace ocop::ui
