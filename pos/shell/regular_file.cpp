#include "pos/shell/regular_file.hpp"

#include "pos/shell/atomic_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace ocop {

namespace {

/// The next `size_bytes` of `file`, or all up to its end where that comes before.
Expected<std::string, Failure> read_bytes(RegularFile& file, std::size_t size_bytes) {
    std::string bytes(size_bytes, '\0');
    const auto got = file.read(bytes);
    if (!got) {
        return Unexpected{got.error()};
    }
    bytes.resize(*got);
    return bytes;
}

/// The whole of `path`, or `larger` where it has more bytes than it may.
Expected<std::string, Failure>
read_whole(const std::filesystem::path& path, std::size_t size_bytes_max, FailureCode larger) {
    auto file = RegularFile::open(path);
    if (!file) {
        return Unexpected{file.error()};
    }
    if (file->size_bytes() > size_bytes_max) {
        return Unexpected{Failure{
            larger, "larger than " + std::to_string(size_bytes_max) + " bytes", path.string()}};
    }
    return read_bytes(*file, static_cast<std::size_t>(file->size_bytes()));
}

} // namespace

std::string_view kind_of_file(mode_t mode) {
    if (S_ISDIR(mode)) {
        return "a folder";
    }
    if (S_ISFIFO(mode)) {
        return "a pipe";
    }
    if (S_ISSOCK(mode)) {
        return "a socket";
    }
    return S_ISLNK(mode) ? "a link" : "a device";
}

Failure not_a_regular_file(mode_t mode, const std::filesystem::path& path) {
    return Failure{
        FailureCode::wrong_kind,
        std::string{kind_of_file(mode)} + ", not an ordinary file",
        path.string()};
}

Expected<RegularFile, Failure> RegularFile::open(const std::filesystem::path& path) {
    struct stat status {};

    if (::stat(path.c_str(), &status) != 0) {
        return Unexpected{system_failure(errno, "looking at", path)};
    }
    if (!S_ISREG(status.st_mode)) {
        return Unexpected{not_a_regular_file(status.st_mode, path)};
    }
    // Without waiting, and asked again: between the two looks it may have become a pipe.
    OpenFile file{::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        return Unexpected{system_failure(errno, "opening", path)};
    }
    if (!S_ISREG(status.st_mode)) {
        return Unexpected{not_a_regular_file(status.st_mode, path)};
    }
    return RegularFile{std::move(file), static_cast<std::uint64_t>(status.st_size), path};
}

Expected<std::size_t, Failure> RegularFile::read(std::span<char> into) {
    auto got = read_at(at_, into);
    at_ += got.value_or(0);
    return got;
}

Expected<std::size_t, Failure> RegularFile::read_at(std::uint64_t at, std::span<char> into) const {
    std::size_t filled = 0;
    while (filled < into.size()) {
        const auto place = static_cast<off_t>(at + filled);
        const ssize_t got = ::pread(file_.get(), into.data() + filled, into.size() - filled, place);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return Unexpected{system_failure(errno, "reading", path_)};
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

Expected<std::string, Failure>
read_file(const std::filesystem::path& path, std::size_t size_bytes_max) {
    return read_whole(path, size_bytes_max, FailureCode::corrupt);
}

Expected<std::string, Failure>
read_start(const std::filesystem::path& path, std::size_t size_bytes) {
    auto file = RegularFile::open(path);
    return file ? read_bytes(*file, size_bytes) : Unexpected{file.error()};
}

Expected<std::string, Failure>
read_input(const std::filesystem::path& path, std::size_t size_bytes_max) {
    return read_whole(path, size_bytes_max, FailureCode::too_large);
}

} // namespace ocop
