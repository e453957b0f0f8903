#include "pos/compose/paper_desk.hpp"

#include "pos/compose/printer_settings.hpp"
#include "pos/core/settings.hpp"
#include "pos/shell/atomic_file.hpp"
#include "receipts/sale_receipt.hpp"
#include "receipts/shift_report.hpp"

#include <deque>
#include <future>
#include <system_error>
#include <utility>

namespace ocop::compose {

namespace {

Failure unreadable(const Record& record, const std::string& what) {
    return Failure{FailureCode::corrupt, what, "seq " + std::to_string(record.seq)};
}

/// Null for what is no paper: the drawer.
const Record* printed_record(const PaperEffect& effect) {
    if (const auto* const receipt = std::get_if<PrintReceipt>(&effect)) {
        return &receipt->record;
    }
    const auto* const report = std::get_if<PrintShiftReport>(&effect);
    return report == nullptr ? nullptr : &report->record;
}

Expected<void, Failure> taken(bool handed_over) {
    if (!handed_over) {
        return Unexpected{
            Failure{FailureCode::device, "too many jobs wait for the print queue", "printer"}};
    }
    return {};
}

} // namespace

Expected<receipts::Document, Failure> document_of(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language, Copy copy
) {
    const receipts::ReceiptFacts facts = receipt_facts(ledger, catalog, record.at, language, copy);
    if (!is_receipt(record.kind)) {
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
    Language language,
    Copy copy
) {
    receipts::ShiftReportFacts facts;
    facts.shop = receipt_facts(ledger, nullptr, at, language, copy);
    facts.kind = closed ? receipts::ShiftReportKind::z : receipts::ShiftReportKind::x;
    // A Z report names the record that closed the shift, so that a reprint says the same.
    facts.head = closed ? receipts::JournalPlace{closed->seq, hex(closed->hash)}
                        : receipts::JournalPlace{ledger.records - 1, hex(ledger.head)};
    facts.signed_head = signed_head;
    return receipts::shift_report(shift, facts);
}

Expected<receipts::Document, Failure> paper_of(
    const Record& record, const Ledger& ledger, const Catalog* catalog, Language language, Copy copy
) {
    if (record.kind != "shift-close") {
        return document_of(record, ledger, catalog, language, copy);
    }
    const Json& body = record.body.json();
    const auto sums = body.find("summary");
    const auto summary = sums == body.end() ? std::nullopt : parse_shift_summary(*sums);
    if (!summary) {
        return Unexpected{unreadable(record, "the shift's sums cannot be read")};
    }
    return shift_document(
        *summary,
        record,
        // The store signs its head at each shift close, in the same step as the record.
        receipts::JournalPlace{record.seq, hex(record.hash)},
        ledger,
        record.at,
        language,
        copy
    );
}

std::string paper_name(const Record& record, const Ledger& ledger) {
    if (record.kind == "shift-close") {
        return ledger.identity.value_or(Identity{}).till + "-Z-"
               + std::to_string(record.body.json().value("shift", std::int64_t{0}));
    }
    return receipt_of(record.kind, record.body).value_or(std::string{});
}

PaperDesk::PaperDesk(PaperDeskParts parts)
    : folder_{parts.folder},
      language_{parts.language},
      service_{[&] {
          devices::PrintServiceParts service;
          service.folder = parts.folder / "print-queue";
          service.language = parts.language;
          service.make = devices::PrinterMaker{
              parts.folder / "printed",
              parts.bus ? std::move(parts.bus) : [this]() -> devices::UsbBus* {
                  if (!own_bus_) {
                      auto bus = devices::UsbBus::start();
                      own_bus_ = bus ? std::move(*bus) : nullptr;
                  }
                  return own_bus_.get();
              }};
          service.on_status =
              parts.on_status ? std::move(parts.on_status) : [](const devices::PrintStatus&) {};
          return service;
      }()} {}

bool PaperDesk::choose_printer(const std::map<std::string, std::string>& settings) {
    const auto address = read_settings(settings).printer;
    return service_.use(address) && address.kind != PrinterAddress::Kind::none;
}

Expected<std::string, Failure>
PaperDesk::for_printer(const receipts::Document& document, const Ledger& ledger) {
    const Settings settings = read_settings(ledger.settings);
    return renderer_.render(
        document, {receipts::Format::escpos, profile_of(settings), encoding_of(settings)}
    );
}

Expected<void, Failure>
PaperDesk::file(const receipts::Document& document, const std::string& name, const Ledger& ledger) {
    const Settings settings = read_settings(ledger.settings);
    const auto* const page = receipts::paper_profile(settings.file_paper);
    const auto pdf = renderer_.render(
        document, {receipts::Format::pdf, page != nullptr ? *page : profile_of(settings)}
    );
    if (!pdf) {
        return Unexpected{pdf.error()};
    }
    std::error_code error;
    std::filesystem::create_directories(folder_ / "receipts", error);
    return write_atomically(folder_ / "receipts" / (name + ".pdf"), *pdf);
}

Expected<receipts::Bitmap, Failure>
PaperDesk::picture(const receipts::Document& document, const Ledger& ledger) {
    return renderer_.picture(document, profile_of(read_settings(ledger.settings)));
}

Expected<void, Failure> PaperDesk::print(
    const receipts::Document& document, const std::string& name, const Ledger& ledger
) {
    if (read_settings(ledger.settings).receipts_on_file) {
        if (auto filed = file(document, name, ledger); !filed) {
            return filed;
        }
    }
    if (!choose_printer(ledger.settings)) {
        return {};
    }
    auto bytes = for_printer(document, ledger);
    if (!bytes) {
        return Unexpected{bytes.error()};
    }
    constexpr std::int64_t no_record = -1; // the record had its first paper before
    return taken(service_.print(devices::PrintJob{name, no_record, *bytes, *bytes}));
}

Expected<devices::PrintJob, Failure>
PaperDesk::job_of(const Record& record, const Ledger& ledger, const Catalog* catalog) {
    devices::PrintJob job{paper_name(record, ledger), record.seq, {}, {}};
    for (const Copy copy : {Copy::first, Copy::reprint}) {
        const auto document = paper_of(record, ledger, catalog, language_, copy);
        auto bytes = document ? for_printer(*document, ledger) : Unexpected{document.error()};
        if (!bytes) {
            return Unexpected{bytes.error()};
        }
        (copy == Copy::first ? job.first : job.again) = std::move(*bytes);
    }
    return job;
}

Expected<void, Failure>
PaperDesk::carry_out(const PaperEffect& effect, const Ledger& ledger, const Catalog* catalog) {
    const bool has_printer = choose_printer(ledger.settings);
    const Record* const record = printed_record(effect);
    if (record == nullptr) {
        const Settings settings = read_settings(ledger.settings);
        // A shop that says it has no drawer need not be told so.
        const bool asks = has_printer && settings.drawer != DrawerChoice::off;
        return asks ? taken(service_.open_drawer(drawer_of(settings))) : Expected<void, Failure>{};
    }
    Expected<void, Failure> handed_over;
    if (has_printer) {
        auto job = job_of(*record, ledger, catalog);
        if (!job) {
            return Unexpected{job.error()};
        }
        handed_over = taken(service_.print(std::move(*job)));
    }
    if (!read_settings(ledger.settings).receipts_on_file) {
        return handed_over;
    }
    const auto document = paper_of(*record, ledger, catalog, language_, Copy::first);
    if (!document) {
        return Unexpected{document.error()};
    }
    auto filed = file(*document, paper_name(*record, ledger), ledger);
    return handed_over ? filed : handed_over;
}

Expected<void, Failure>
PaperDesk::catch_up(Journal& journal, const Ledger& ledger, const Catalog* catalog) {
    const std::int64_t head = ledger.records - 1;
    const bool has_printer = choose_printer(ledger.settings);
    auto asked = std::make_shared<std::promise<std::optional<std::int64_t>>>();
    auto answer = asked->get_future();
    if (auto taken_up = taken(service_.ask_last([asked](std::optional<std::int64_t> last) {
            asked->set_value(last);
        }));
        !taken_up) {
        return taken_up;
    }
    const std::optional<std::int64_t> last = answer.get();
    if (!last && !has_printer) {
        return {}; // a queue that was never used leaves no trace
    }
    if (!last || !has_printer) {
        return taken(service_.pass_over(head));
    }
    std::deque<Record> missed;
    auto read = journal.read(*last + 1, head, [&missed](const Record& record) {
        if (is_receipt(record.kind) || record.kind == "shift-close") {
            missed.push_back(record);
        }
        if (missed.size() > missed_max) {
            missed.pop_front();
        }
        return true;
    });
    for (const Record& record : missed) {
        auto job = job_of(record, ledger, catalog);
        if (!job) {
            return Unexpected{job.error()};
        }
        if (auto offered = taken(service_.offer(std::move(*job))); !offered) {
            return offered;
        }
    }
    return read;
}

} // namespace ocop::compose
