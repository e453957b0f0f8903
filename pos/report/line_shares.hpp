#pragma once

#include "pos/core/record.hpp"
#include "pos/core/sale_body.hpp"
#include "pos/report/records.hpp"

#include <cstdint>
#include <map>

namespace ocop::report {

/// What the lines of one receipt take of an amount that goes by the unit: a cost, what is owed to a
/// producer. Of goods that come back in parts it is rounded(whole × returned so far / sold) less
/// what earlier returns took, like every other sum of theirs (contract, section 4), so that goods
/// sold and returned whole leave 0.
class LineShares {
public:
    /// The shares of `receipt`, the sale or return in `record`. Refuses a sale or an earlier return
    /// it cannot read. A return of a sale that `sales` does not find counts by itself.
    [[nodiscard]] static Expected<LineShares, RecordFault>
    of(const Record& record, const SaleBody& receipt, const SaleSource& sales);

    /// The share of `line` at `per_unit` (đồng for one whole unit): positive, also of a return.
    [[nodiscard]] Money of_line(const SaleLine& line, Money per_unit) const;

private:
    /// Of one line of the sale: how much of it was sold, and came back before.
    struct Sold {
        Quantity quantity{};
        Quantity returned{};
    };

    std::map<std::int64_t, Sold> sold_{}; // by the sale's line; of a return with a known sale
};

} // namespace ocop::report
