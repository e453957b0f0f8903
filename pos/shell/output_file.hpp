#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <string_view>
#include <sys/stat.h>

namespace ocop {

/// Writes what a person asked for to the file they named, whole or not at all. A new file gets the
/// rights they want files of theirs to have (0666 without `umask`, theirs); one that is there keeps
/// its own. A link stays and what it leads to is replaced, if that is an ordinary file. Fails with
/// wrong_kind, and touches nothing, for a folder, pipe, socket or device, a link that leads to
/// nothing, and the files a process has open (/dev/stdout).
[[nodiscard]] Expected<void, Failure>
write_output(const std::filesystem::path& path, std::string_view bytes, mode_t umask);

} // namespace ocop
