#pragma once

#include "pos/core/action.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/ledger.hpp"

namespace ocop {

// What changes the stock book, for window and command line alike: the body of the `stock` record,
// but for who did it ("cashier", "approver", or "by", the account). The book is kept by product; a
// lot is noted with what is counted or set right. What is counted, received or set right may be a
// thousand times what one customer buys: a pallet; beyond that it is a slip.

/// Goods come in. Refuses unknown_product, quantity_zero, quantity_fraction, quantity_too_big.
[[nodiscard]] Expected<Json, Refusal> stock_body(const Receive& action, const Catalog& catalog);

/// So much is on the shelf, whatever the book said. Goods that left the catalogue can be counted
/// while the book knows them. Refuses unknown_product, below_zero, quantity_fraction,
/// quantity_too_big.
[[nodiscard]] Expected<Json, Refusal>
stock_body(const CountStock& action, const Catalog& catalog, const Ledger& ledger);

/// The book is set right by so much, up or down, for a reason: broken, given away, found. Refuses
/// as above, and quantity_zero, reason_missing.
[[nodiscard]] Expected<Json, Refusal>
stock_body(const AdjustStock& action, const Catalog& catalog, const Ledger& ledger);

} // namespace ocop
