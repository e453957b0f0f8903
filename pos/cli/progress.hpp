#pragma once

#include "pos/cli/context.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace ocop::cli {

/// Told how much of how much is done.
using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

/// Progress on stderr once the work has taken a second: a bar on a terminal, elsewhere a line for
/// each further tenth, so that a log stays short. `what` stands in front. `context` must outlive
/// it.
[[nodiscard]] Progress progress(const Context& context, std::string what = {});

} // namespace ocop::cli
