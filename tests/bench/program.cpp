#include "tests/bench/program.hpp"

#include "pos/core/assert.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop::bench {

Program::Program(const std::vector<std::string>& arguments, int inherited) {
    std::vector<std::string> texts = arguments;
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (inherited >= 0) {
        posix_spawn_file_actions_adddup2(&actions, inherited, 3);
    }
    const int error =
        posix_spawnp(&process_, pointers.front(), &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    OCOP_ASSERT(error == 0);
}

Program::~Program() {
    if (process_ > 0) {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
    }
}

Program::End Program::wait() {
    int status = 0;
    rusage used{};
    OCOP_ASSERT(::wait4(process_, &status, 0, &used) == process_);
    process_ = -1;
    return {
        WIFEXITED(status) && WEXITSTATUS(status) == 0,
        static_cast<double>(used.ru_maxrss) * 1024 // Linux counts it in KiB
    };
}

VirtualDisplay::VirtualDisplay() {
    std::array<int, 2> ready{};
    OCOP_ASSERT(::pipe2(ready.data(), O_CLOEXEC) == 0);
    // A desktop's display does not forget what GTK has found out when the last window closes.
    server_ = std::make_unique<Program>(
        std::vector<std::string>{
            "Xvfb",
            "-noreset",
            "-displayfd",
            "3",
            "-screen",
            "0",
            "1024x768x24",
            "-nolisten",
            "tcp"},
        ready[1]
    );
    ::close(ready[1]);
    std::string number = ":"; // it writes its number once it takes programs
    char c = 0;
    while (::read(ready[0], &c, 1) == 1 && c != '\n') {
        number += c;
    }
    ::close(ready[0]);
    OCOP_ASSERT(number.size() > 1);
    ::setenv("DISPLAY", number.c_str(), 1);
}

} // namespace ocop::bench
