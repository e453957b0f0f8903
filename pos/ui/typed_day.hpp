#pragma once

#include "pos/core/moment.hpp"

#include <optional>
#include <string_view>

namespace ocop::ui {

/// Reads a day as people type it from a label: "31/01/2027", "31-1-27", "31.01.2027", "310127",
/// "31012027" or "2027-01-31". Two digits of a year lie in this century. nullopt for anything else.
[[nodiscard]] std::optional<Day> parse_typed_day(std::string_view text);

} // namespace ocop::ui
