#include "devices/wait.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <functional>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace ocop::devices {

namespace {

/// A file descriptor that becomes readable when stop is asked for.
class StopSign {
public:
    explicit StopSign(const std::stop_token& stop)
        : callback_{stop, [this] {
                        const std::uint64_t one = 1;
                        // Fails only when it is set already.
                        static_cast<void>(::write(sign_.get(), &one, sizeof one));
                    }} {}

    [[nodiscard]] int get() const { return sign_.get(); }

private:
    FileHandle sign_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::stop_callback<std::function<void()>> callback_;
};

} // namespace

void FileHandle::close() {
    if (value_ >= 0) {
        ::close(release());
    }
}

int FileHandle::release() {
    return std::exchange(value_, -1);
}

Ready wait_for(
    int file, WaitFor what, std::chrono::milliseconds timeout, const std::stop_token& stop
) {
    const StopSign sign{stop};
    const auto events = static_cast<short>(
        what == WaitFor::reading   ? POLLIN
        : what == WaitFor::writing ? POLLOUT
                                   : POLLIN | POLLOUT
    );
    std::array<pollfd, 2> files{pollfd{file, events, 0}, pollfd{sign.get(), POLLIN, 0}};
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        const int left_ms = left.count() > 0 ? static_cast<int>(left.count()) : 0;
        const int found = ::poll(files.data(), files.size(), left_ms);
        if (found < 0 && errno == EINTR) {
            continue;
        }
        Ready ready;
        if (found > 0 && files[1].revents == 0) {
            ready.readable = (files[0].revents & POLLIN) != 0;
            ready.writable = (files[0].revents & POLLOUT) != 0;
            ready.broken = (files[0].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
        }
        return ready;
    }
}

} // namespace ocop::devices
