// Preloaded into the program under test: its clock is a day behind, or shows the second that
// OCOP_CLOCK_S names, since 1970.

#include <cstdlib>
#include <ctime>
#include <dlfcn.h>

extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept {
    using Function = int (*)(clockid_t, timespec*);
    static const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "clock_gettime"));
    const int result = real(clock, now);
    if (clock == CLOCK_REALTIME) {
        const char* shown = std::getenv("OCOP_CLOCK_S");
        now->tv_sec = shown != nullptr ? std::atoll(shown) : now->tv_sec - 86'400; // a day
    }
    return result;
}
