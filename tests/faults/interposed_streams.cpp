// FILE streams: the C library reads and writes behind them without calling read() and write() by
// name. Streams on what is watched become streams of our own, which do.

#include "tests/faults/watched.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace ocop::faults {

namespace {

int file_of(void* cookie) {
    return static_cast<int>(reinterpret_cast<std::intptr_t>(cookie));
}

/// Signals interrupt no stream on a local disk, and no stream asks again: neither do ours let one
/// see it.
template <class Move>
ssize_t uninterrupted(const Move& move) {
    ssize_t moved = move();
    while (moved < 0 && errno == EINTR) {
        moved = move();
    }
    return moved;
}

ssize_t read_some(void* cookie, char* bytes, std::size_t size) {
    return uninterrupted([&] { return ::read(file_of(cookie), bytes, size); });
}

/// All of it, as the C library does for its own; 0 tells of an error.
ssize_t write_all(void* cookie, const char* bytes, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
        const ssize_t written =
            uninterrupted([&] { return ::write(file_of(cookie), bytes + done, size - done); });
        if (written < 0) {
            return 0;
        }
        done += static_cast<std::size_t>(written);
    }
    return static_cast<ssize_t>(size);
}

int seek(void* cookie, off64_t* at, int whence) {
    const off64_t reached = ::lseek64(file_of(cookie), *at, whence);
    *at = reached;
    return reached < 0 ? -1 : 0;
}

int close_file(void* cookie) {
    return ::close(file_of(cookie));
}

/// fopen(3): what its modes mean to open().
int flags_of(const char* mode) {
    const bool both = std::strchr(mode, '+') != nullptr;
    const int more = (std::strchr(mode, 'e') != nullptr ? O_CLOEXEC : 0)
                     | (std::strchr(mode, 'x') != nullptr ? O_EXCL : 0);
    switch (mode[0]) {
    case 'w':
        return (both ? O_RDWR : O_WRONLY) | O_CREAT | O_TRUNC | more;
    case 'a':
        return (both ? O_RDWR : O_WRONLY) | O_CREAT | O_APPEND | more;
    default:
        return (both ? O_RDWR : O_RDONLY) | more;
    }
}

/// A stream on `file`, which it closes.
FILE* stream_on(int file, const char* mode) {
    auto* cookie = reinterpret_cast<void*>(static_cast<std::intptr_t>(file));
    FILE* stream = fopencookie(cookie, mode, {read_some, write_all, seek, close_file});
    if (stream != nullptr) {
        stream->_fileno = file; // so that fileno() tells it: libstdc++ reads past the stream
    }
    return stream;
}

template <class Next>
FILE* open_stream(const char* path, const char* mode, Next* next) {
    static constexpr mode_t as_umask_says = 0666;
    if (!is_watched(absolute(AT_FDCWD, path))) {
        return next(path, mode);
    }
    const int file = ::open(path, flags_of(mode), as_umask_says);
    return file < 0 ? nullptr : stream_on(file, mode);
}

} // namespace

} // namespace ocop::faults

using namespace ocop::faults;

extern "C" {

FILE* fopen(const char* path, const char* mode) {
    static auto* const next = real<FILE*(const char*, const char*)>("fopen");
    return open_stream(path, mode, next);
}

FILE* fopen64(const char* path, const char* mode) {
    static auto* const next = real<FILE*(const char*, const char*)>("fopen64");
    return open_stream(path, mode, next);
}

FILE* fdopen(int file, const char* mode) noexcept {
    static auto* const next = real<FILE*(int, const char*)>("fdopen");
    return is_watched(path_of(file)) ? stream_on(file, mode) : next(file, mode);
}

} // extern "C"
