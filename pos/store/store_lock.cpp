#include "pos/store/store_lock.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/shell/still_there.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/store_files.hpp"
#include "pos/store/store_presence.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace ocop::store {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::size_t text_bytes_max = 64;

/// What follows the process in the file. Before there was such a word, nothing did.
constexpr std::array<std::pair<StoreLock::Run, std::string_view>, 3> run_words{{
    {StoreLock::Run::ended, " ended\n"},
    {StoreLock::Run::going, " runs\n"},
    {StoreLock::Run::lost_track, " lost track\n"},
}};

/// "process 123 has it open", as far as the lock file tells.
std::string holder(const std::filesystem::path& path) {
    const auto text = read_file(path, text_bytes_max);
    const std::string process = text ? text->substr(0, text->find_first_not_of(digits)) : "";
    return process.empty() ? "another process has it open" : "process " + process + " has it open";
}

} // namespace

StoreLock::StoreLock(const std::filesystem::path& folder)
    : path_{folder / lock_file} {
    // Whoever was refused takes its new file away with the lock still held: then once more.
    do {
        open();
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            const int error = errno;
            ::close(file_);
            if (error == EWOULDBLOCK) {
                throw StoreError{
                    Failure{FailureCode::locked, holder(path_), (folder / ledger_file).string()}};
            }
            fail(error);
        }
    } while (!is_still_there());
    read_last_run();
}

void StoreLock::read_last_run() {
    std::array<char, text_bytes_max> bytes{};
    const ssize_t size = ::pread(file_, bytes.data(), bytes.size(), 0);
    const std::string_view text{bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
    const auto process = std::min(text.find_first_not_of(digits), text.size());
    for (const auto& [run, words] : run_words) {
        if (process > 0 && text.substr(process) == words) {
            last_run_ = run;
        }
    }
}

/// Neither follows a link nor waits for a pipe's other end, nor does a device anything.
void StoreLock::open() {
    constexpr int flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

    struct stat status {};

    if (::lstat(path_.c_str(), &status) == 0) {
        require_regular(status, path_);
        file_ = ::open(path_.c_str(), flags);
        is_ours_ = false;
    } else {
        file_ = ::open(path_.c_str(), flags | O_CREAT | O_EXCL, 0600);
        is_ours_ = file_ >= 0;
        if (file_ < 0 && errno == EEXIST) {
            file_ = ::open(path_.c_str(), flags); // another program was faster
        }
    }
    if (file_ < 0) {
        fail(errno);
    }
    // What was looked at need not be what was opened.
    if (::fstat(file_, &status) != 0) {
        const int error = errno;
        ::close(file_);
        fail(error);
    }
    if (!S_ISREG(status.st_mode)) {
        ::close(file_);
        require_regular(status, path_);
    }
}

bool StoreLock::is_still_there() const {
    const bool same = ocop::is_still_there(file_, path_);
    if (!same) {
        ::close(file_);
    }
    return same;
}

void StoreLock::fail(int error) const {
    throw StoreError{system_failure(error, "locking the store", path_)};
}

void StoreLock::say(Run run) {
    is_ours_ = false;

    struct stat status {};

    if (::fstat(file_, &status) != 0 || status.st_nlink != 1) {
        return;
    }
    std::string text = std::to_string(::getpid());
    for (const auto& [known, words] : run_words) {
        text += known == run ? words : "";
    }
    // Shortened after writing: an empty file would give its block back to the disk, and ext4 with
    // `discard` waits milliseconds for that.
    const auto size = static_cast<ssize_t>(text.size());
    if (::pwrite(file_, text.data(), text.size(), 0) != size || ::ftruncate(file_, size) != 0) {
        return;
    }
}

StoreLock::~StoreLock() {
    if (is_ours_) {
        ::unlink(path_.c_str());
    }
    ::close(file_);
}

} // namespace ocop::store
