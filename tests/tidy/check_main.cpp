#include "tests/tidy/rules.hpp"

#include <cstdio>

/// Run by the build over the source tree: a breach fails it, like a compiler's error.
int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: tidy_check ROOT\n");
        return 2;
    }
    const auto breaches = ocop::tidy::check_tree(argv[1]);
    for (const auto& breach : breaches) {
        std::fprintf(
            stderr, "%s:%d: error: %s\n", breach.file.c_str(), breach.line, breach.what.c_str()
        );
    }
    return breaches.empty() ? 0 : 1;
}
