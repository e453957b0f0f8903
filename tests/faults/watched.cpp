#include "tests/faults/watched.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ocop::faults {

namespace {

const char* variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

/// What this program was started with.
struct Orders {
    std::vector<std::string> folders = parse_folders(variable("OCOP_FAULT_FOLDERS"));
    Plan plan = whole_plan();
    std::string log{variable("OCOP_FAULT_LOG")};

private:
    /// A plan that cannot be read would prove nothing.
    static Plan whole_plan() {
        const auto plan = parse_plan(variable("OCOP_FAULT"));
        if (!plan) {
            std::abort();
        }
        return *plan;
    }
};

Orders& orders() {
    static Orders given;
    return given;
}

std::atomic<std::int64_t> calls{0}; // of the kinds that are counted

/// Past our own functions, so that what we do is not counted.
void note(std::int64_t nth, unsigned kinds, const char* call, int error, const std::string& path) {
    if (orders().log.empty()) {
        return;
    }
    const std::string line = std::to_string(nth) + ' ' + name_of_kinds(kinds) + ' ' + call + ' '
                             + std::string{name_of_error(error)} + ' ' + path + '\n';
    const long file = syscall(
        SYS_openat, AT_FDCWD, orders().log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644
    );
    if (file >= 0) {
        static_cast<void>(syscall(SYS_write, file, line.data(), line.size()));
        static_cast<void>(syscall(SYS_close, file));
    }
}

bool is_hit(const Plan& plan, std::int64_t nth) {
    switch (plan.mode) {
    case Mode::none:
        return false;
    case Mode::once:
    case Mode::shorten:
    case Mode::kill_before:
        return nth == plan.nth;
    case Mode::from:
    case Mode::fill:
        return nth >= plan.nth;
    }
    return false;
}

Verdict verdict_of(const Plan& plan, std::int64_t nth, unsigned kinds) {
    if (!is_hit(plan, nth)) {
        return {};
    }
    if (plan.mode == Mode::shorten) {
        return {0, true};
    }
    if (plan.mode == Mode::fill) {
        const bool first = nth == plan.nth && (kinds & bytes_kind) != 0;
        return first ? Verdict{0, true} : Verdict{ENOSPC, false};
    }
    return {plan.error, false};
}

} // namespace

std::string path_of(int descriptor) {
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    std::array<char, PATH_MAX> target{};
    const int before = errno;
    const long size = syscall(SYS_readlinkat, AT_FDCWD, link.c_str(), target.data(), target.size());
    errno = before;
    return size > 0 ? std::string{target.data(), static_cast<std::size_t>(size)} : std::string{};
}

std::string absolute(int folder, const char* path) {
    if (path == nullptr || path[0] == '/') {
        return path == nullptr ? std::string{} : std::string{path};
    }
    if (folder != AT_FDCWD) {
        return path_of(folder) + '/' + path;
    }
    std::array<char, PATH_MAX> here{};
    const int before = errno;
    const long size = syscall(SYS_getcwd, here.data(), here.size()); // with its null byte
    errno = before;
    return size > 0 ? std::string{here.data()} + '/' + path : std::string{path};
}

void begin_anew() {
    orders() = Orders{};
    calls = 0;
}

bool is_watched(const std::string& path) {
    return lies_in(path, orders().folders);
}

Verdict meet(unsigned kinds, const char* call, const std::string& path) {
    if (!is_watched(path)) {
        return {};
    }
    const Plan& plan = orders().plan;
    if (plan.mode == Mode::none) {
        note(++calls, kinds, call, 0, path);
        return {};
    }
    const bool counts =
        (kinds & plan.kinds) != 0 && (plan.mode != Mode::shorten || (kinds & bytes_kind) != 0);
    if (!counts) {
        return {};
    }
    const std::int64_t nth = ++calls;
    const Verdict verdict = verdict_of(plan, nth, kinds);
    if (is_hit(plan, nth)) {
        note(nth, kinds, call, verdict.error, path);
    }
    if (plan.mode == Mode::kill_before && is_hit(plan, nth)) {
        static_cast<void>(syscall(SYS_kill, getpid(), SIGKILL));
    }
    return verdict;
}

bool fails(unsigned kinds, const char* call, const std::string& path) {
    const Verdict verdict = meet(kinds, call, path);
    if (verdict.error != 0) {
        errno = verdict.error;
    }
    return verdict.error != 0;
}

void* next_in_line(const char* name) {
    void* found = dlsym(RTLD_NEXT, name);
    if (found == nullptr) {
        std::abort();
    }
    return found;
}

} // namespace ocop::faults
