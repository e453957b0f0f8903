#pragma once

#include "pos/core/sale_body.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"

#include <vector>

namespace ocop::receipts {

/// What a receipt says of the e-invoice that is made from its sale: buyer (or "Bán cho người tiêu
/// dùng"), form and series, number, the tax office's code, what it adjusts, where to look it up, as
/// text and as a QR code (NĐ 254/2026, Art. 10.4; TT 91/2026, App.). Says that the receipt itself
/// is none, because an accepted provider transmits invoices, not the till. Puts nothing for a sale
/// without e-invoice or buyer.
void put_einvoice(std::vector<Block>& blocks, const SaleBody& sale, const ReceiptFacts& facts);

} // namespace ocop::receipts
