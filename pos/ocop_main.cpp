#include "pos/cli/command_line.hpp"
#include "pos/shell/own_process.hpp"

#include <iostream>

int main(int argc, char** argv) {
    const mode_t umask = ocop::begin_privately();
    return ocop::cli::run(argc, argv, std::cout, std::cerr, umask);
}
