#include "catalog-sync/partial_file.hpp"

#include "pos/shell/atomic_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t state_bytes_max = 1'024;

} // namespace

Expected<PartialFile, Failure>
PartialFile::open(const std::filesystem::path& path, std::uint64_t bytes_max) {
    const int descriptor =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return Unexpected{system_failure(errno, "opening", path)};
    }
    PartialFile file{descriptor, path, 0};

    struct stat status {};

    if (::fstat(descriptor, &status) != 0) {
        return Unexpected{system_failure(errno, "looking at", path)};
    }
    file.size_ = static_cast<std::uint64_t>(status.st_size);
    if (file.size_ > bytes_max) {
        if (const auto begun = file.begin_anew({}); !begun) {
            return Unexpected{begun.error()};
        }
    }
    return file;
}

PartialFile::PartialFile(PartialFile&& other) noexcept
    : file_{std::exchange(other.file_, -1)},
      path_{std::move(other.path_)},
      size_{other.size_} {}

PartialFile::~PartialFile() {
    if (file_ >= 0) {
        ::close(file_);
    }
}

std::filesystem::path PartialFile::state_path() const {
    return path_.string() + ".state";
}

std::string PartialFile::state() const {
    return size_ == 0 ? std::string{} : read_file(state_path(), state_bytes_max).value_or("");
}

Expected<void, Failure> PartialFile::begin_anew(const std::string& state) {
    // Emptied first: a state without bytes does no harm, bytes under another's state would.
    if (::ftruncate(file_, 0) != 0) {
        return Unexpected{system_failure(errno, "emptying", path_)};
    }
    size_ = 0;
    if (!state.empty()) {
        return write_atomically(state_path(), state);
    }
    finish();
    return {};
}

Expected<void, Failure> PartialFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return Unexpected{system_failure(errno, "writing", path_)};
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
    return {};
}

void PartialFile::finish() const {
    std::error_code ignored; // at worst it stays, and is of no use to anyone
    std::filesystem::remove(state_path(), ignored);
}

} // namespace ocop::catalog_sync
