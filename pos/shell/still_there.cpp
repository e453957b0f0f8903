#include "pos/shell/still_there.hpp"

#include <cerrno>
#include <sys/stat.h>

namespace ocop {

bool is_still_there(int file, const std::filesystem::path& path) {
    struct stat held {};

    struct stat named {};

    if (::fstat(file, &held) != 0) {
        return true;
    }
    if (::lstat(path.c_str(), &named) != 0) {
        return errno != ENOENT;
    }
    return held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

} // namespace ocop
