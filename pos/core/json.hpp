#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ocop {

using Json = nlohmann::json;

/// RFC 8785 for what the journal holds: objects with keys sorted by UTF-16 code units, no white
/// space, minimal escapes, integers only. Requires valid UTF-8 and no floating point number.
[[nodiscard]] std::string canonical(const Json& value);

/// `text` as JSON, or nullopt: also for a floating point number, an integer beyond int64, a
/// repeated key or nesting deeper than 64, none of which a record of ours can hold.
/// Takes up to some thirty times as much memory as the text; whoever takes text from outside bounds
/// it first.
[[nodiscard]] std::optional<Json> parse_json(std::string_view text);

/// Puts the next bytes of a text into `into` and gives their number; 0 at its end.
using MoreBytes = std::function<std::size_t(std::span<char> into)>;

/// How reading a list ended.
enum class ListEnd {
    whole,    // every item was visited
    stopped,  // `visit` wanted no more
    not_json, // as parse_json() has it
    no_list,  // no object, or without that list
    too_large // one item, or what stands beside the list, takes more memory than allowed
};

/// Reads an object whose member `list` is a list, and calls `visit` with each of its items as it
/// comes, so that a file of any length is read in the memory one item takes: at most about
/// `item_bytes_max`, a string or number 1 MiB at most. `visit` gives false to read no further.
[[nodiscard]] ListEnd read_json_list(
    const MoreBytes& more,
    std::string_view list,
    std::size_t item_bytes_max,
    const std::function<bool(const Json&)>& visit
);

} // namespace ocop
