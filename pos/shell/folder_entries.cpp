#include "pos/shell/folder_entries.hpp"

#include "pos/shell/atomic_file.hpp"

#include <system_error>

namespace ocop {

Expected<std::vector<std::filesystem::path>, Failure> entries_of(const std::filesystem::path& folder
) {
    std::vector<std::filesystem::path> paths;
    std::error_code error;
    std::filesystem::directory_iterator entries{folder, error};
    while (!error && entries != std::filesystem::directory_iterator{}) {
        paths.push_back(entries->path());
        entries.increment(error);
    }
    if (error) {
        return Unexpected{system_failure(error.value(), "looking into the folder", folder)};
    }
    return paths;
}

} // namespace ocop
