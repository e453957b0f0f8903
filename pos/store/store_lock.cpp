#include "pos/store/store_lock.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/store_files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace ocop::store {

namespace {

/// "process 123 has it open", as far as the lock file tells.
std::string holder(const std::filesystem::path& path) {
    constexpr std::size_t digits_max = 20;
    const auto process = read_file(path, digits_max);
    return process && !process->empty() ? "process " + *process + " has it open"
                                        : "another process has it open";
}

} // namespace

StoreLock::StoreLock(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / lock_file;
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) {
        throw StoreError{system_failure(errno, "locking the store", path)};
    }
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        ::close(file_);
        if (error == EWOULDBLOCK) {
            throw StoreError{
                Failure{FailureCode::locked, holder(path), (folder / ledger_file).string()}};
        }
        throw StoreError{system_failure(error, "locking the store", path)};
    }
}

void StoreLock::say_who() const {
    // Only a hint for the sentence a second program shows: the lock itself holds without it.
    // Shortened after writing: an empty file would give its block back to the disk, and ext4 with
    // `discard` waits milliseconds for that.
    const std::string process = std::to_string(::getpid());
    const auto size = static_cast<ssize_t>(process.size());
    if (::pwrite(file_, process.data(), process.size(), 0) != size
        || ::ftruncate(file_, size) != 0) {
        return;
    }
}

StoreLock::~StoreLock() {
    ::close(file_);
}

} // namespace ocop::store
