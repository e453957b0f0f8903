#pragma once

#include "pos/cli/context.hpp"
#include "pos/core/secret.hpp"

namespace ocop::cli {

/// The first line of stdin as a PIN; refuses (`bad-pin`) what is none, without reading more of it
/// than a PIN can be.
[[nodiscard]] Secret read_pin(const Context& context);

} // namespace ocop::cli
