#include "pos/shell/own_process.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <initializer_list>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace ocop {

namespace {

/// Opens descriptor `wanted` where it is closed, for the direction nobody uses it in. Those below
/// it are open, so that it is the one the system gives.
void occupy(int wanted) {
    if (::fcntl(wanted, F_GETFD) < 0 && errno == EBADF) {
        static_cast<void>(
            ::open("/dev/null", wanted == STDIN_FILENO ? O_WRONLY : O_RDONLY) // NOLINT: inherited
        );
    }
}

} // namespace

mode_t begin_privately() {
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        occupy(standard);
    }
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    constexpr mode_t others = 077;
    return ::umask(others);
}

} // namespace ocop
