#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <sys/stat.h>

namespace ocop {

/// For what belongs to the store: its owner alone.
inline constexpr mode_t private_folder = 0700;
/// For what a web server hands out: all may look.
inline constexpr mode_t shared_folder = 0755;

/// Makes `folder` and the folders above it that are not there, each with `mode` whatever the umask
/// says; those that are there stay as they are. Fails with wrong_kind where something else stands
/// under its name.
[[nodiscard]] Expected<void, Failure>
make_folders(const std::filesystem::path& folder, mode_t mode = private_folder);

} // namespace ocop
