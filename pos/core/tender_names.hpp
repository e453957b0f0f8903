#pragma once

#include "pos/core/refusal.hpp"

#include <string>
#include <string_view>

namespace ocop {

/// "Tiền mặt", "Cash": what a way to pay is called on the window, on every paper and in every
/// report; the pseudo-tender of cash rounding too. One that this program does not know stands by
/// its own name.
[[nodiscard]] std::string tender_name(std::string_view tender, Language language);

} // namespace ocop
