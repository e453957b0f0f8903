#include "pos/shell/folders.hpp"

#include "pos/shell/atomic_file.hpp"

#include <cerrno>

namespace ocop {

namespace {

/// Makes `folder` in one that is there, if it is not there itself.
Expected<void, Failure> make_one(const std::filesystem::path& folder, mode_t mode) {
    if (::mkdir(folder.c_str(), mode) == 0) {
        return ::chmod(folder.c_str(), mode) == 0 // what the umask took away
                   ? Expected<void, Failure>{}
                   : Unexpected{system_failure(errno, "making the folder", folder)};
    }
    const int error = errno;

    struct stat status {};

    if (::stat(folder.c_str(), &status) != 0) {
        const int why = error == EEXIST ? errno : error; // it may well be the folder that is wanted
        return Unexpected{system_failure(why, "making the folder", folder)};
    }
    if (!S_ISDIR(status.st_mode)) {
        return Unexpected{
            Failure{FailureCode::wrong_kind, "a file, not a folder", folder.string()}};
    }
    return {};
}

} // namespace

Expected<void, Failure> make_folders(const std::filesystem::path& folder, mode_t mode) {
    std::filesystem::path so_far;
    for (const auto& part : folder) {
        if (part.empty()) { // behind a slash at the end
            continue;
        }
        so_far /= part;
        if (so_far.has_relative_path()) {
            if (auto made = make_one(so_far, mode); !made) {
                return made;
            }
        }
    }
    return {};
}

} // namespace ocop
