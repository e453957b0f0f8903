#pragma once

#include "pos/core/action.hpp"

#include <optional>

namespace ocop {

/// The refusal of the first text of `kind` that is longer than it may be or is no text to be shown,
/// if there is one (text_limits.hpp). Whoever asks, a script or the window: the same is refused.
[[nodiscard]] std::optional<Refusal> check_texts(const ActionKind& kind);

/// Puts the texts of `kind` that are kept or looked up into form C (composed()): whoever asks, the
/// same words are the same bytes. PINs stay as they are.
void compose_texts(ActionKind& kind);

} // namespace ocop
