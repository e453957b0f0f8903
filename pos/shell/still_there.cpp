#include "pos/shell/still_there.hpp"

#include <sys/stat.h>

namespace ocop {

bool is_still_there(int file, const std::filesystem::path& path) {
    struct stat held {};

    struct stat named {};

    return ::fstat(file, &held) == 0 && ::lstat(path.c_str(), &named) == 0
           && held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

} // namespace ocop
