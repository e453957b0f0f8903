// Calls that move bytes: fail, move half of what was asked, or go on.

#include "tests/faults/watched.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

namespace ocop::faults {

namespace {

constexpr unsigned reading = read_kind | bytes_kind;
constexpr unsigned writing = write_kind | space_kind | bytes_kind;

/// Does `call(size)` with all or half of `size`, or fails.
template <class Call>
ssize_t move(unsigned kinds, const char* name, int file, std::size_t size, const Call& call) {
    const Verdict verdict = meet(kinds, name, path_of(file));
    if (verdict.error != 0) {
        errno = verdict.error;
        return -1;
    }
    return call(verdict.half ? half_of(size) : size);
}

/// The same for pieces: half of them, or half of the only one.
template <class Call>
ssize_t
move(unsigned kinds, const char* name, int file, const iovec* pieces, int count, Call call) {
    const Verdict verdict = meet(kinds, name, path_of(file));
    if (verdict.error != 0) {
        errno = verdict.error;
        return -1;
    }
    if (!verdict.half || count < 1) {
        return call(pieces, count);
    }
    if (count > 1) {
        return call(pieces, count / 2);
    }
    const iovec half{pieces->iov_base, half_of(pieces->iov_len)};
    return call(&half, 1);
}

} // namespace

} // namespace ocop::faults

using namespace ocop::faults;

extern "C" {

ssize_t read(int file, void* bytes, size_t size) {
    static auto* const next = real<decltype(read)>("read");
    return move(reading, "read", file, size, [&](size_t n) { return next(file, bytes, n); });
}

ssize_t pread(int file, void* bytes, size_t size, off_t at) {
    static auto* const next = real<decltype(pread)>("pread");
    return move(reading, "pread", file, size, [&](size_t n) { return next(file, bytes, n, at); });
}

ssize_t pread64(int file, void* bytes, size_t size, off64_t at) {
    static auto* const next = real<decltype(pread64)>("pread64");
    return move(reading, "pread64", file, size, [&](size_t n) { return next(file, bytes, n, at); });
}

ssize_t readv(int file, const iovec* pieces, int count) {
    static auto* const next = real<decltype(readv)>("readv");
    return move(reading, "readv", file, pieces, count, [&](const iovec* some, int n) {
        return next(file, some, n);
    });
}

ssize_t write(int file, const void* bytes, size_t size) {
    static auto* const next = real<decltype(write)>("write");
    return move(writing, "write", file, size, [&](size_t n) { return next(file, bytes, n); });
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    static auto* const next = real<decltype(pwrite)>("pwrite");
    return move(writing, "pwrite", file, size, [&](size_t n) { return next(file, bytes, n, at); });
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    static auto* const next = real<decltype(pwrite64)>("pwrite64");
    return move(writing, "pwrite64", file, size, [&](size_t n) {
        return next(file, bytes, n, at);
    });
}

ssize_t writev(int file, const iovec* pieces, int count) {
    static auto* const next = real<decltype(writev)>("writev");
    return move(writing, "writev", file, pieces, count, [&](const iovec* some, int n) {
        return next(file, some, n);
    });
}

ssize_t sendfile(int to, int from, off_t* at, size_t size) noexcept {
    static auto* const next = real<ssize_t(int, int, off_t*, size_t)>("sendfile");
    return move(writing, "sendfile", to, size, [&](size_t n) { return next(to, from, at, n); });
}

ssize_t
copy_file_range(int from, off64_t* from_at, int to, off64_t* to_at, size_t size, unsigned flags) {
    static auto* const next = real<decltype(copy_file_range)>("copy_file_range");
    return move(writing, "copy_file_range", to, size, [&](size_t n) {
        return next(from, from_at, to, to_at, n, flags);
    });
}

} // extern "C"
