#pragma once

#include <iosfwd>
#include <sys/stat.h>

namespace ocop::cli {

/// Runs `ocop` with its arguments: parses, acts, prints. Gives the exit code of the contract; an
/// error is one sentence on `err`, and with --json also `{"error":…}` on `out`. Where `out` takes
/// no more, that is 4, whatever was to be said. `umask`: as it was before begin_privately().
[[nodiscard]] int
run(int argc, const char* const* argv, std::ostream& out, std::ostream& err, mode_t umask = 022);

} // namespace ocop::cli
