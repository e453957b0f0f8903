#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <sys/types.h>
#include <vector>

namespace ocop::cli::test {

using Json = nlohmann::json;

/// How a run of the program ended and what it said.
struct Ran {
    int exit = -1; // 128 + the signal if one ended it
    std::string out{};
    std::string err{};
    std::int64_t peak_bytes = 0; // of memory it had at most, all its libraries included

    /// Its stdout as one JSON value; a discarded value if it is not one.
    [[nodiscard]] Json json() const;
    /// Its stdout as lines.
    [[nodiscard]] std::vector<std::string> lines() const;
};

/// What a run finds around it beyond our own environment.
struct Surroundings {
    std::vector<std::string> environment{};    // NAME=VALUE
    std::optional<long> file_size_bytes_max{}; // no file may grow beyond this: a full disk
    std::optional<mode_t> umask{};
    std::int64_t input_times = 1; // how often its input comes, one behind the other
    std::string out_to{};         // stdout is this file, opened for writing
    std::vector<int> closed{};    // of 0, 1 and 2
    bool nobody_reads = false;    // stdout and stderr are pipes without a reader
};

/// Runs `words` (the first one is the program's path or name) with `input` on stdin, to its end.
[[nodiscard]] Ran run_program(
    const std::vector<std::string>& words,
    const std::string& input = {},
    const Surroundings& around = {}
);

/// A program that is talked to line by line while it runs.
class Conversation {
public:
    explicit Conversation(const std::vector<std::string>& words, const Surroundings& around = {});
    /// Kills it if it still runs.
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    /// Says `line` and waits for the line it answers with.
    [[nodiscard]] Json ask(const std::string& line);
    /// Ends its stdin and waits for its end; its exit code.
    int finish();
    /// kill -9.
    void kill();

    [[nodiscard]] pid_t process() const { return process_; }

private:
    int reap();

    pid_t process_ = -1;
    int into_ = -1;
    int from_ = -1;
    std::string heard_{};
};

} // namespace ocop::cli::test
