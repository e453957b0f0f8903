#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ocop {

using Json = nlohmann::json;

/// RFC 8785 for what the journal holds: objects with keys sorted by UTF-16 code units, no white
/// space, minimal escapes, integers only. Requires valid UTF-8 and no floating point number.
[[nodiscard]] std::string canonical(const Json& value);

/// `text` as JSON, or nullopt: also for a floating point number, an integer beyond int64, a
/// repeated key or nesting deeper than 64, none of which a record of ours can hold.
[[nodiscard]] std::optional<Json> parse_json(std::string_view text);

} // namespace ocop
