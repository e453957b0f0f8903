#include "pos/shell/made_folders.hpp"

#include "pos/shell/atomic_file.hpp"

#include <cerrno>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace ocop {

Expected<MadeFolders, Failure> MadeFolders::make(std::filesystem::path folder, mode_t mode) {
    if (!folder.has_filename()) { // "shop/"
        folder = folder.parent_path();
    }
    std::vector<std::filesystem::path> missing;
    std::error_code error;
    while (!folder.empty() && !std::filesystem::exists(folder, error) && !error) {
        missing.push_back(folder);
        folder = folder.parent_path();
    }
    if (error) {
        return Unexpected{system_failure(error.value(), "looking for the folder", folder)};
    }
    MadeFolders folders;
    for (auto path = missing.rbegin(); path != missing.rend(); ++path) {
        if (::mkdir(path->c_str(), mode) != 0) {
            return Unexpected{system_failure(errno, "making the folder", *path)};
        }
        folders.made_.push_back(*path);
        if (::chmod(path->c_str(), mode) != 0) { // what the umask took away
            return Unexpected{system_failure(errno, "making the folder", *path)};
        }
    }
    return folders;
}

MadeFolders::~MadeFolders() {
    for (auto path = made_.rbegin(); path != made_.rend(); ++path) {
        ::rmdir(path->c_str()); // what is in it by now is not ours
    }
}

Expected<void, Failure> MadeFolders::sync() const {
    for (const auto& path : made_) {
        const auto above = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
        if (auto synced = sync_folder(above); !synced) {
            return synced;
        }
    }
    return {};
}

} // namespace ocop
