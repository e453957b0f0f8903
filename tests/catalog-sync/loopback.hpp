#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace ocop::catalog_sync {

/// A socket that closes itself.
class Socket {
public:
    explicit Socket(int value)
        : value_{value} {}

    Socket(Socket&& other) noexcept
        : value_{std::exchange(other.value_, -1)} {}

    Socket& operator=(Socket&&) = delete;
    ~Socket();

    [[nodiscard]] int get() const { return value_; }

private:
    int value_;
};

/// Listens on a free port of 127.0.0.1. Throws where that fails.
[[nodiscard]] Socket listen_on_loopback(int backlog);
[[nodiscard]] int port_of(const Socket& listening);
/// Throws where nobody listens.
[[nodiscard]] Socket connect_to_loopback(int port);

/// Sends all of `text`; false if the other side is gone.
bool say(const Socket& to, std::string_view text);
/// What comes until `end`, or until the other side closes, or ten seconds without a byte.
std::string hear_until(const Socket& from, std::string_view end);

} // namespace ocop::catalog_sync
