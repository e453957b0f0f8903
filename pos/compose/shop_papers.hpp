#pragma once

#include "pos/compose/receipt_facts.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"
#include "pos/ports/failure.hpp"
#include "pos/ports/journal.hpp"
#include "pos/report/settlement.hpp"
#include "receipts/document.hpp"
#include "receipts/shift_report.hpp"

#include <optional>
#include <span>
#include <string>

namespace ocop::compose {

/// The document of a sale or return, as it is printed. Fails (corrupt) for a record of another kind
/// or that cannot be read.
[[nodiscard]] Expected<receipts::Document, Failure> document_of(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language, Copy copy
);

/// `closed` as a Z report is printed of it: a `shift-close` record of an older program, which does
/// not say which numbers were in use, with those that follow from the records of `journal` up to
/// it, so that they are the same on every print. Any other record as it is.
[[nodiscard]] Expected<Record, Failure> with_numbers_in_use(Journal& journal, Record closed);

/// What is printed of `record`: the receipt of a sale or return, the Z report of a closed shift.
/// Fails (corrupt) for any other kind and for what cannot be read.
[[nodiscard]] Expected<receipts::Document, Failure> paper_of(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language, Copy copy
);

/// The name of that paper: the receipt's number, or `<till>-Z-<shift>`.
[[nodiscard]] std::string paper_name(const Record& record, const Ledger& ledger);

/// The X report of an open shift or the Z report of a closed one, printed at `at`; it names the
/// journal's head or, once closed, the record that closed it, and the last signed place if given,
/// so that paper anchors the journal. The numbers in use are those `closed` states (see
/// with_numbers_in_use()), of an open shift those of `ledger`.
[[nodiscard]] receipts::Document shift_document(
    const ShiftSummary& shift,
    const std::optional<Record>& closed,
    const std::optional<receipts::JournalPlace>& signed_head,
    const Ledger& ledger,
    Moment at,
    Language language,
    Copy copy = Copy::first
);

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
