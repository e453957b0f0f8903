#pragma once

#include "receipts/gift_list.hpp"
#include "receipts/receiving_note.hpp"
#include "receipts/settlement_report.hpp"

namespace ocop::receipts::sample {

/// The sale of sample::sale() with producers and origins, as a gift shows them.
[[nodiscard]] SaleBody gift();

/// A sale to a consumer with its e-invoice and two traced products.
[[nodiscard]] SaleBody invoiced();

/// What comes back of a firm's purchase, with the invoice that adjusts the sale's.
[[nodiscard]] SaleBody invoiced_return();

/// Two products of one supplier, one of them consigned, each with its cost.
[[nodiscard]] ReceivingNote delivery();

/// A month of one producer: two products at one rate, one at another, one sold below its cost.
[[nodiscard]] SettlementStatement statement();

} // namespace ocop::receipts::sample
