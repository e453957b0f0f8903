#pragma once

#include "pos/compose/receipt_facts.hpp"
#include "pos/core/record.hpp"
#include "pos/ports/failure.hpp"
#include "pos/report/settlement.hpp"
#include "receipts/document.hpp"

#include <span>

namespace ocop::compose {

/// The list of a gift's contents, of the sale in `record`. Fails (corrupt) for a record of another
/// kind or that cannot be read.
[[nodiscard]] Expected<receipts::Document, Failure> gift_document(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language
);

/// True for a record of goods received.
[[nodiscard]] bool is_receipt_of_goods(const Record& record);

/// The supplier's code in such a record; empty where it has none.
[[nodiscard]] std::string supplier_of(const Record& record);

/// The note of goods received with one delivery, numbered "<till>-NK-000012" after its first
/// record. Names come from the records, of older ones without from `catalog`. Requires at least one
/// record, each is_receipt_of_goods(). Fails (corrupt) for one that cannot be read.
[[nodiscard]] Expected<receipts::Document, Failure> receiving_document(
    std::span<const Record> records, const Ledger& ledger, const Catalog* catalog, Language language
);

/// What the shop owes, a statement for each producer, each on its own piece of paper; drawn up
/// `at`. Without blocks where no consigned goods were sold.
[[nodiscard]] receipts::Document settlement_document(
    const report::Settlement& settlement, const Ledger& ledger, Moment at, Language language
);

} // namespace ocop::compose
