// Stands in front of the C library in this one program: its own functions of these names are found
// first, also by SQLite. Syncing does nothing here: a killed program loses nothing of what it
// wrote, only a power cut does, and waiting for the disk a thousand times would take minutes.
#include "tests/catalog-sync/kill_at.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

int* calls = nullptr; // in memory shared with the parent; null: not counted
int last_call = 0;    // 0: never

void about_to_change_the_disk() {
    if (calls != nullptr && ++*calls == last_call) {
        kill(getpid(), SIGKILL);
    }
}

template <class Function>
Function* next_in_line(const char* name) {
    void* found = dlsym(RTLD_NEXT, name);
    if (found == nullptr) {
        std::abort();
    }
    return reinterpret_cast<Function*>(found);
}

int run(int nth, const std::function<void()>& work, int& status) {
    void* shared =
        mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto* counted = static_cast<int*>(shared);
    *counted = 0;
    const pid_t child = fork();
    if (child == 0) {
        calls = counted;
        last_call = nth;
        work();
        _exit(0);
    }
    waitpid(child, &status, 0);
    const int made = *counted;
    munmap(shared, sizeof(int));
    return made;
}

} // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    about_to_change_the_disk();
    return next_in_line<decltype(write)>("write")(file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    about_to_change_the_disk();
    return next_in_line<decltype(pwrite)>("pwrite")(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    about_to_change_the_disk();
    return next_in_line<decltype(pwrite64)>("pwrite64")(file, bytes, size, at);
}

int rename(const char* from, const char* to) noexcept {
    about_to_change_the_disk();
    return next_in_line<int(const char*, const char*)>("rename")(from, to);
}

int unlink(const char* path) noexcept {
    about_to_change_the_disk();
    return next_in_line<int(const char*)>("unlink")(path);
}

int remove(const char* path) noexcept {
    about_to_change_the_disk();
    return next_in_line<int(const char*)>("remove")(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    about_to_change_the_disk();
    return next_in_line<int(int, const char*, int)>("unlinkat")(folder, path, flags);
}

int mkdir(const char* path, mode_t mode) noexcept {
    about_to_change_the_disk();
    return next_in_line<int(const char*, mode_t)>("mkdir")(path, mode);
}

int ftruncate(int file, off_t size) noexcept {
    about_to_change_the_disk();
    return next_in_line<int(int, off_t)>("ftruncate")(file, size);
}

int ftruncate64(int file, off64_t size) noexcept {
    about_to_change_the_disk();
    return next_in_line<int(int, off64_t)>("ftruncate64")(file, size);
}

int fsync(int) {
    about_to_change_the_disk();
    return 0;
}

int fdatasync(int) {
    about_to_change_the_disk();
    return 0;
}

} // extern "C"

namespace ocop::catalog_sync {

int DiskCalls::count(const std::function<void()>& work) {
    int status = 0;
    const int made = run(0, work, status);
    EXPECT_TRUE(WIFEXITED(status));
    return made;
}

bool DiskCalls::kill_at(int nth, const std::function<void()>& work) {
    int status = 0;
    static_cast<void>(run(nth, work, status));
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

} // namespace ocop::catalog_sync
