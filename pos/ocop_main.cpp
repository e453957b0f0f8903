#include "pos/cli/command_line.hpp"

#include <iostream>

int main(int argc, char** argv) {
    return ocop::cli::run(argc, argv, std::cout, std::cerr);
}
