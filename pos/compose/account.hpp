#pragma once

#include <string>

namespace ocop::compose {

/// Who runs this program: the name of the operating system's account, its number where it has none.
[[nodiscard]] std::string account();

} // namespace ocop::compose
