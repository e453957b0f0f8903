#include "pos/compose/account.hpp"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace ocop::compose {

std::string account() {
    std::array<char, 4096> buffer{};
    struct passwd entry {};

    struct passwd* found = nullptr;
    const uid_t user = ::geteuid();
    const int error = ::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found);
    return error == 0 && found != nullptr ? std::string{entry.pw_name} : std::to_string(user);
}

} // namespace ocop::compose
