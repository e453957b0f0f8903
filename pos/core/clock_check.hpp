#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/refusal.hpp"

#include <optional>

namespace ocop {

/// No till sells before or after these days: a clock that says so was never set.
inline constexpr Day clock_first{2020, 1, 1};
inline constexpr Day clock_last{2199, 12, 31};

/// Why a computer's clock that says `now` is not believed by a store with `ledger` (contract,
/// section 3), as a refusal `clock`: outside the days above, which nothing can be recorded on; or,
/// where the refusal has a `detail` (the last record's time), more than a year from the last
/// record, until a manager confirms the day. A training store's times need not grow.
[[nodiscard]] std::optional<Refusal> check_clock(const Ledger& ledger, Moment now);

/// True where `moment`, written down with Vietnam's offset, is read back (parse_moment()).
[[nodiscard]] bool can_be_recorded(Moment moment);

/// True for a record that makes a clock believed again: a manager, or the folder's owner, confirmed
/// the day; or decided about the whole journal, as a restoring does.
[[nodiscard]] bool confirms_clock(const RecordDraft& draft);

/// The `clock` record by which `who` (a key of its body, and a name) confirms that `now` is right.
[[nodiscard]] RecordDraft
confirmed_clock(const Ledger& ledger, Moment now, const char* who, const std::string& name);

} // namespace ocop
