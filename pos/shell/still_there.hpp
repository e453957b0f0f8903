#pragma once

#include <filesystem>

namespace ocop {

/// True if `path` still names what is open as `file`, itself and not by a link: whoever locked it
/// holds what the next one will lock. Between opening and locking another program may have taken it
/// away. True also where the disk does not say: who waits for it to answer would wait for ever.
[[nodiscard]] bool is_still_there(int file, const std::filesystem::path& path);

} // namespace ocop
