#include "pos/store/work_folder.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/shell/still_there.hpp"
#include "pos/store/data_files.hpp"
#include "pos/store/guard.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <stdlib.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::store {

namespace {

constexpr std::string_view prefix = ".ocop-";
constexpr std::string_view pattern = ".ocop-XXXXXX";

[[noreturn]] void cannot_make(const std::filesystem::path& beside) {
    throw StoreError{system_failure(errno, "making a temporary folder", beside)};
}

/// Open for locking; −1 where there is none, or a link in its place.
int open_folder(const std::filesystem::path& path) {
    return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/// Removes `path` unless somebody holds it.
void clear(const std::filesystem::path& path, const std::filesystem::path& folder) {
    const int lock = open_folder(path);
    if (lock < 0) {
        return;
    }

    struct stat status {};

    std::error_code error;
    const bool is_ours = ::fstat(lock, &status) == 0 && status.st_uid == ::geteuid();
    // Looked for once nobody can be about to write it any more.
    if (is_ours && ::flock(lock, LOCK_EX | LOCK_NB) == 0
        && !std::filesystem::exists(folder / restore_pending_file, error) && !error) {
        std::filesystem::remove_all(path, error);
    }
    ::close(lock);
}

} // namespace

WorkFolder::WorkFolder(const std::filesystem::path& beside) {
    // Between making and locking it, somebody who clears may take it away: then once more.
    do {
        if (lock_ >= 0) {
            ::close(lock_);
        }
        std::string name = (beside / pattern).string();
        if (::mkdtemp(name.data()) == nullptr) {
            cannot_make(beside);
        }
        path_ = name;
        lock_ = ::chmod(name.c_str(), 0700) == 0 ? open_folder(path_) : -1;
        if (lock_ < 0 && errno != ENOENT) {
            const int error = errno;
            ::rmdir(name.c_str());
            errno = error;
            cannot_make(beside);
        }
    } while (lock_ < 0 || ::flock(lock_, LOCK_EX) != 0 || !is_still_there(lock_, path_));
}

WorkFolder::~WorkFolder() {
    if (!kept_) {
        std::error_code goes_next_time;
        std::filesystem::remove_all(path_, goes_next_time);
    }
    ::close(lock_);
}

bool is_work_folder(const std::filesystem::path& name) {
    const std::string text = name.string();
    return text.size() == pattern.size() && text.starts_with(prefix)
           && std::all_of(text.begin() + prefix.size(), text.end(), [](char c) {
                  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
              });
}

std::filesystem::path temporary_folder() {
    std::error_code error;
    const auto named = std::filesystem::temp_directory_path(error);
    return error ? std::filesystem::path{"/tmp"} : named;
}

void clear_left_over(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::directory_iterator entries{folder, error};
    while (!error && entries != std::filesystem::directory_iterator{}) {
        if (is_work_folder(entries->path().filename())) {
            clear(entries->path(), folder);
        }
        entries.increment(error);
    }
}

} // namespace ocop::store
