#include "tests/catalog-sync/rude_server.hpp"

#include <sys/socket.h>
#include <utility>

namespace ocop::catalog_sync {

RudeServer::RudeServer(Script script)
    : script_{std::move(script)},
      listening_{listen_on_loopback(16)},
      port_{port_of(listening_)},
      thread_{[this] { serve(); }} {}

RudeServer::~RudeServer() {
    ending_ = true;
    ::shutdown(listening_.get(), SHUT_RDWR); // wakes accept(2)
}

std::string RudeServer::address() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/";
}

std::vector<std::string> RudeServer::requests() const {
    const std::lock_guard lock{mutex_};
    return requests_;
}

void RudeServer::serve() {
    for (int number = 0; !ending_; ++number) {
        const Socket connection{::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (connection.get() < 0) {
            return;
        }
        const std::string request = hear_until(connection, "\r\n\r\n");
        {
            const std::lock_guard lock{mutex_};
            requests_.push_back(request);
        }
        script_(connection, request, number);
    }
}

void reset(const Socket& connection) {
    const linger at_once{1, 0};
    ::setsockopt(connection.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

} // namespace ocop::catalog_sync
