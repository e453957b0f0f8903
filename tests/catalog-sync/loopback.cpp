#include "tests/catalog-sync/loopback.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace ocop::catalog_sync {

namespace {

constexpr int patience_ms = 10'000;

[[noreturn]] void fail(const char* doing) {
    throw std::system_error{errno, std::generic_category(), doing};
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

Socket::~Socket() {
    if (value_ >= 0) {
        ::close(value_);
    }
}

Socket listen_on_loopback(int backlog) {
    Socket listening{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const sockaddr_in address = loopback(0);
    if (listening.get() < 0
        || ::bind(listening.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0
        || ::listen(listening.get(), backlog) != 0) {
        fail("listening on the loopback");
    }
    return listening;
}

int port_of(const Socket& listening) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (::getsockname(listening.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        fail("asking for a port");
    }
    return ntohs(address.sin_port);
}

Socket connect_to_loopback(int port) {
    Socket connected{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const sockaddr_in address = loopback(port);
    if (connected.get() < 0
        || ::connect(connected.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address)
               != 0) {
        fail("connecting to the loopback");
    }
    return connected;
}

bool say(const Socket& to, std::string_view text) {
    while (!text.empty()) {
        const ssize_t sent = ::send(to.get(), text.data(), text.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string hear_until(const Socket& from, std::string_view end) {
    std::string heard;
    std::array<char, 4'096> buffer{};
    while (end.empty() || heard.find(end) == std::string::npos) {
        pollfd ready{from.get(), POLLIN, 0};
        if (::poll(&ready, 1, patience_ms) <= 0) {
            break;
        }
        const ssize_t got = ::recv(from.get(), buffer.data(), buffer.size(), 0);
        if (got <= 0) {
            break;
        }
        heard.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return heard;
}

} // namespace ocop::catalog_sync
