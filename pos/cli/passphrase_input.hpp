#pragma once

#include "pos/cli/context.hpp"
#include "pos/signing/passphrase.hpp"

namespace ocop::cli {

/// The first line of stdin as a passphrase; refuses (`bad-passphrase`) one that is too short or too
/// long, without reading more of it than that takes.
[[nodiscard]] signing::Passphrase read_passphrase(const Context& context);

} // namespace ocop::cli
