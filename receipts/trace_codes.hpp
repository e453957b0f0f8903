#pragma once

#include "pos/core/sale_body.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"

#include <cstddef>
#include <vector>

namespace ocop::receipts {

/// The most codes on one paper: further ones nobody scans, and each is 5 cm of it.
inline constexpr std::size_t trace_codes_max = 12;

/// QR codes to the trace pages of goods, each under the name of its product: of the one with the
/// most stars (the first of several), or of each page once, as `facts.trace_codes` says; of more
/// than trace_codes_max those with the most stars.
void put_trace_codes(std::vector<Block>& blocks, const SaleBody& sale, const ReceiptFacts& facts);

} // namespace ocop::receipts
