#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace ocop::store::test {

/// A program of ours under a test that may kill it at any moment.
class ChildProcess {
public:
    /// Starts `arguments` (the first one is the program's path) with `input` on its standard input,
    /// fed as fast as it reads.
    ChildProcess(std::vector<std::string> arguments, std::string input = {});
    /// Kills it if it still runs.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Takes what it prints until `lines` whole lines are there, then for `longer` more, or until
    /// its end. By lines, because how long a line takes is the machine's affair.
    void follow(std::size_t lines, std::chrono::microseconds longer);
    /// kill -9, then takes what it had printed by then.
    void kill();
    /// Follows it to its end; its exit code, 128 + the signal if it was killed.
    int wait();

    /// Whole lines it has printed so far: what ends without a newline was never said.
    [[nodiscard]] std::vector<std::string> lines() const;

    /// All it has printed so far.
    [[nodiscard]] const std::string& output() const { return output_; }

private:
    /// Feeds and reads once; false at the end of its output.
    bool exchange(int timeout_us);
    int reap();

    pid_t process_ = -1;
    int into_ = -1;
    int from_ = -1;
    std::string input_{};
    std::string output_{};
    bool has_ended_ = false;
    int exit_ = 0;
};

} // namespace ocop::store::test
