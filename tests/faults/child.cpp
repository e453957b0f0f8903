#include "tests/faults/child.hpp"

#include "tests/faults/server.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace ocop::faults {

namespace {

using Clock = std::chrono::steady_clock;

/// A pipe whose ends go with it.
class Pipe {
public:
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error{"no pipe is to be had"};
        }
        from = ends[0];
        into = ends[1];
    }

    ~Pipe() {
        close_end(from);
        close_end(into);
    }

    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    static void close_end(int& end) {
        if (end >= 0) {
            close(std::exchange(end, -1));
        }
    }

    int from = -1;
    int into = -1;
};

/// What exec wants of a list of words: made before the fork, after which little is allowed.
class Words {
public:
    explicit Words(std::vector<std::string> words)
        : words_{std::move(words)} {
        for (std::string& word : words_) {
            pointers_.push_back(word.data());
        }
        pointers_.push_back(nullptr);
    }

    [[nodiscard]] char* const* data() const { return pointers_.data(); }

private:
    std::vector<std::string> words_;
    std::vector<char*> pointers_{};
};

/// Our environment with `more`, which comes first where a name is there already.
std::vector<std::string> environment_with(const std::vector<std::string>& more) {
    std::vector<std::string> all = more;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string text{*variable};
        const std::string name = text.substr(0, text.find('=') + 1);
        bool given = false;
        for (const std::string& other : more) {
            given = given || other.compare(0, name.size(), name) == 0;
        }
        if (!given) {
            all.push_back(text);
        }
    }
    return all;
}

[[noreturn]] void
become(const Words& words, const Words& around, const Command& command, int in, int out, int err) {
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    close_range(STDERR_FILENO + 1, ~0U, 0); // whoever started us may have left us some
    if (command.descriptors_max) {
        const auto most = static_cast<rlim_t>(*command.descriptors_max);
        const rlimit limit{most, most};
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    std::signal(SIGPIPE, SIG_DFL);
    execve(words.data()[0], words.data(), around.data());
    _exit(127);
}

/// Appends what `end` holds; false at its end.
bool take(int end, std::string& text) {
    std::array<char, 65536> bytes{};
    const ssize_t got = read(end, bytes.data(), bytes.size());
    if (got > 0) {
        text.append(bytes.data(), static_cast<std::size_t>(got));
    }
    return got > 0 || (got < 0 && errno == EINTR);
}

/// Hears all the program says; false if it took too long.
bool hear(const Pipe& out, const Pipe& err, Ran& ran) {
    const auto until = Clock::now() + std::chrono::seconds{patience_s};
    bool hears_out = true;
    bool hears_err = true;
    while (hears_out || hears_err) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        std::array<pollfd, 2> ends{
            pollfd{hears_out ? out.from : -1, POLLIN, 0},
            pollfd{hears_err ? err.from : -1, POLLIN, 0}};
        if (left <= 0 || poll(ends.data(), ends.size(), static_cast<int>(left)) == 0) {
            return false;
        }
        hears_out = hears_out && (ends[0].revents == 0 || take(out.from, ran.out));
        hears_err = hears_err && (ends[1].revents == 0 || take(err.from, ran.err));
    }
    return true;
}

/// Started anew: slower, but all that it opens is counted.
pid_t start(const Command& command, const Pipe& in, const Pipe& out, const Pipe& err) {
    const Words words{command.words};
    const Words around{environment_with(command.environment)};
    const pid_t process = fork();
    if (process == 0) {
        become(words, around, command, in.from, out.into, err.into);
    }
    if (process < 0) {
        throw std::runtime_error{"no program could be started"};
    }
    return process;
}

RunOrder order_of(const Command& command, const Pipe& in, const Pipe& out, const Pipe& err) {
    return {
        {command.words.begin() + 1, command.words.end()},
        environment_with(command.environment),
        in.from,
        out.into,
        err.into};
}

int status_of(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

void say(const std::string& input, Pipe& in) {
    if (!input.empty() && write(in.into, input.data(), input.size()) < 0 && errno != EPIPE) {
        throw std::runtime_error{"the program could not be told what to do"};
    }
    Pipe::close_end(in.into);
}

} // namespace

std::vector<std::string> Ran::lines(const std::string& text) {
    std::vector<std::string> found;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty()) {
            found.push_back(line);
        }
    }
    return found;
}

Ran run(const Command& command) {
    Pipe in;
    Pipe out;
    Pipe err;
    Server* const server =
        command.layer.empty() ? nullptr : &server_of(command.words.front(), command.layer);
    const pid_t process = server != nullptr ? server->begin(order_of(command, in, out, err))
                                            : start(command, in, out, err);
    Pipe::close_end(in.from);
    Pipe::close_end(out.into);
    Pipe::close_end(err.into);
    say(command.input, in);
    Ran ran;
    ran.timed_out = !hear(out, err, ran);
    if (ran.timed_out) {
        kill(process, SIGKILL);
        ran.err += "(did not end within " + std::to_string(patience_s) + " s)";
    }
    const int status = server != nullptr ? server->end() : status_of(process);
    ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    ran.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return ran;
}

} // namespace ocop::faults
