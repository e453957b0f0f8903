#pragma once

#include "pos/core/json.hpp"

#include <optional>
#include <string_view>

namespace ocop {

/// What parse_json() makes of `text`, several times as fast, where `text` is as canonical() writes
/// it and holds no escape; nullopt for anything else, of which parse_json() has to judge.
[[nodiscard]] std::optional<Json> read_canonical(std::string_view text);

} // namespace ocop
