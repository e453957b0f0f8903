// Where the program was started to serve (see server_protocol.hpp), its main() runs once for each
// order, in a copy of the process that has just loaded its libraries.

#include "tests/faults/server_protocol.hpp"
#include "tests/faults/watched.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop::faults {

namespace {

using Main = int (*)(int, char**, char**);

Main program_main = nullptr;

/// Answers are two numbers: the process, then how it ended.
void tell(int to, int number) {
    static_cast<void>(::send(to, &number, sizeof number, MSG_NOSIGNAL));
}

/// The copy: becomes what `order` says.
[[noreturn]] void be(const RunOrder& order, char* program) {
    const std::array<int, 3> files{order.in, order.out, order.err};
    for (int i = 0; i < 3; ++i) {
        dup2(files[static_cast<std::size_t>(i)], i);
    }
    for (const int file : files) {
        ::close(file);
    }
    clearenv();
    for (const std::string& variable : order.environment) {
        putenv(strdup(variable.c_str())); // the environment keeps it
    }
    begin_anew();
    static std::vector<std::string> words; // as long as the program
    static std::vector<char*> arguments;
    words = order.words;
    arguments.push_back(program);
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    std::exit(program_main(static_cast<int>(arguments.size()) - 1, arguments.data(), environ));
}

int serve(int socket, char* program) {
    while (const auto order = receive_order(socket)) {
        const pid_t process = fork();
        if (process == 0) {
            ::close(socket);
            be(*order, program);
        }
        for (const int file : {order->in, order->out, order->err}) {
            ::close(file);
        }
        tell(socket, process);
        int status = 0;
        while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
        }
        tell(socket, status);
    }
    return 0;
}

int main_or_serve(int count, char** words, char** environment) {
    const char* socket = std::getenv(server_variable);
    return socket != nullptr ? serve(std::atoi(socket), words[0])
                             : program_main(count, words, environment);
}

} // namespace

} // namespace ocop::faults

/// What every program's first instructions call, with its main().
extern "C" int __libc_start_main(
    ocop::faults::Main main,
    int count,
    char** words,
    void (*init)(),
    void (*fini)(),
    void (*loader_fini)(),
    void* stack_end
) {
    using Start = int(ocop::faults::Main, int, char**, void (*)(), void (*)(), void (*)(), void*);
    ocop::faults::program_main = main;
    auto* const next = ocop::faults::real<Start>("__libc_start_main");
    return next(ocop::faults::main_or_serve, count, words, init, fini, loader_fini, stack_end);
}
