#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"

#include <map>
#include <optional>
#include <string>

namespace ocop::store {

/// The sums after a record, computed without copying the stock of every product: the stock is lent
/// by the ledger, and goes back as it was unless the record is kept.
class NextLedger {
public:
    /// `ledger` must outlive it, and is without its stock as long as this lives.
    NextLedger(Ledger& ledger, const Record& record);
    ~NextLedger();
    NextLedger(const NextLedger&) = delete;
    NextLedger& operator=(const NextLedger&) = delete;

    [[nodiscard]] Ledger& next() { return next_; }

    /// The ledger becomes the next one.
    void keep();

private:
    Ledger& ledger_;
    Ledger next_{};
    std::map<std::string, std::optional<Quantity>> old_levels_{};
    bool kept_ = false;
};

} // namespace ocop::store
