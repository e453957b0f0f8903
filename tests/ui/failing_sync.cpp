// Preloaded into the program under test: once the file that OCOP_FAILING_SYNC names is there, no
// sync succeeds.

#include <cerrno>
#include <cstdlib>
#include <dlfcn.h>
#include <unistd.h>

namespace {

bool fails() {
    const char* sign = std::getenv("OCOP_FAILING_SYNC");
    return sign != nullptr && ::access(sign, F_OK) == 0;
}

int sync(const char* name, int file) {
    if (fails()) {
        errno = EIO;
        return -1;
    }
    return reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, name))(file);
}

} // namespace

extern "C" int fsync(int file) {
    return sync("fsync", file);
}

extern "C" int fdatasync(int file) {
    return sync("fdatasync", file);
}
