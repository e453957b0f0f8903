#include "pos/compose/account.hpp"

#include <algorithm>
#include <array>
#include <pwd.h>
#include <unistd.h>

namespace ocop::compose {

std::string account_name() {
    const uid_t uid = ::getuid();
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 16 * 1024> buffer{};
    const bool known = ::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0
                       && found != nullptr && found->pw_name != nullptr && *found->pw_name != '\0';
    return known ? tidy_account(found->pw_name) : "uid-" + std::to_string(uid);
}

std::string tidy_account(std::string_view name) {
    constexpr std::size_t size_max = 64;
    std::string tidy{name.substr(0, size_max)};
    std::replace_if(
        tidy.begin(), tidy.end(), [](char c) { return c < ' ' || c > '~'; }, '?'
    );
    return tidy;
}

} // namespace ocop::compose
