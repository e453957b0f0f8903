#include "pos/shell/temporary_file.hpp"

#include "pos/shell/folder_entries.hpp"
#include "pos/shell/still_there.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace ocop {

namespace {

constexpr std::string_view mark = ".ocop-";
constexpr std::string_view random_part = "XXXXXX";

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// "head.ocop-a1B2c3"; not ".ocop-a1B2c3", which is a folder of the store's.
bool is_temporary_name(std::string_view name) {
    if (name.size() <= mark.size() + random_part.size()) {
        return false;
    }
    const auto random = name.substr(name.size() - random_part.size());
    name.remove_suffix(random_part.size());
    return name.ends_with(mark) && std::all_of(random.begin(), random.end(), is_letter_or_digit);
}

/// True unless another program holds it. A disk that knows no locks knows no holders either.
bool lock(int file) {
    return ::flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

} // namespace

TemporaryFile::TemporaryFile(const std::filesystem::path& path) {
    // Between making and locking it, somebody who clears may take it away: then once more.
    do {
        make(path);
    } while (file_.is_open() && !(lock(file_.get()) && is_still_there(file_.get(), name_)));
}

void TemporaryFile::make(const std::filesystem::path& path) {
    name_ = path.string();
    name_ += mark;
    name_ += random_part;
    file_ = OpenFile{::mkostemp(name_.data(), O_CLOEXEC)};
    if (!file_.is_open()) {
        name_.clear();
    }
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : name_{std::exchange(other.name_, {})},
      file_{std::move(other.file_)} {}

TemporaryFile::~TemporaryFile() {
    if (!name_.empty()) {
        ::unlink(name_.c_str());
    }
}

int TemporaryFile::rename_to(const std::filesystem::path& path) {
    if (::rename(name_.c_str(), path.c_str()) != 0) {
        return errno;
    }
    name_.clear();
    return 0;
}

void clear_temporary_files(const std::filesystem::path& folder) {
    const auto entries = entries_of(folder);
    if (!entries) {
        return;
    }
    for (const std::filesystem::path& path : *entries) {
        if (!is_temporary_name(path.filename().string())) {
            continue;
        }
        const OpenFile file{
            ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)};
        if (file.is_open() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0) {
            ::unlink(path.c_str());
        }
    }
}

} // namespace ocop
