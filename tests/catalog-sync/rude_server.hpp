#pragma once

#include "tests/catalog-sync/loopback.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ocop::catalog_sync {

/// A server that may do what nginx would not: a script answers each connection, one at a time, on
/// 127.0.0.1.
class RudeServer {
public:
    /// Given the connection and the head of the request that came over it; `number` counts
    /// connections from 0. The connection is closed when it returns.
    using Script = std::function<void(const Socket& to, const std::string& request, int number)>;

    explicit RudeServer(Script script);
    ~RudeServer();
    RudeServer(const RudeServer&) = delete;
    RudeServer& operator=(const RudeServer&) = delete;

    [[nodiscard]] int port() const { return port_; }

    /// "http://127.0.0.1:40003/"
    [[nodiscard]] std::string address() const;

    /// The heads of the requests that came so far.
    [[nodiscard]] std::vector<std::string> requests() const;

private:
    void serve();

    Script script_;
    Socket listening_;
    int port_;
    std::atomic<bool> ending_ = false;
    mutable std::mutex mutex_{};
    std::vector<std::string> requests_{};
    std::jthread thread_{};
};

/// Ends the connection as a pulled cable seems to: with a reset.
void reset(const Socket& connection);

} // namespace ocop::catalog_sync
