#pragma once

#include "pos/core/record.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"

namespace ocop::receipts {

/// The receipt of a sale or return, from its journal record alone, so that a reprint years later
/// says the same. Goods without a VAT rate say so in words; where there are several rates, each
/// line names its own, so that a customer can add them up; a gift set shows its contents under its
/// price; made-up figures are named as such. With a bank account it carries a VietQR over what was
/// paid by transfer, for the customer whose transfer is yet to go through.
[[nodiscard]] Document sale_receipt(const SaleBody& sale, const ReceiptFacts& facts);

} // namespace ocop::receipts
