#pragma once

#include <iosfwd>

namespace ocop::cli {

/// Runs `ocop` with its arguments: parses, acts, prints. Gives the exit code of the contract; an
/// error is one sentence on `err`, and with --json also `{"error":…}` on `out`.
[[nodiscard]] int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

} // namespace ocop::cli
