#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"
#include "pos/store/store_files.hpp"
#include "pos/store/verify.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ocop::store {

/// Checks the records of a journal from one on to its end, row by row, without reading those before
/// it: text, place, hash, the chain from the record before the first to the end that is known, the
/// sums of receipts, the signatures. What needs the sums of all records before is verify()'s.
class RangeCheck {
public:
    /// `before`: the hash of the record before `first` as its row says it; zero for first 0.
    /// `end`: the sums of the journal as it was opened, whose seal was found right.
    RangeCheck(std::int64_t first, const Hash& before, const Ledger& end, CheckSignature check);

    /// What is wrong with the next row; nullopt: `record` is right.
    [[nodiscard]] std::optional<Fault> next(std::int64_t seq, const Record& record);

    /// After the last row: that it is the last record of the journal.
    [[nodiscard]] std::optional<Fault> at_end() const;

private:
    [[nodiscard]] std::optional<std::string> what_is_wrong(const Record& record) const;

    std::int64_t next_;
    Hash before_;
    const Ledger& end_;
    CheckSignature check_;
};

} // namespace ocop::store
