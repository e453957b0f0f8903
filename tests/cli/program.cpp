#include "tests/cli/program.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace ocop::cli::test {

namespace {

/// A pipe whose ends go with it; children inherit only what is put on their 0, 1 and 2.
class Pipe {
public:
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error{"pipe"};
        }
        read = ends[0];
        write = ends[1];
    }

    ~Pipe() {
        close_end(read);
        close_end(write);
    }

    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    static void close_end(int& end) {
        if (end >= 0) {
            close(std::exchange(end, -1));
        }
    }

    int read = -1;
    int write = -1;
};

[[noreturn]] void become(
    const std::vector<std::string>& words, const Surroundings& around, int in, int out, int err
) {
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    if (err >= 0) {
        dup2(err, STDERR_FILENO);
    }
    for (const std::string& variable : around.environment) {
        const auto equals = variable.find('=');
        setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
    }
    if (around.umask) {
        ::umask(*around.umask);
    }
    if (!around.out_to.empty()) {
        dup2(open(around.out_to.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC), STDOUT_FILENO);
    }
    for (const int standard : around.closed) {
        close(standard);
    }
    if (around.file_size_bytes_max) {
        const auto most = static_cast<rlim_t>(*around.file_size_bytes_max);
        const rlimit limit{most, most};
        std::signal(SIGXFSZ, SIG_DFL); // whoever runs the tests may have it ignored
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str())); // exec's old signature
    }
    arguments.push_back(nullptr);
    execvp(arguments.front(), arguments.data());
    _exit(127);
}

int exit_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Appends what `end` holds to `text`; false at its end.
bool take(int end, std::string& text) {
    std::array<char, 65536> bytes{};
    const ssize_t got = ::read(end, bytes.data(), bytes.size());
    if (got > 0) {
        text.append(bytes.data(), static_cast<std::size_t>(got));
    }
    return got > 0;
}

} // namespace

Json Ran::json() const {
    return Json::parse(out, nullptr, false);
}

std::vector<std::string> Ran::lines() const {
    std::vector<std::string> found;
    std::istringstream text{out};
    for (std::string line; std::getline(text, line);) {
        found.push_back(line);
    }
    return found;
}

Ran run_program(
    const std::vector<std::string>& words, const std::string& input, const Surroundings& around
) {
    std::signal(SIGPIPE, SIG_IGN); // a program may end without reading what we say
    Pipe in;
    Pipe out;
    Pipe err;
    if (around.nobody_reads) {
        Pipe::close_end(out.read);
        Pipe::close_end(err.read);
    }
    const pid_t process = fork();
    if (process == 0) {
        std::signal(SIGPIPE, SIG_DFL);
        become(words, around, in.read, out.write, err.write);
    }
    Pipe::close_end(in.read);
    Pipe::close_end(out.write);
    Pipe::close_end(err.write);
    fcntl(in.write, F_SETFL, O_NONBLOCK); // it may be waiting for us to hear it
    Ran ran;
    std::uint64_t said = 0;
    const std::uint64_t to_say = input.size() * static_cast<std::uint64_t>(around.input_times);
    bool hears_out = !around.nobody_reads;
    bool hears_err = !around.nobody_reads;
    while (true) {
        if (said == to_say) {
            Pipe::close_end(in.write);
        }
        if (!hears_out && !hears_err && in.write < 0) {
            break;
        }
        std::array<pollfd, 3> ends{
            pollfd{hears_out ? out.read : -1, POLLIN, 0},
            pollfd{hears_err ? err.read : -1, POLLIN, 0},
            pollfd{in.write, POLLOUT, 0}};
        poll(ends.data(), ends.size(), -1);
        if (ends[0].revents != 0) {
            hears_out = take(out.read, ran.out);
        }
        if (ends[1].revents != 0) {
            hears_err = take(err.read, ran.err);
        }
        if (ends[2].revents != 0) {
            const auto at = static_cast<std::size_t>(said % input.size());
            const ssize_t written = ::write(in.write, input.data() + at, input.size() - at);
            if (written > 0) {
                said += static_cast<std::uint64_t>(written);
            } else if (errno != EAGAIN) {
                said = to_say; // it hears no more
            }
        }
    }
    int status = 0;
    rusage used{};
    wait4(process, &status, 0, &used);
    ran.exit = exit_of(status);
    ran.peak_bytes = std::int64_t{used.ru_maxrss} * 1024;
    return ran;
}

Conversation::Conversation(const std::vector<std::string>& words, const Surroundings& around) {
    std::signal(SIGPIPE, SIG_IGN);
    Pipe in;
    Pipe out;
    process_ = fork();
    if (process_ == 0) {
        become(words, around, in.read, out.write, -1);
    }
    into_ = std::exchange(in.write, -1);
    from_ = std::exchange(out.read, -1);
}

Conversation::~Conversation() {
    if (process_ > 0) {
        kill();
    }
    Pipe::close_end(into_);
    Pipe::close_end(from_);
}

Json Conversation::ask(const std::string& line) {
    const std::string said = line + "\n";
    if (::write(into_, said.data(), said.size()) != static_cast<ssize_t>(said.size())) {
        return Json(Json::value_t::discarded);
    }
    for (;;) {
        const auto end = heard_.find('\n');
        if (end != std::string::npos) {
            const std::string answer = heard_.substr(0, end);
            heard_.erase(0, end + 1);
            return Json::parse(answer, nullptr, false);
        }
        if (!take(from_, heard_)) {
            return Json(Json::value_t::discarded);
        }
    }
}

int Conversation::finish() {
    Pipe::close_end(into_);
    return reap();
}

void Conversation::kill() {
    ::kill(process_, SIGKILL);
    reap();
}

int Conversation::reap() {
    int status = 0;
    waitpid(std::exchange(process_, -1), &status, 0);
    return exit_of(status);
}

} // namespace ocop::cli::test
