#pragma once

#include "pos/ui/desk_state.hpp"

namespace ocop::ui {

/// The desk's sentences in the window's language. UI thread, after the translations are loaded.
[[nodiscard]] DeskWords desk_words();

} // namespace ocop::ui
