#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ocop {

/// A sale and all returns against it so far, in order.
struct StoredSale {
    Record sale{};
    std::vector<Record> returns{};
};

/// The append-only journal of one till. Used by the store thread alone.
class Journal {
public:
    virtual ~Journal() = default;

    /// Puts `draft` behind the last record and makes it durable: when this returns, the record
    /// survives a power cut. On failure nothing was written. A receipt number that is there already
    /// returns the record that has it: appending twice is appending once.
    [[nodiscard]] virtual Expected<Record, Failure> append(RecordDraft draft) = 0;

    /// The sums after the last record.
    [[nodiscard]] virtual const Ledger& ledger() const = 0;

    /// Calls `visit` for each record from `first` to `last` (both included, `last` < 0: to the
    /// end), in order, until it returns false.
    [[nodiscard]] virtual Expected<void, Failure> read(
        std::int64_t first, std::int64_t last, const std::function<bool(const Record&)>& visit
    ) = 0;

    /// The sale or return with this number; nullopt if there is none.
    [[nodiscard]] virtual Expected<std::optional<StoredSale>, Failure>
    find(const std::string& number) = 0;
};

} // namespace ocop
