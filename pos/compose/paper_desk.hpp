#pragma once

#include "pos/compose/receipt_facts.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/ledger.hpp"
#include "pos/ports/printer.hpp"
#include "pos/shell/session.hpp"
#include "receipts/document.hpp"
#include "receipts/shift_report.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace ocop::compose {

/// Where paper effects end: a printer, and a PDF of each receipt on file. Which of them a store
/// uses are its settings `printer` (empty, or `folder` for a printer that writes into DIR/printed)
/// and `receipt.file` (`pdf` files each receipt in DIR/receipts). Nothing here can undo a sale.
/// Device thread.
class PaperDesk {
public:
    PaperDesk(std::filesystem::path folder, Language language);

    /// Prints, files or pulses. Failures are told and change nothing.
    [[nodiscard]] Expected<void, Failure>
    carry_out(const PaperEffect& effect, const Ledger& ledger, const Catalog* catalog);

    /// Prints `document` and files it as `name`: a receipt again, marked as such.
    [[nodiscard]] Expected<void, Failure>
    print(const receipts::Document& document, const std::string& name, const Ledger& ledger);

private:
    [[nodiscard]] Printer* printer(const Ledger& ledger);

    std::filesystem::path folder_;
    Language language_;
    std::unique_ptr<Printer> printer_{};
};

/// The document of a sale or return, as it is printed. Fails (corrupt) for a record of another kind
/// or that cannot be read.
[[nodiscard]] Expected<receipts::Document, Failure> document_of(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language, Copy copy
);

/// The X report of an open shift or the Z report of a closed one, printed at `at`; it names the
/// journal's head or, once closed, the record that closed it, and the last signed place if given,
/// so that paper anchors the journal.
[[nodiscard]] receipts::Document shift_document(
    const ShiftSummary& shift,
    const std::optional<Record>& closed,
    const std::optional<receipts::JournalPlace>& signed_head,
    const Ledger& ledger,
    Moment at,
    Language language
);

} // namespace ocop::compose
