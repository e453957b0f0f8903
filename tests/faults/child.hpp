#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ocop::faults {

/// A program to run: its words (the first is its path), what it reads, what it finds around it.
struct Command {
    std::vector<std::string> words{};
    std::string input{};                    // at most what a pipe holds: 64 KiB
    std::vector<std::string> environment{}; // NAME=VALUE, beyond our own
    std::optional<int> descriptors_max{};   // that it may have open at once
    /// libfaults.so: it is copied from a program that waits with this loaded. Empty: it is started
    /// anew, without.
    std::string layer{};
};

/// How it ended and what it said.
struct Ran {
    int exit = -1;          // of its own will; -1: it did not
    int signal = 0;         // that ended it
    bool timed_out = false; // killed by us after Command's time
    std::string out{};
    std::string err{};

    /// What it said on `text`, a line each, without empty ones.
    [[nodiscard]] static std::vector<std::string> lines(const std::string& text);
};

/// No verb takes longer on a small store, however busy the machine is.
inline constexpr int patience_s = 120;

/// Runs `command` to its end, or for patience_s. Any thread.
[[nodiscard]] Ran run(const Command& command);

} // namespace ocop::faults
