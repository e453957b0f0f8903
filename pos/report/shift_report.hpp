#pragma once

#include "pos/core/epoch.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/shift.hpp"
#include "pos/report/table.hpp"

#include <optional>
#include <string_view>

namespace ocop::report {

/// A shift as a table of two columns: an X report while it is open, a Z report once it is closed
/// (then with what was counted). `in_use`: the last numbers then, where they are known; of till
/// `till`. Its JSON is to_json(ShiftSummary) of the core.
[[nodiscard]] Table shift_table(
    const ShiftSummary& shift,
    Language language,
    const std::optional<EpochNumbers>& in_use = std::nullopt,
    std::string_view till = {}
);

} // namespace ocop::report
