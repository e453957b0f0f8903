#pragma once

#include "pos/core/refusal.hpp"
#include "pos/core/shift.hpp"
#include "pos/report/table.hpp"

namespace ocop::report {

/// A shift as a table of two columns: an X report while it is open, a Z report once it is closed
/// (then with what was counted). Its JSON is to_json(ShiftSummary) of the core.
[[nodiscard]] Table shift_table(const ShiftSummary& shift, Language language);

} // namespace ocop::report
