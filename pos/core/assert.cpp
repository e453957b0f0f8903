#include "pos/core/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace ocop {

void assertion_failed(const char* condition, const char* file, int line) noexcept {
    std::fprintf(stderr, "ocop: broken invariant %s at %s:%d\n", condition, file, line);
    std::abort();
}

} // namespace ocop
