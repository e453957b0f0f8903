#pragma once

#include <sys/resource.h>

namespace ocop::test {

/// As long as this lives, this process cannot open a file or a socket: it has as many as it may.
class NoMoreFiles {
public:
    NoMoreFiles() {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const rlimit none{0, before_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &none);
    }

    ~NoMoreFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }

    NoMoreFiles(const NoMoreFiles&) = delete;
    NoMoreFiles& operator=(const NoMoreFiles&) = delete;

private:
    rlimit before_{};
};

} // namespace ocop::test
