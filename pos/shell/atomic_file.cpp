#include "pos/shell/atomic_file.hpp"

#include "pos/shell/open_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace ocop {

namespace {

/// Writes all of `bytes`; 0 or the errno that stopped it.
int write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errno;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// Fills a fresh temporary file and syncs it; 0 or the errno that stopped it.
int fill(int file, std::string_view bytes, mode_t rights) {
    if (::fchmod(file, rights) != 0) {
        return errno;
    }
    if (const int error = write_all(file, bytes); error != 0) {
        return error;
    }
    return ::fsync(file) == 0 ? 0 : errno;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

} // namespace

Failure
system_failure(int error_number, std::string_view doing, const std::filesystem::path& where) {
    FailureCode code = FailureCode::disk_error;
    if (error_number == ENOSPC || error_number == EDQUOT) {
        code = FailureCode::disk_full;
    } else if (error_number == ENOENT || error_number == ENOTDIR) {
        code = FailureCode::missing;
    } else if (error_number == EACCES || error_number == EPERM || error_number == EROFS) {
        code = FailureCode::permission;
    } else if (error_number == EEXIST || error_number == ENOTEMPTY) {
        code = FailureCode::exists;
    } else if (error_number == EISDIR || error_number == ELOOP || error_number == ENXIO) {
        code = FailureCode::wrong_kind;
    }
    return Failure{
        code,
        std::generic_category().message(error_number) + " while " + std::string{doing},
        where.string()};
}

Expected<void, Failure>
write_atomically(const std::filesystem::path& path, std::string_view bytes, FileMode mode) {
    return replace_file(path, bytes, mode == FileMode::secret ? 0600 : 0644);
}

Expected<void, Failure>
replace_file(const std::filesystem::path& path, std::string_view bytes, mode_t rights) {
    std::string temporary = path.string() + ".XXXXXX";
    {
        const OpenFile file{::mkostemp(temporary.data(), O_CLOEXEC)};
        if (!file.is_open()) {
            return Unexpected{system_failure(errno, "creating", path)};
        }
        if (const int error = fill(file.get(), bytes, rights); error != 0) {
            ::unlink(temporary.c_str());
            return Unexpected{system_failure(error, "writing", path)};
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const int error = errno;
        ::unlink(temporary.c_str());
        return Unexpected{system_failure(error, "renaming", path)};
    }
    return sync_folder(folder_of(path));
}

Expected<void, Failure> sync_file(const std::filesystem::path& path) {
    const OpenFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open() || ::fsync(file.get()) != 0) {
        return Unexpected{system_failure(errno, "syncing", path)};
    }
    return {};
}

Expected<void, Failure> sync_folder(const std::filesystem::path& folder) {
    const OpenFile directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!directory.is_open() || ::fsync(directory.get()) != 0) {
        return Unexpected{system_failure(errno, "syncing", folder)};
    }
    return {};
}

} // namespace ocop
