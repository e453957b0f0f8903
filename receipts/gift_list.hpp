#pragma once

#include "pos/core/record.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"

namespace ocop::receipts {

/// What a gift holds, from the journal record of its sale alone: each product with stars, quantity,
/// producer, origin, lot and expiry. No price, discount, tax or tender stands on it. A return is no
/// gift: requires a sale.
[[nodiscard]] Document gift_list(const SaleBody& sale, const ReceiptFacts& facts);

} // namespace ocop::receipts
