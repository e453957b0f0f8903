#include "tests/devices/emulated_poll.hpp"

#include <array>
#include <cstdio>
#include <dlfcn.h>
#include <mutex>
#include <poll.h>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace ocop::devices::testing {

namespace {

struct Node {
    std::string path; // how the device's file ends
    int readiness;
};

std::mutex mutex;

std::vector<Node>& nodes() {
    static std::vector<Node> all;
    return all;
}

/// The descriptor to wait on in place of `fd`; -1 if it is not an emulated device.
int readiness_of(int fd) {
    const std::string link = "/proc/self/fd/" + std::to_string(fd);
    std::array<char, 512> path{};
    const ssize_t size = ::readlink(link.c_str(), path.data(), path.size());
    const std::string_view name{path.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
    const std::lock_guard lock{mutex};
    for (const Node& node : nodes()) {
        if (name.ends_with(node.path)) {
            return node.readiness;
        }
    }
    return -1;
}

} // namespace

void poll_as_usbfs(const EmulatedDevice& device) {
    std::array<char, 32> path{};
    std::snprintf(
        path.data(), path.size(), "/bus/usb/%03u/%03u", device.info().bus, device.info().address
    );
    const std::lock_guard lock{mutex};
    nodes().push_back({path.data(), device.readiness()});
}

void poll_as_file(const EmulatedDevice& device) {
    const std::lock_guard lock{mutex};
    std::erase_if(nodes(), [&](const Node& node) { return node.readiness == device.readiness(); });
}

} // namespace ocop::devices::testing

/// In front of the C library's, for libusb, which waits for its devices to become writable.
extern "C" int poll(pollfd* fds, nfds_t count, int timeout_ms) {
    using Poll = int(pollfd*, nfds_t, int);
    static auto* const system_poll = reinterpret_cast<Poll*>(::dlsym(RTLD_NEXT, "poll"));
    std::vector<pollfd> asked{fds, fds + count};
    for (pollfd& one : asked) {
        if (one.events == POLLOUT) {
            if (const int readiness = ocop::devices::testing::readiness_of(one.fd);
                readiness >= 0) {
                one = {readiness, POLLIN, 0};
            }
        }
    }
    const int ready = system_poll(asked.data(), count, timeout_ms);
    for (nfds_t i = 0; i < count; ++i) {
        const bool is_device = asked[i].fd != fds[i].fd;
        fds[i].revents = asked[i].revents;
        if (is_device && (asked[i].revents & POLLIN) != 0) {
            fds[i].revents = POLLOUT;
        }
    }
    return ready;
}
