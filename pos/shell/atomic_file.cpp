#include "pos/shell/atomic_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

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

/// What `file` holds, from its beginning; nullopt where it cannot be read.
std::optional<std::string> bytes_in(int file) {
    constexpr std::size_t block_size_bytes = 65'536;
    std::string bytes;
    std::string block(block_size_bytes, '\0');
    while (true) {
        const ssize_t got =
            ::pread(file, block.data(), block.size(), static_cast<off_t>(bytes.size()));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return std::nullopt;
        }
        if (got == 0) {
            return bytes;
        }
        bytes.append(block.data(), static_cast<std::size_t>(got));
    }
}

/// After a rename that could not be made durable: the file of before, as well as the disk allows.
void put_back(const std::filesystem::path& path, const OpenFile& old) {
    struct stat status {};

    const auto bytes = bytes_in(old.get());
    TemporaryFile file{path};
    if (bytes && file.is_open() && ::fstat(old.get(), &status) == 0
        && fill(file.get(), *bytes, status.st_mode & 07777) == 0) {
        static_cast<void>(file.rename_to(path));
    }
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

StagedFile::StagedFile(std::filesystem::path path, TemporaryFile temporary)
    : path_{std::move(path)},
      temporary_{std::move(temporary)} {}

Expected<StagedFile, Failure>
StagedFile::write(const std::filesystem::path& path, std::string_view bytes, mode_t rights) {
    TemporaryFile file{path};
    if (!file.is_open()) {
        return Unexpected{system_failure(errno, "creating", path)};
    }
    if (const int error = fill(file.get(), bytes, rights); error != 0) {
        return Unexpected{system_failure(error, "writing", path)};
    }
    return StagedFile{path, std::move(file)};
}

Expected<void, Failure> StagedFile::put_in_place() {
    // Held open: whoever is told that it failed should find what was there before.
    const OpenFile old{::open(path_.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
    const bool was_none = !old.is_open() && errno == ENOENT;
    if (const int error = temporary_.rename_to(path_); error != 0) {
        return Unexpected{system_failure(error, "renaming", path_)};
    }
    auto synced = sync_folder(folder_of(path_));
    if (!synced && old.is_open()) {
        put_back(path_, old);
    } else if (!synced && was_none) {
        ::unlink(path_.c_str());
    }
    return synced;
}

Expected<void, Failure>
write_atomically(const std::filesystem::path& path, std::string_view bytes, FileMode mode) {
    return replace_file(path, bytes, mode == FileMode::secret ? 0600 : 0644);
}

Expected<void, Failure>
replace_file(const std::filesystem::path& path, std::string_view bytes, mode_t rights) {
    auto staged = StagedFile::write(path, bytes, rights);
    return staged ? staged->put_in_place() : Unexpected{staged.error()};
}

Expected<void, Failure>
write_new_file(const std::filesystem::path& path, std::string_view bytes, mode_t rights) {
    const OpenFile file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!file.is_open()) {
        return Unexpected{system_failure(errno, "creating", path)};
    }
    if (const int error = fill(file.get(), bytes, rights); error != 0) {
        ::unlink(path.c_str());
        return Unexpected{system_failure(error, "writing", path)};
    }
    return {};
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
