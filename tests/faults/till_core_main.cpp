// The window's program without its window, for a script on stdin; a line in, a line out:
//
//   sign-in lan 1234 · open-shift 500k · scan ]E08934563138165 · press F9 · pay 200k
//   discount 15 reason · approve hoa 9999 · errand 0 · cash 100k reason · goods 5 L1
//   find 2 · back 1000 · recall 1 · count 500000 4 20000 3

#include "tests/faults/till_core.hpp"

#include <iostream>
#include <string>

namespace {

/// What stands behind `name` on the command line.
std::string value_of(const std::string& name, int argc, char** argv) {
    for (int i = 1; i + 1 < argc; ++i) {
        if (argv[i] == name) {
            return argv[i + 1];
        }
    }
    return {};
}

} // namespace

int main(int argc, char** argv) {
    ocop::faults::TillCore core{value_of("--data", argc, argv)};
    if (!core.open()) {
        std::cerr << "ocop: " << core.fault() << '\n';
        return 4;
    }
    std::string line;
    while (std::getline(std::cin, line)) {
        core.act(line);
        std::cout << core.shown().dump() << '\n' << std::flush;
    }
    return 0;
}
