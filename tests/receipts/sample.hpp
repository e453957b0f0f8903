#pragma once

#include "receipts/sale_receipt.hpp"
#include "receipts/shift_report.hpp"

#include <string>
#include <vector>

namespace ocop::receipts::sample {

/// A shop whose every text stands on its receipts.
[[nodiscard]] ReceiptFacts facts();

/// A sale of four goods and a gift set: fractions, discounts, stars, lot and expiry, all kinds of
/// VAT.
[[nodiscard]] SaleBody sale();

/// One line of it taken back.
[[nodiscard]] SaleBody goods_return();

/// Two gift sets of a kind, one of them dearer than its parts, with a discount on the basket, a lot
/// and an expiry.
[[nodiscard]] SaleBody gift_sets();

/// A closed shift with a drawer 578 đồng short.
[[nodiscard]] ShiftSummary shift();

/// The Z report's facts, with both anchors.
[[nodiscard]] ShiftReportFacts shift_facts();

/// A receipt as it is printed: its name among the golden files, and what is printed.
struct Receipt {
    std::string name{};
    Document document{};
};

/// One of every kind: sale, return, gift_sets, training (a reprint, too), z, english,
/// gift, receiving, settlement.
[[nodiscard]] std::vector<Receipt> receipts();

/// One line of `name`, 1 piece at `price`.
[[nodiscard]] SaleLine line(std::string name, Money price);

/// A sale of `lines`, paid in cash to the đồng.
[[nodiscard]] SaleBody sale_of(std::vector<SaleLine> lines);

} // namespace ocop::receipts::sample
