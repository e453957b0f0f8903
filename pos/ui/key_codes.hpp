#pragma once

#include "pos/ui/keys.hpp"

#include <wx/event.h>

#include <optional>

namespace ocop::ui {

/// The key of the till that was pressed; nullopt for all that is typed.
[[nodiscard]] std::optional<Key> key_from(const wxKeyEvent& event);

/// The signs that are keys of the till where nothing is typed yet: those of a number pad.
[[nodiscard]] std::optional<Key> key_from(char32_t character);

/// The character a pressed key stands for by itself, before any input method sees it: ASCII, the
/// group separator for Ctrl+], 0 for a key that is none. nullopt for Shift and its like, and where
/// the system does not say it.
[[nodiscard]] std::optional<char32_t> pressed_character(const wxKeyEvent& event);

} // namespace ocop::ui
