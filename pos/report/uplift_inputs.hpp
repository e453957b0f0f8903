#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/product.hpp"
#include "pos/core/uplift.hpp"
#include "pos/report/records.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ocop::report {

/// Which products, and on what day. `tills` are those whose records are read: a month of the window
/// before a till's first record or after its last is a missing export of its point, unless the till
/// is a training one.
struct UpliftQuery {
    Day as_of{};
    std::optional<std::string> product{}; // absent: all
    std::vector<Identity> tills{};
};

/// What decides each recognised product, by product code: the catalogue's declared baselines and
/// the journals' lines. Products that only a journal knows come without a baseline; products
/// recognised after `as_of`, or never, do not come. Goods that cost the shop something count at
/// what the producer received, all others at what the customer paid, without VAT. `sales` finds
/// what a return takes back, so that goods returned in parts add up (line_shares.hpp).
[[nodiscard]] Expected<std::vector<UpliftInput>, RecordFault> uplift_inputs(
    const UpliftQuery& query,
    std::span<const Product> products,
    const RecordSource& records,
    const SaleSource& sales = {}
);

} // namespace ocop::report
