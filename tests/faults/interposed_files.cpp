// Calls that open, close, size and sync files.

#include "tests/faults/watched.hpp"

#include <cstdarg>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace ocop::faults {

namespace {

constexpr unsigned making = write_kind | space_kind;

/// What opening with `flags` asks of the disk.
unsigned kinds_of_opening(int flags) {
    const int access = flags & O_ACCMODE;
    unsigned kinds = access == O_WRONLY ? write_kind : read_kind;
    kinds |= access == O_RDWR || (flags & O_TRUNC) != 0 ? write_kind : 0U;
    return kinds | ((flags & O_CREAT) != 0 ? making : 0U);
}

bool has_mode(int flags) {
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

bool is_open_for_writing(int file) {
    const int flags = fcntl(file, F_GETFL);
    return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
}

/// A new name made of a template.
template <class Call>
int made(const char* name, const char* pattern, const Call& call) {
    return fails(making, name, absolute(AT_FDCWD, pattern)) ? -1 : call();
}

} // namespace

} // namespace ocop::faults

using namespace ocop::faults;

extern "C" {

int open(const char* path, int flags, ...) {
    static auto* const next = real<int(const char*, int, ...)>("open");
    va_list more;
    va_start(more, flags);
    const mode_t mode = has_mode(flags) ? va_arg(more, mode_t) : 0;
    va_end(more);
    const bool no = fails(kinds_of_opening(flags), "open", absolute(AT_FDCWD, path));
    return no ? -1 : next(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    static auto* const next = real<int(const char*, int, ...)>("open64");
    va_list more;
    va_start(more, flags);
    const mode_t mode = has_mode(flags) ? va_arg(more, mode_t) : 0;
    va_end(more);
    const bool no = fails(kinds_of_opening(flags), "open64", absolute(AT_FDCWD, path));
    return no ? -1 : next(path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
    static auto* const next = real<int(int, const char*, int, ...)>("openat");
    va_list more;
    va_start(more, flags);
    const mode_t mode = has_mode(flags) ? va_arg(more, mode_t) : 0;
    va_end(more);
    const bool no = fails(kinds_of_opening(flags), "openat", absolute(folder, path));
    return no ? -1 : next(folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) {
    static auto* const next = real<int(int, const char*, int, ...)>("openat64");
    va_list more;
    va_start(more, flags);
    const mode_t mode = has_mode(flags) ? va_arg(more, mode_t) : 0;
    va_end(more);
    const bool no = fails(kinds_of_opening(flags), "openat64", absolute(folder, path));
    return no ? -1 : next(folder, path, flags, mode);
}

int creat(const char* path, mode_t mode) {
    static auto* const next = real<decltype(creat)>("creat");
    return fails(making, "creat", absolute(AT_FDCWD, path)) ? -1 : next(path, mode);
}

int creat64(const char* path, mode_t mode) {
    static auto* const next = real<decltype(creat64)>("creat64");
    return fails(making, "creat64", absolute(AT_FDCWD, path)) ? -1 : next(path, mode);
}

int mkstemp(char* pattern) {
    static auto* const next = real<int(char*)>("mkstemp");
    return made("mkstemp", pattern, [&] { return next(pattern); });
}

int mkstemp64(char* pattern) {
    static auto* const next = real<int(char*)>("mkstemp64");
    return made("mkstemp64", pattern, [&] { return next(pattern); });
}

int mkostemp(char* pattern, int flags) {
    static auto* const next = real<int(char*, int)>("mkostemp");
    return made("mkostemp", pattern, [&] { return next(pattern, flags); });
}

int mkostemp64(char* pattern, int flags) {
    static auto* const next = real<int(char*, int)>("mkostemp64");
    return made("mkostemp64", pattern, [&] { return next(pattern, flags); });
}

/// Closed in any case, as Linux does: what fails is the last word about what was written.
int close(int file) {
    static auto* const next = real<decltype(close)>("close");
    const bool no = is_open_for_writing(file) && fails(close_kind, "close", path_of(file));
    const int error = errno;
    const int result = next(file);
    errno = no ? error : errno;
    return no ? -1 : result;
}

int truncate(const char* path, off_t size) noexcept {
    static auto* const next = real<int(const char*, off_t)>("truncate");
    return fails(write_kind, "truncate", absolute(AT_FDCWD, path)) ? -1 : next(path, size);
}

int ftruncate(int file, off_t size) noexcept {
    static auto* const next = real<int(int, off_t)>("ftruncate");
    return fails(write_kind, "ftruncate", path_of(file)) ? -1 : next(file, size);
}

int ftruncate64(int file, off64_t size) noexcept {
    static auto* const next = real<int(int, off64_t)>("ftruncate64");
    return fails(write_kind, "ftruncate64", path_of(file)) ? -1 : next(file, size);
}

int fallocate(int file, int mode, off_t at, off_t size) {
    static auto* const next = real<decltype(fallocate)>("fallocate");
    return fails(making, "fallocate", path_of(file)) ? -1 : next(file, mode, at, size);
}

int posix_fallocate(int file, off_t at, off_t size) {
    static auto* const next = real<decltype(posix_fallocate)>("posix_fallocate");
    const Verdict verdict = meet(making, "posix_fallocate", path_of(file));
    return verdict.error != 0 ? verdict.error : next(file, at, size);
}

int fsync(int file) {
    static auto* const next = real<decltype(fsync)>("fsync");
    return fails(sync_kind, "fsync", path_of(file)) ? -1 : next(file);
}

int fdatasync(int file) {
    static auto* const next = real<decltype(fdatasync)>("fdatasync");
    return fails(sync_kind, "fdatasync", path_of(file)) ? -1 : next(file);
}

int syncfs(int file) noexcept {
    static auto* const next = real<int(int)>("syncfs");
    return fails(sync_kind, "syncfs", path_of(file)) ? -1 : next(file);
}

} // extern "C"
