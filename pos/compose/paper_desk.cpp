#include "pos/compose/paper_desk.hpp"

#include "devices/usb_printer_choice.hpp"
#include "pos/compose/printer_settings.hpp"
#include "pos/compose/shop_papers.hpp"
#include "pos/core/settings.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folders.hpp"

#include <deque>
#include <future>
#include <utility>

namespace ocop::compose {

namespace {

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

PaperDesk::PaperDesk(PaperDeskParts parts)
    : folder_{parts.folder},
      language_{parts.language},
      bus_{parts.bus ? std::move(parts.bus) : [this]() -> devices::UsbBus* {
          std::call_once(own_bus_begun_, [this] {
              auto bus = devices::UsbBus::start();
              own_bus_ = bus ? std::move(*bus) : nullptr;
          });
          return own_bus_.get();
      }},
      service_{[&] {
          devices::PrintServiceParts service;
          service.folder = parts.folder / "print-queue";
          service.language = parts.language;
          service.make = devices::PrinterMaker{parts.folder / "printed", bus_};
          service.on_status =
              parts.on_status ? std::move(parts.on_status) : [](const devices::PrintStatus&) {};
          return service;
      }()} {}

bool PaperDesk::choose_printer(const std::map<std::string, std::string>& settings) {
    const Settings read = read_settings(settings);
    return service_.use(read.printer) && has_printer(read);
}

bool PaperDesk::has_printer(const Settings& settings) {
    if (settings.printer.kind != PrinterAddress::Kind::automatic) {
        return settings.printer.kind != PrinterAddress::Kind::none;
    }
    if (devices::UsbBus* const bus = found_ ? nullptr : bus_()) {
        found_ = !devices::usb_printers(bus->devices()).empty();
    }
    return found_;
}

std::optional<devices::UsbDevice> PaperDesk::found_printer(const Settings& settings) {
    const bool is_automatic = settings.printer.kind == PrinterAddress::Kind::automatic;
    devices::UsbBus* const bus = is_automatic ? bus_() : nullptr;
    return bus == nullptr ? std::nullopt
                          : devices::choose_printer(bus->devices(), settings.printer);
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
    const auto path = filed_path(folder_, name);
    if (auto made = make_folders(path.parent_path()); !made) {
        return made;
    }
    return write_atomically(path, *pdf);
}

Expected<receipts::Bitmap, Failure>
PaperDesk::picture(const receipts::Document& document, const Ledger& ledger) {
    return renderer_.picture(document, profile_of(read_settings(ledger.settings)));
}

Expected<void, Failure> PaperDesk::print(
    const receipts::Document& document, const std::string& name, const Ledger& ledger
) {
    Expected<void, Failure> handed_over;
    if (choose_printer(ledger.settings)) {
        auto bytes = for_printer(document, ledger);
        if (!bytes) {
            return Unexpected{bytes.error()};
        }
        constexpr std::int64_t no_record = -1; // the record had its first paper before
        handed_over = taken(service_.print(devices::PrintJob{name, no_record, *bytes, *bytes}));
    }
    if (!read_settings(ledger.settings).receipts_on_file) {
        return handed_over;
    }
    auto filed = file(document, name, ledger); // paper comes out though the disk is full
    return handed_over ? filed : handed_over;
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
    auto filed = file_late(*record, ledger, catalog);
    return handed_over ? filed : handed_over;
}

Expected<void, Failure>
PaperDesk::file_late(const Record& record, const Ledger& ledger, const Catalog* catalog) {
    const auto document = paper_of(record, ledger, catalog, language_, Copy::first);
    if (!document) {
        return Unexpected{document.error()};
    }
    return file(*document, paper_name(record, ledger), ledger);
}

Expected<FiledLate, Failure> PaperDesk::file_missed(Journal& journal, const Catalog* catalog) {
    const auto unfiled = find_unfiled(journal, folder_);
    if (!unfiled) {
        return Unexpected{unfiled.error()};
    }
    FiledLate filed{0, 0, unfiled->more};
    for (const Record& record : unfiled->records) {
        const auto printed = with_numbers_in_use(journal, record);
        const bool made = printed && file_late(*printed, journal.ledger(), catalog);
        ++(made ? filed.made : filed.failed);
    }
    if (filed.failed == 0 && !filed.more && unfiled->looked_to >= 0) {
        note_filed(folder_, unfiled->looked_to);
    }
    return filed;
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
        const auto printed = with_numbers_in_use(journal, record);
        auto job = printed ? job_of(*printed, ledger, catalog) : Unexpected{printed.error()};
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
