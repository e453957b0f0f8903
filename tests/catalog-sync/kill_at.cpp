// Stands in front of the C library in this one program: its own functions of these names are found
// first, also by SQLite. Syncing does nothing here: a killed program loses nothing of what it
// wrote, only a power cut does, and waiting for the disk a thousand times would take minutes.
#include "tests/catalog-sync/kill_at.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

int* calls = nullptr; // in memory shared with the parent; null: not counted
int last_call = 0;    // 0: never
int fails_with = 0;   // 0: the process is killed instead
bool goes_on_failing = false;

/// True if the call is to fail; errno is then set.
bool about_to_change_the_disk() {
    if (calls == nullptr) {
        return false;
    }
    ++*calls;
    const bool meant = *calls == last_call || (goes_on_failing && *calls > last_call);
    if (last_call == 0 || !meant) {
        return false;
    }
    if (fails_with == 0) {
        kill(getpid(), SIGKILL);
    }
    errno = fails_with;
    return true;
}

template <class Function>
Function* next_in_line(const char* name) {
    void* found = dlsym(RTLD_NEXT, name);
    if (found == nullptr) {
        std::abort();
    }
    return reinterpret_cast<Function*>(found);
}

/// `begin` says in the child what is to happen; the number of calls made there.
int run(const std::function<void()>& begin, const std::function<int()>& work, int& status) {
    void* shared =
        mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto* counted = static_cast<int*>(shared);
    *counted = 0;
    const pid_t child = fork();
    if (child == 0) {
        begin();
        calls = counted;
        const int answer = work();
        calls = nullptr;
        _exit(answer);
    }
    waitpid(child, &status, 0);
    const int made = *counted;
    munmap(shared, sizeof(int));
    return made;
}

std::function<int()> always_0(const std::function<void()>& work) {
    return [&work] {
        work();
        return 0;
    };
}

} // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    return about_to_change_the_disk() ? -1
                                      : next_in_line<decltype(write)>("write")(file, bytes, size);
}

ssize_t writev(int file, const iovec* parts, int count) {
    return about_to_change_the_disk()
               ? -1
               : next_in_line<decltype(writev)>("writev")(file, parts, count);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    return about_to_change_the_disk()
               ? -1
               : next_in_line<decltype(pwrite)>("pwrite")(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    return about_to_change_the_disk()
               ? -1
               : next_in_line<decltype(pwrite64)>("pwrite64")(file, bytes, size, at);
}

int rename(const char* from, const char* to) noexcept {
    return about_to_change_the_disk()
               ? -1
               : next_in_line<int(const char*, const char*)>("rename")(from, to);
}

int link(const char* from, const char* to) noexcept {
    return about_to_change_the_disk()
               ? -1
               : next_in_line<int(const char*, const char*)>("link")(from, to);
}

int unlink(const char* path) noexcept {
    return about_to_change_the_disk() ? -1 : next_in_line<int(const char*)>("unlink")(path);
}

int remove(const char* path) noexcept {
    return about_to_change_the_disk() ? -1 : next_in_line<int(const char*)>("remove")(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    return about_to_change_the_disk()
               ? -1
               : next_in_line<int(int, const char*, int)>("unlinkat")(folder, path, flags);
}

int rmdir(const char* path) noexcept {
    return about_to_change_the_disk() ? -1 : next_in_line<int(const char*)>("rmdir")(path);
}

int mkdir(const char* path, mode_t mode) noexcept {
    return about_to_change_the_disk() ? -1
                                      : next_in_line<int(const char*, mode_t)>("mkdir")(path, mode);
}

int mkostemp(char* path, int flags) {
    return about_to_change_the_disk() ? -1 : next_in_line<int(char*, int)>("mkostemp")(path, flags);
}

int ftruncate(int file, off_t size) noexcept {
    return about_to_change_the_disk() ? -1 : next_in_line<int(int, off_t)>("ftruncate")(file, size);
}

int ftruncate64(int file, off64_t size) noexcept {
    return about_to_change_the_disk() ? -1
                                      : next_in_line<int(int, off64_t)>("ftruncate64")(file, size);
}

int fsync(int) {
    return about_to_change_the_disk() ? -1 : 0;
}

int fdatasync(int) {
    return about_to_change_the_disk() ? -1 : 0;
}

} // extern "C"

namespace ocop::catalog_sync {

int DiskCalls::count(const std::function<void()>& work) {
    int status = 0;
    const int made = run([] {}, always_0(work), status);
    EXPECT_TRUE(WIFEXITED(status));
    return made;
}

bool DiskCalls::kill_at(int nth, const std::function<void()>& work) {
    int status = 0;
    static_cast<void>(run([nth] { last_call = nth; }, always_0(work), status));
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

int DiskCalls::fail_at(int nth, Failing failing, int error, const std::function<int()>& work) {
    int status = 0;
    const auto begin = [&] {
        last_call = nth;
        fails_with = error;
        goes_on_failing = failing == Failing::from_there_on;
    };
    static_cast<void>(run(begin, work, status));
    constexpr int signals = 256;
    return WIFEXITED(status) ? WEXITSTATUS(status) : signals + WTERMSIG(status);
}

} // namespace ocop::catalog_sync
