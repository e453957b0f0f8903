#include "catalog-sync/folder_source.hpp"

#include "catalog-sync/manifest.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/open_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t block_size_bytes = 1U << 20U;

struct Opened {
    OpenFile file{};
    std::uint64_t bytes = 0;
};

/// Opens `name` in `folder`, step by step and no link followed.
Expected<Opened, Failure> open_in(const std::filesystem::path& folder, std::string_view name) {
    const auto path = folder / name;
    if (!is_feed_name(name) && !is_image_name(name)) {
        return Unexpected{
            Failure{FailureCode::permission, "a file of a feed has no such name", path.string()}};
    }
    OpenFile at{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    const std::size_t slash = name.find('/');
    if (at.is_open() && slash != std::string_view::npos) {
        const std::string inner{name.substr(0, slash)};
        at = OpenFile{
            ::openat(at.get(), inner.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
        name.remove_prefix(slash + 1);
    }
    if (!at.is_open()) {
        return Unexpected{system_failure(errno, "opening", path)};
    }
    // Without waiting: what looks like a file may be a pipe that never says anything.
    OpenFile file{::openat(
        at.get(), std::string{name}.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    )};

    struct stat status {};

    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        if (errno == ELOOP) {
            return Unexpected{Failure{
                FailureCode::permission, "a feed may not hold symbolic links", path.string()}};
        }
        return Unexpected{system_failure(errno, "opening", path)};
    }
    if (!S_ISREG(status.st_mode)) {
        return Unexpected{not_a_regular_file(status.st_mode, path)};
    }
    return Opened{std::move(file), static_cast<std::uint64_t>(status.st_size)};
}

/// Reads up to `into.size()` bytes from `at` on; fewer only at the end of the file.
Expected<std::size_t, Failure>
read_at(const OpenFile& file, std::uint64_t at, std::span<char> into, const std::string& where) {
    std::size_t filled = 0;
    while (filled < into.size()) {
        const ssize_t got = ::pread(
            file.get(), into.data() + filled, into.size() - filled, static_cast<off_t>(at + filled)
        );
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return Unexpected{system_failure(errno, "reading", where)};
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

/// Writes all of `bytes` at the end of `file`.
Expected<void, Failure>
write_all(const OpenFile& file, std::span<const char> bytes, const std::filesystem::path& where) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return Unexpected{system_failure(errno, "writing", where)};
        }
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(0, written)));
    }
    return {};
}

Failure wrong_size(const std::filesystem::path& path, std::uint64_t bytes, std::uint64_t wanted) {
    return Failure{
        FailureCode::corrupt,
        std::to_string(bytes) + " bytes instead of " + std::to_string(wanted),
        path.string()};
}

Failure stopped(const std::filesystem::path& path) {
    return Failure{FailureCode::network, "stopped", path.string()};
}

} // namespace

FolderSource::FolderSource(const std::filesystem::path& folder)
    : folder_{folder} {
    std::error_code ignored; // what is not there says so when it is read
    const auto inner = folder / feed_folder_name;
    const bool in_folder = std::filesystem::exists(folder / manifest_name, ignored);
    if (!in_folder && std::filesystem::exists(inner / manifest_name, ignored)) {
        folder_ = inner;
    }
}

bool FolderSource::has_feed(const std::filesystem::path& folder) {
    const FolderSource source{folder};
    return open_in(source.folder_, manifest_name).has_value();
}

Expected<SmallFile, Failure> FolderSource::fetch_small(
    std::string_view name,
    std::size_t bytes_max,
    std::string_view /*known_etag*/,
    std::stop_token cancel
) {
    const auto path = folder_ / name;
    if (cancel.stop_requested()) {
        return Unexpected{stopped(path)};
    }
    const auto opened = open_in(folder_, name);
    if (!opened) {
        return Unexpected{opened.error()};
    }
    if (opened->bytes > bytes_max) {
        return Unexpected{Failure{
            FailureCode::corrupt,
            "larger than " + std::to_string(bytes_max) + " bytes",
            path.string()}};
    }
    std::string bytes(opened->bytes, '\0');
    const auto got = read_at(opened->file, 0, bytes, path.string());
    if (!got) {
        return Unexpected{got.error()};
    }
    bytes.resize(*got);
    return SmallFile{Outside{std::move(bytes)}, {}, false};
}

Expected<void, Failure> FolderSource::fetch_file(
    std::string_view name,
    std::uint64_t exact_bytes,
    const std::filesystem::path& to,
    const BytesProgress& progress,
    std::stop_token cancel
) {
    const auto path = folder_ / name;
    const auto from = open_in(folder_, name);
    if (!from) {
        return Unexpected{from.error()};
    }
    if (from->bytes != exact_bytes) {
        return Unexpected{wrong_size(path, from->bytes, exact_bytes)};
    }
    const OpenFile into{::open(to.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)};

    struct stat status {};

    if (!into.is_open() || ::fstat(into.get(), &status) != 0) {
        return Unexpected{system_failure(errno, "creating", to)};
    }
    auto done = static_cast<std::uint64_t>(status.st_size);
    if (done > exact_bytes) {
        done = 0;
        if (::ftruncate(into.get(), 0) != 0) {
            return Unexpected{system_failure(errno, "shortening", to)};
        }
    }
    std::vector<char> block(block_size_bytes);
    while (done < exact_bytes) {
        if (cancel.stop_requested()) {
            return Unexpected{stopped(path)};
        }
        const std::size_t wanted = std::min<std::uint64_t>(block.size(), exact_bytes - done);
        const auto got = read_at(from->file, done, {block.data(), wanted}, path.string());
        if (!got) {
            return Unexpected{got.error()};
        }
        if (*got == 0) { // it became shorter while we read
            return Unexpected{wrong_size(path, done, exact_bytes)};
        }
        if (auto written = write_all(into, {block.data(), *got}, to); !written) {
            return written;
        }
        done += *got;
        if (progress) {
            progress(done);
        }
    }
    return {};
}

} // namespace ocop::catalog_sync
