#pragma once

#include "pos/core/json.hpp"

#include <string_view>

namespace ocop {

/// True for text that a record can hold: UTF-8.
[[nodiscard]] bool is_recordable(std::string_view text);

/// True for a body that canonical() writes and parse_json() reads back within a record: integers,
/// truth values, null, UTF-8, lists and objects not too deep.
[[nodiscard]] bool is_recordable(const Json& body);

} // namespace ocop
