// Calls about names and folders, and what the system knows of files.

#include "tests/faults/watched.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::faults {

namespace {

constexpr unsigned naming = write_kind;
constexpr unsigned making = write_kind | space_kind;

bool fails_here(unsigned kinds, const char* call, const char* path) {
    return fails(kinds, call, absolute(AT_FDCWD, path));
}

/// The C library reads names in blocks, so a disk fails at the first of them or at the end, where
/// it is asked for more, and not at each name: a listing has these two points.
template <class Entry, class Next>
Entry* listed(DIR* folder, const char* call, Next* next) {
    const auto fails_now = [&] { return fails(read_kind, call, path_of(dirfd(folder))); };
    if (telldir(folder) == 0 && fails_now()) {
        return nullptr;
    }
    const int before = errno;
    errno = 0;
    Entry* const entry = next(folder);
    const bool is_end = entry == nullptr && errno == 0;
    if (entry != nullptr || is_end) {
        errno = before; // which is how a caller tells the end from an error
    }
    if (is_end) {
        static_cast<void>(fails_now());
    }
    return entry;
}

} // namespace

} // namespace ocop::faults

using namespace ocop::faults;

extern "C" {

int rename(const char* from, const char* to) noexcept {
    static auto* const next = real<int(const char*, const char*)>("rename");
    return fails_here(naming, "rename", to) ? -1 : next(from, to);
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
    static auto* const next = real<int(int, const char*, int, const char*)>("renameat");
    const bool no = fails(naming, "renameat", absolute(to_folder, to));
    return no ? -1 : next(from_folder, from, to_folder, to);
}

int renameat2(
    int from_folder, const char* from, int to_folder, const char* to, unsigned flags
) noexcept {
    static auto* const next = real<int(int, const char*, int, const char*, unsigned)>("renameat2");
    const bool no = fails(naming, "renameat2", absolute(to_folder, to));
    return no ? -1 : next(from_folder, from, to_folder, to, flags);
}

int link(const char* from, const char* to) noexcept {
    static auto* const next = real<int(const char*, const char*)>("link");
    return fails_here(making, "link", to) ? -1 : next(from, to);
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) noexcept {
    static auto* const next = real<int(int, const char*, int, const char*, int)>("linkat");
    const bool no = fails(making, "linkat", absolute(to_folder, to));
    return no ? -1 : next(from_folder, from, to_folder, to, flags);
}

int symlink(const char* target, const char* path) noexcept {
    static auto* const next = real<int(const char*, const char*)>("symlink");
    return fails_here(making, "symlink", path) ? -1 : next(target, path);
}

int unlink(const char* path) noexcept {
    static auto* const next = real<int(const char*)>("unlink");
    return fails_here(naming, "unlink", path) ? -1 : next(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    static auto* const next = real<int(int, const char*, int)>("unlinkat");
    return fails(naming, "unlinkat", absolute(folder, path)) ? -1 : next(folder, path, flags);
}

int remove(const char* path) noexcept {
    static auto* const next = real<int(const char*)>("remove");
    return fails_here(naming, "remove", path) ? -1 : next(path);
}

int rmdir(const char* path) noexcept {
    static auto* const next = real<int(const char*)>("rmdir");
    return fails_here(naming, "rmdir", path) ? -1 : next(path);
}

int mkdir(const char* path, mode_t mode) noexcept {
    static auto* const next = real<int(const char*, mode_t)>("mkdir");
    return fails_here(making, "mkdir", path) ? -1 : next(path, mode);
}

int mkdirat(int folder, const char* path, mode_t mode) noexcept {
    static auto* const next = real<int(int, const char*, mode_t)>("mkdirat");
    return fails(making, "mkdirat", absolute(folder, path)) ? -1 : next(folder, path, mode);
}

char* mkdtemp(char* pattern) noexcept {
    static auto* const next = real<char*(char*)>("mkdtemp");
    return fails_here(making, "mkdtemp", pattern) ? nullptr : next(pattern);
}

int chmod(const char* path, mode_t mode) noexcept {
    static auto* const next = real<int(const char*, mode_t)>("chmod");
    return fails_here(naming, "chmod", path) ? -1 : next(path, mode);
}

int fchmod(int file, mode_t mode) noexcept {
    static auto* const next = real<int(int, mode_t)>("fchmod");
    return fails(naming, "fchmod", path_of(file)) ? -1 : next(file, mode);
}

int fchmodat(int folder, const char* path, mode_t mode, int flags) noexcept {
    static auto* const next = real<int(int, const char*, mode_t, int)>("fchmodat");
    const bool no = fails(naming, "fchmodat", absolute(folder, path));
    return no ? -1 : next(folder, path, mode, flags);
}

int utimensat(int folder, const char* path, const timespec times[2], int flags) noexcept {
    static auto* const next = real<int(int, const char*, const timespec*, int)>("utimensat");
    const bool no = fails(naming, "utimensat", absolute(folder, path));
    return no ? -1 : next(folder, path, times, flags);
}

int access(const char* path, int how) noexcept {
    static auto* const next = real<int(const char*, int)>("access");
    const unsigned kinds = read_kind | ((how & W_OK) != 0 ? naming : 0U);
    return fails_here(kinds, "access", path) ? -1 : next(path, how);
}

int stat(const char* path, struct stat* status) noexcept {
    static auto* const next = real<int(const char*, struct stat*)>("stat");
    return fails_here(read_kind, "stat", path) ? -1 : next(path, status);
}

int stat64(const char* path, struct stat64* status) noexcept {
    static auto* const next = real<int(const char*, struct stat64*)>("stat64");
    return fails_here(read_kind, "stat64", path) ? -1 : next(path, status);
}

int lstat(const char* path, struct stat* status) noexcept {
    static auto* const next = real<int(const char*, struct stat*)>("lstat");
    return fails_here(read_kind, "lstat", path) ? -1 : next(path, status);
}

int lstat64(const char* path, struct stat64* status) noexcept {
    static auto* const next = real<int(const char*, struct stat64*)>("lstat64");
    return fails_here(read_kind, "lstat64", path) ? -1 : next(path, status);
}

int fstat(int file, struct stat* status) noexcept {
    static auto* const next = real<int(int, struct stat*)>("fstat");
    return fails(read_kind, "fstat", path_of(file)) ? -1 : next(file, status);
}

int fstat64(int file, struct stat64* status) noexcept {
    static auto* const next = real<int(int, struct stat64*)>("fstat64");
    return fails(read_kind, "fstat64", path_of(file)) ? -1 : next(file, status);
}

int fstatat(int folder, const char* path, struct stat* status, int flags) noexcept {
    static auto* const next = real<int(int, const char*, struct stat*, int)>("fstatat");
    const bool no = fails(read_kind, "fstatat", absolute(folder, path));
    return no ? -1 : next(folder, path, status, flags);
}

int fstatat64(int folder, const char* path, struct stat64* status, int flags) noexcept {
    static auto* const next = real<int(int, const char*, struct stat64*, int)>("fstatat64");
    const bool no = fails(read_kind, "fstatat64", absolute(folder, path));
    return no ? -1 : next(folder, path, status, flags);
}

ssize_t readlink(const char* path, char* target, size_t size) noexcept {
    static auto* const next = real<ssize_t(const char*, char*, size_t)>("readlink");
    return fails_here(read_kind, "readlink", path) ? -1 : next(path, target, size);
}

char* realpath(const char* path, char* resolved) noexcept {
    static auto* const next = real<char*(const char*, char*)>("realpath");
    return fails_here(read_kind, "realpath", path) ? nullptr : next(path, resolved);
}

DIR* opendir(const char* path) {
    static auto* const next = real<DIR*(const char*)>("opendir");
    return fails_here(read_kind, "opendir", path) ? nullptr : next(path);
}

dirent* readdir(DIR* folder) {
    static auto* const next = real<dirent*(DIR*)>("readdir");
    return listed<dirent>(folder, "readdir", next);
}

dirent64* readdir64(DIR* folder) {
    static auto* const next = real<dirent64*(DIR*)>("readdir64");
    return listed<dirent64>(folder, "readdir64", next);
}

} // extern "C"
