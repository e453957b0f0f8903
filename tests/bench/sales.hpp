#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"
#include "pos/store/projections.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ocop::bench {

/// A sale and the rows it is in the ledger: what our journal works out, and a plain database is
/// given.
struct SaleRows {
    SaleBody body{};
    RecordDraft draft{};
    Record record{};
    std::string line{};                                    // of table journal
    Ledger after{};                                        // without stock and users
    std::string summary{};                                 // of the open shift
    std::vector<std::pair<std::string, Quantity>> stock{}; // changed by this sale
    EinvoiceCounters einvoices{};                          // after this sale, which moved them all
};

/// A journal as it grows in memory, with the store's own fold: genesis, a user, an open shift, then
/// sales.
class GrowingJournal {
public:
    GrowingJournal();

    /// The records before the first sale.
    [[nodiscard]] const std::vector<Record>& opening() const { return opening_; }

    /// The next sale, of `lines` different goods.
    [[nodiscard]] SaleRows next_sale(int lines);

    /// What the tables other than `journal` hold after all records so far.
    [[nodiscard]] const store::Projected& projected() const { return projected_; }

private:
    Record take(RecordDraft draft);

    store::Projected projected_{};
    std::vector<Record> opening_{};
};

} // namespace ocop::bench
