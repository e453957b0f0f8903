#include "tests/store/child_process.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace ocop::store::test {

namespace {

[[noreturn]] void become(std::vector<std::string>& arguments, int input, int output) {
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    std::vector<char*> texts;
    texts.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) {
        texts.push_back(argument.data());
    }
    texts.push_back(nullptr);
    ::execv(texts[0], texts.data());
    ::_exit(127);
}

} // namespace

ChildProcess::ChildProcess(std::vector<std::string> arguments, std::string input)
    : input_{std::move(input)} {
    std::signal(SIGPIPE, SIG_IGN); // a program that dies while we feed it is what we are here for
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    OCOP_ASSERT(::pipe2(in.data(), O_CLOEXEC) == 0 && ::pipe2(out.data(), O_CLOEXEC) == 0);
    process_ = ::fork();
    OCOP_ASSERT(process_ >= 0);
    if (process_ == 0) {
        std::signal(SIGPIPE, SIG_DFL);
        become(arguments, in[0], out[1]);
    }
    ::close(in[0]);
    ::close(out[1]);
    into_ = in[1];
    from_ = out[0];
    ::fcntl(into_, F_SETFL, O_NONBLOCK);
}

ChildProcess::~ChildProcess() {
    kill();
    ::close(from_);
}

bool ChildProcess::exchange(int timeout_us) {
    std::array<pollfd, 2> ends{{{from_, POLLIN, 0}, {into_, POLLOUT, 0}}};
    const timespec timeout{timeout_us / 1'000'000, (timeout_us % 1'000'000) * 1000L};
    const int ready =
        ::ppoll(ends.data(), into_ < 0 ? 1 : 2, timeout_us < 0 ? nullptr : &timeout, nullptr);
    if (ready <= 0) {
        return true;
    }
    if (into_ >= 0 && ends[1].revents != 0) {
        const ssize_t fed = input_.empty() ? 0 : ::write(into_, input_.data(), input_.size());
        if (fed > 0) {
            input_.erase(0, static_cast<std::size_t>(fed));
        }
        if (input_.empty() || (fed < 0 && errno != EAGAIN)) {
            ::close(into_);
            into_ = -1;
        }
    }
    if (ends[0].revents != 0) {
        std::array<char, 65'536> buffer{};
        const ssize_t got = ::read(from_, buffer.data(), buffer.size());
        if (got <= 0) {
            return false;
        }
        output_.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return true;
}

void ChildProcess::follow(std::size_t lines, std::chrono::microseconds longer) {
    while (std::count(output_.begin(), output_.end(), '\n') < static_cast<std::ptrdiff_t>(lines)) {
        if (!exchange(-1)) {
            return;
        }
    }
    const auto moment = std::chrono::steady_clock::now() + longer;
    while (!has_ended_) {
        const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
            moment - std::chrono::steady_clock::now()
        );
        if (left.count() <= 0 || !exchange(static_cast<int>(left.count()))) {
            return;
        }
    }
}

int ChildProcess::reap() {
    if (!has_ended_) {
        int status = 0;
        ::waitpid(process_, &status, 0);
        has_ended_ = true;
        exit_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        if (into_ >= 0) {
            ::close(into_);
            into_ = -1;
        }
    }
    return exit_;
}

void ChildProcess::kill() {
    if (has_ended_) {
        return;
    }
    ::kill(process_, SIGKILL);
    reap();
    while (exchange(-1)) {
    }
}

int ChildProcess::wait() {
    while (exchange(-1)) {
    }
    return reap();
}

std::vector<std::string> ChildProcess::lines() const {
    std::vector<std::string> lines;
    std::size_t start = 0;
    for (std::size_t end = output_.find('\n'); end != std::string::npos;
         end = output_.find('\n', start)) {
        lines.push_back(output_.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

} // namespace ocop::store::test
