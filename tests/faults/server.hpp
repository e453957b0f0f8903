#pragma once

#include "tests/faults/server_protocol.hpp"

#include <string>
#include <sys/types.h>

namespace ocop::faults {

/// A program that waits, its libraries and `layer` loaded, to be copied for each run. One thread.
class Server {
public:
    /// Starts `program`; throws std::runtime_error where that does not go.
    Server(const std::string& program, const std::string& layer);
    /// Ends it.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Begins a run: its process.
    [[nodiscard]] pid_t begin(const RunOrder& order);
    /// Waits for its end: as waitpid(2) tells it.
    [[nodiscard]] int end();

private:
    [[nodiscard]] int hear();

    pid_t process_ = -1;
    int socket_ = -1;
};

/// This thread's server of `program`, started when it is first asked for.
[[nodiscard]] Server& server_of(const std::string& program, const std::string& layer);

} // namespace ocop::faults
