#include "pos/compose/paper_desk.hpp"

#include "devices/folder_printer.hpp"
#include "pos/core/settings.hpp"
#include "pos/shell/atomic_file.hpp"
#include "receipts/escpos.hpp"
#include "receipts/pdf/render.hpp"
#include "receipts/sale_receipt.hpp"
#include "receipts/shift_report.hpp"

namespace ocop::compose {

namespace {

std::string setting(const Ledger& ledger, const char* key) {
    const auto found = ledger.settings.find(key);
    return found == ledger.settings.end() ? std::string{} : found->second;
}

Failure unreadable(const Record& record, const std::string& what) {
    return Failure{FailureCode::corrupt, what, "seq " + std::to_string(record.seq)};
}

receipts::RenderOptions for_file(receipts::Format format) {
    receipts::RenderOptions options;
    options.format = format;
    options.profile = *receipts::generic_profile(80);
    return options;
}

} // namespace

Expected<receipts::Document, Failure> document_of(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language, Copy copy
) {
    const receipts::ReceiptFacts facts = receipt_facts(ledger, catalog, record.at, language, copy);
    if (record.kind != "sale" && record.kind != "return") {
        return Unexpected{unreadable(record, "the record is not a sale or return")};
    }
    const auto body = read_sale(record);
    if (!body) {
        return Unexpected{unreadable(record, body.error().what)};
    }
    return receipts::sale_receipt(*body, facts);
}

receipts::Document shift_document(
    const ShiftSummary& shift,
    const std::optional<Record>& closed,
    const std::optional<receipts::JournalPlace>& signed_head,
    const Ledger& ledger,
    Moment at,
    Language language
) {
    receipts::ShiftReportFacts facts;
    facts.shop = receipt_facts(ledger, nullptr, at, language, Copy::first);
    facts.kind = closed ? receipts::ShiftReportKind::z : receipts::ShiftReportKind::x;
    // A Z report names the record that closed the shift, so that a reprint says the same.
    facts.head = closed ? receipts::JournalPlace{closed->seq, hex(closed->hash)}
                        : receipts::JournalPlace{ledger.records - 1, hex(ledger.head)};
    facts.signed_head = signed_head;
    return receipts::shift_report(shift, facts);
}

PaperDesk::PaperDesk(std::filesystem::path folder, Language language)
    : folder_{std::move(folder)},
      language_{language} {}

Printer* PaperDesk::printer(const Ledger& ledger) {
    if (setting(ledger, "printer") != "folder") {
        return nullptr;
    }
    if (!printer_) {
        printer_ = std::make_unique<devices::FolderPrinter>(folder_ / "printed");
    }
    return printer_.get();
}

Expected<void, Failure> PaperDesk::print(
    const receipts::Document& document, const std::string& name, const Ledger& ledger
) {
    if (setting(ledger, "receipt.file") == "pdf") {
        const auto pdf = receipts::render(document, for_file(receipts::Format::pdf));
        if (!pdf) {
            return Unexpected{pdf.error()};
        }
        std::error_code error;
        std::filesystem::create_directories(folder_ / "receipts", error);
        auto written = write_atomically(folder_ / "receipts" / (name + ".pdf"), *pdf);
        if (!written) {
            return written;
        }
    }
    Printer* const to = printer(ledger);
    if (to == nullptr) {
        return {};
    }
    const auto bytes = receipts::render(document, for_file(receipts::Format::escpos));
    if (!bytes) {
        return Unexpected{bytes.error()};
    }
    return to->print(PrintJob{name, *bytes});
}

Expected<void, Failure>
PaperDesk::carry_out(const PaperEffect& effect, const Ledger& ledger, const Catalog* catalog) {
    if (const auto* receipt = std::get_if<PrintReceipt>(&effect)) {
        const auto document = document_of(receipt->record, ledger, catalog, language_, Copy::first);
        if (!document) {
            return Unexpected{document.error()};
        }
        const auto number = receipt_of(receipt->record.kind, receipt->record.body);
        return print(*document, number.value_or(receipt->record.kind), ledger);
    }
    if (const auto* report = std::get_if<PrintShiftReport>(&effect)) {
        const Json& body = report->record.body.json();
        const auto summary = parse_shift_summary(body.at("summary"));
        if (!summary) {
            return Unexpected{unreadable(report->record, "the shift's sums cannot be read")};
        }
        return print(
            shift_document(
                *summary,
                report->record,
                // The store signs its head at each shift close, in the same step as the record.
                receipts::JournalPlace{report->record.seq, hex(report->record.hash)},
                ledger,
                report->record.at,
                language_
            ),
            ledger.identity->till + "-Z-" + std::to_string(summary->shift),
            ledger
        );
    }
    Printer* const to = printer(ledger);
    return to == nullptr ? Expected<void, Failure>{} : to->open_drawer();
}

} // namespace ocop::compose
