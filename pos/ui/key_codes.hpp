#pragma once

#include "pos/ui/keys.hpp"

#include <wx/event.h>

#include <optional>

namespace ocop::ui {

/// The key of the till that was pressed; nullopt for all that is typed.
[[nodiscard]] std::optional<Key> key_from(const wxKeyEvent& event);

/// The signs that are keys of the till where nothing is typed yet: those of a number pad.
[[nodiscard]] std::optional<Key> key_from(char32_t character);

} // namespace ocop::ui
