#include "tests/faults/server.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <memory>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop::faults {

namespace {

constexpr int socket_there = 3;

[[noreturn]] void become(char* const* words, char* const* around, int socket) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(socket, socket_there);
    std::signal(SIGPIPE, SIG_DFL);
    execve(words[0], words, around);
    _exit(127);
}

} // namespace

Server::Server(const std::string& program, const std::string& layer) {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw std::runtime_error{"no socket is to be had"};
    }
    std::array<std::string, 4> variables{
        std::string{server_variable} + '=' + std::to_string(socket_there),
        "LD_PRELOAD=" + layer,
        "LD_BIND_NOW=1", // once, not in each copy
        "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0"};
    std::string word = program;
    const std::array<char*, 2> words{word.data(), nullptr};
    const std::array<char*, 5> around{
        variables[0].data(),
        variables[1].data(),
        variables[2].data(),
        variables[3].data(),
        nullptr};
    process_ = fork();
    if (process_ == 0) {
        become(words.data(), around.data(), ends[1]);
    }
    close(ends[1]);
    socket_ = ends[0];
}

Server::~Server() {
    close(socket_);
    int status = 0;
    waitpid(process_, &status, 0);
}

int Server::hear() {
    int number = 0;
    if (recv(socket_, &number, sizeof number, 0) != sizeof number) {
        throw std::runtime_error{"a program that served is gone"};
    }
    return number;
}

pid_t Server::begin(const RunOrder& order) {
    if (!send_order(socket_, order)) {
        throw std::runtime_error{"a program takes no order"};
    }
    return hear();
}

int Server::end() {
    return hear();
}

Server& server_of(const std::string& program, const std::string& layer) {
    thread_local std::map<std::string, std::unique_ptr<Server>> servers;
    auto& server = servers[program];
    if (!server) {
        server = std::make_unique<Server>(program, layer);
    }
    return *server;
}

} // namespace ocop::faults
