#pragma once

#include "pos/core/sale_body.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"

#include <vector>

namespace ocop::receipts {

/// QR codes to the trace pages of goods, each under the name of its product: of the one with the
/// most stars (the first of several), or of each page once, as `facts.trace_codes` says.
void put_trace_codes(std::vector<Block>& blocks, const SaleBody& sale, const ReceiptFacts& facts);

} // namespace ocop::receipts
