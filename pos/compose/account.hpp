#pragma once

#include <string>
#include <string_view>

namespace ocop::compose {

/// The operating system's name of the account this program runs for (its real user id), as a record
/// names who did something by command line: see tidy_account(). "uid-1000" where the system knows
/// no name.
[[nodiscard]] std::string account_name();

/// `name` with printable ASCII alone, all else as "?", at most 64 characters.
[[nodiscard]] std::string tidy_account(std::string_view name);

} // namespace ocop::compose
