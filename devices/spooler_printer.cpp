#include "devices/spooler_printer.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace ocop::devices {

namespace {

constexpr std::size_t said_size_bytes_max = 400;

/// What a child process gets as its standard files.
class ChildFiles {
public:
    ChildFiles(int input, int output) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, output, STDERR_FILENO);
    }

    ~ChildFiles() { posix_spawn_file_actions_destroy(&actions_); }

    ChildFiles(const ChildFiles&) = delete;
    ChildFiles& operator=(const ChildFiles&) = delete;

    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

/// One line of text for people, without what a terminal might take for a command.
std::string one_line(const std::string& text) {
    std::string line;
    for (const char c : text) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        line += control ? ' ' : c;
    }
    const std::size_t last = line.find_last_not_of(' ');
    return last == std::string::npos ? std::string{} : line.substr(0, last + 1);
}

} // namespace

SpoolerPrinter::SpoolerPrinter(std::string queue, std::string program)
    : queue_{std::move(queue)},
      program_{std::move(program)} {}

SpoolerPrinter::~SpoolerPrinter() {
    drop();
}

PrinterFault SpoolerPrinter::fault(PrintTrouble trouble, std::string what) const {
    return PrinterFault{trouble, std::move(what), "cups:" + queue_};
}

Expected<void, PrinterFault>
SpoolerPrinter::begin(JobKind, const std::string& name, std::stop_token) {
    drop();
    said_.clear();
    // A socket as its input, because writing to a pipe without a reader raises SIGPIPE.
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0) {
        return Unexpected{fault(PrintTrouble::spooler, std::generic_category().message(errno))};
    }
    FileHandle ours{in[0]};
    const FileHandle its_input{in[1]};
    if (::pipe2(out.data(), O_CLOEXEC) != 0) {
        return Unexpected{fault(PrintTrouble::spooler, std::generic_category().message(errno))};
    }
    FileHandle its_words{out[0]};
    const FileHandle its_output{out[1]};
    static_cast<void>(::fcntl(its_words.get(), F_SETFL, O_NONBLOCK));
    const ChildFiles files{its_input.get(), its_output.get()};
    std::array<std::string, 7> words{program_, "-d", queue_, "-o", "raw", "-t", name};
    std::array<char*, 8> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        arguments[i] = words[i].data();
    }
    const int error =
        ::posix_spawnp(&child_, program_.c_str(), files.get(), nullptr, arguments.data(), environ);
    if (error != 0) {
        child_ = 0;
        return Unexpected{fault(
            PrintTrouble::spooler,
            "cannot start " + program_ + ": " + std::generic_category().message(error)
        )};
    }
    input_ = std::move(ours);
    output_ = std::move(its_words);
    return {};
}

bool SpoolerPrinter::read() {
    std::array<char, 512> bytes{};
    for (;;) {
        const ssize_t got = ::read(output_.get(), bytes.data(), bytes.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return got == 0;
        }
        const std::size_t room = said_size_bytes_max - said_.size();
        said_.append(bytes.data(), std::min(room, static_cast<std::size_t>(got)));
    }
}

int SpoolerPrinter::reap() {
    int status = 0;
    pid_t ended = 0;
    do {
        ended = ::waitpid(child_, &status, 0);
    } while (ended < 0 && errno == EINTR);
    child_ = 0;
    input_.close();
    output_.close();
    return ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void SpoolerPrinter::drop() {
    if (child_ > 0) {
        ::kill(child_, SIGKILL);
        static_cast<void>(reap());
    }
}

Written SpoolerPrinter::write(
    std::string_view bytes, std::chrono::milliseconds timeout, std::stop_token stop
) {
    Written written;
    while (input_.is_open() && written.bytes < bytes.size()) {
        const std::string_view rest = bytes.substr(written.bytes);
        const ssize_t sent =
            ::send(input_.get(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            written.bytes += static_cast<std::size_t>(sent);
            continue;
        }
        if (errno == EINTR) {
            continue;
        }
        if (errno != EAGAIN) {
            break; // lp has ended without hearing the job out
        }
        if (!wait_for(input_.get(), WaitFor::writing, timeout, stop).writable) {
            return written;
        }
    }
    if (written.bytes < bytes.size()) {
        if (child_ > 0) {
            static_cast<void>(wait_for(output_.get(), WaitFor::reading, timeout, stop));
            static_cast<void>(read());
        }
        drop();
        written.fault = fault(PrintTrouble::spooler, one_line(said_));
    }
    return written;
}

Expected<Ended, PrinterFault>
SpoolerPrinter::end(std::chrono::milliseconds timeout, std::stop_token stop) {
    if (child_ <= 0) {
        return Unexpected{fault(PrintTrouble::spooler, one_line(said_))};
    }
    input_.close();
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (!read()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        if (left.count() <= 0 || stop.stop_requested()) {
            return Ended::not_yet;
        }
        static_cast<void>(wait_for(output_.get(), WaitFor::reading, left, stop));
    }
    if (reap() != 0) {
        return Unexpected{fault(PrintTrouble::spooler, one_line(said_))};
    }
    return Ended::whole;
}

} // namespace ocop::devices
