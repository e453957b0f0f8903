#pragma once

#include <string>

namespace ocop::ui {

/// How a money field reads `text` ("= 12.500"), said before Enter counts it; "= ?" where it reads
/// no amount in it; empty where there is but one way to read it, digits alone.
[[nodiscard]] std::string amount_reading(const std::string& text);

/// The same of a quantity ("= 1,5").
[[nodiscard]] std::string quantity_reading(const std::string& text);

/// The same of the code field: of what stands before the star of "1.5*QNA-001".
[[nodiscard]] std::string count_reading(const std::string& text);

} // namespace ocop::ui
