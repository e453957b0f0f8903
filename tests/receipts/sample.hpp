#pragma once

#include "receipts/sale_receipt.hpp"
#include "receipts/shift_report.hpp"

namespace ocop::receipts::sample {

/// A shop whose every text stands on its receipts.
[[nodiscard]] ReceiptFacts facts();

/// A sale of four goods and a gift set: fractions, discounts, stars, lot and expiry, all kinds of
/// VAT.
[[nodiscard]] SaleBody sale();

/// One line of it taken back.
[[nodiscard]] SaleBody goods_return();

/// A closed shift with a drawer 578 đồng short.
[[nodiscard]] ShiftSummary shift();

/// The Z report's facts, with both anchors.
[[nodiscard]] ShiftReportFacts shift_facts();

/// One line of `name`, 1 piece at `price`.
[[nodiscard]] SaleLine line(std::string name, Money price);

/// A sale of `lines`, paid in cash to the đồng.
[[nodiscard]] SaleBody sale_of(std::vector<SaleLine> lines);

} // namespace ocop::receipts::sample
