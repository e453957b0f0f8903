#pragma once

#include "devices/print_service.hpp"
#include "devices/printer_maker.hpp"
#include "pos/compose/paper_files.hpp"
#include "pos/compose/receipt_facts.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/settings.hpp"
#include "pos/ports/journal.hpp"
#include "pos/shell/session.hpp"
#include "receipts/document.hpp"
#include "receipts/pdf/render.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace ocop::compose {

/// What a PaperDesk is put together from.
struct PaperDeskParts {
    std::filesystem::path folder{}; // the store
    Language language = Language::vi;
    /// Told how printing is. Print thread; must not throw. May be empty.
    std::function<void(const devices::PrintStatus&)> on_status{};
    /// The machine's USB where the program has it already; empty: begun with the first USB printer.
    devices::PrinterMaker::Bus bus{};
};

/// Where paper effects end: a printer, and a PDF of each receipt on file. Which of them a store
/// uses are its settings `printer` (as PrinterAddress says), what they say of its model, and
/// `receipt.file` (`pdf` files each receipt in DIR/receipts, on `receipt.paper`). Draws what is to
/// be printed and hands it to a PrintService, whose thread alone waits for a printer. Nothing here
/// can undo a sale.
class PaperDesk {
public:
    explicit PaperDesk(PaperDeskParts parts);

    /// Draws and hands over, files, or pulses. Failures of that are told here; how the printing
    /// goes is told as a PrintStatus. One thread at a time.
    [[nodiscard]] Expected<void, Failure>
    carry_out(const PaperEffect& effect, const Ledger& ledger, const Catalog* catalog);

    /// What `document` looks like on the paper that is set: for the screen. As carry_out(), one
    /// thread at a time.
    [[nodiscard]] Expected<receipts::Bitmap, Failure>
    picture(const receipts::Document& document, const Ledger& ledger);

    /// Prints `document` and files it as `name`: a receipt again, marked as such.
    [[nodiscard]] Expected<void, Failure>
    print(const receipts::Document& document, const std::string& name, const Ledger& ledger);

    /// At the start of a program, before its first record: offers the receipts of records that a
    /// crash kept from the print queue. Those of a store without a printer are passed over, as are
    /// all that are older than the queue. Waits for the disk alone.
    [[nodiscard]] Expected<void, Failure>
    catch_up(Journal& journal, const Ledger& ledger, const Catalog* catalog);

    /// Files the paper of `record`, whose PDF is missing: as at its first time. As carry_out(), one
    /// thread at a time.
    [[nodiscard]] Expected<void, Failure>
    file_late(const Record& record, const Ledger& ledger, const Catalog* catalog);

    /// At the start of a program: files what find_unfiled() finds, and notes it.
    [[nodiscard]] Expected<FiledLate, Failure>
    file_missed(Journal& journal, const Catalog* catalog);

    /// Prints from now on at the printer of `settings`; jobs that wait go there too. False if they
    /// name none, or too many jobs wait to be taken.
    bool choose_printer(const std::map<std::string, std::string>& settings);

    /// True if `settings` name a printer; `auto` names one from when a USB printer was plugged in,
    /// though it is gone since: its receipts wait for it. As carry_out(), one thread at a time.
    [[nodiscard]] bool has_printer(const Settings& settings);

    /// The printer that `auto` means now, to be said; nullopt for any other setting, and where
    /// there is none or more than one. As carry_out(), one thread at a time.
    [[nodiscard]] std::optional<devices::UsbDevice> found_printer(const Settings& settings);

    /// For what people decide, and for what is no receipt.
    [[nodiscard]] devices::PrintService& service() { return service_; }

    /// Of more receipts than these that never got to the queue, the oldest are left to the journal.
    static constexpr std::size_t missed_max = 50;

private:
    /// Both forms of what is printed of `record`.
    [[nodiscard]] Expected<devices::PrintJob, Failure>
    job_of(const Record& record, const Ledger& ledger, const Catalog* catalog);
    [[nodiscard]] Expected<void, Failure>
    file(const receipts::Document& document, const std::string& name, const Ledger& ledger);
    [[nodiscard]] Expected<std::string, Failure>
    for_printer(const receipts::Document& document, const Ledger& ledger);

    std::filesystem::path folder_;
    Language language_;
    receipts::Renderer renderer_{};
    std::once_flag own_bus_begun_{}; // on this thread or the print thread
    std::unique_ptr<devices::UsbBus> own_bus_{};
    devices::PrinterMaker::Bus bus_;
    bool found_ = false;            // a USB printer, for `auto`
    devices::PrintService service_; // last: its thread ends first
};

} // namespace ocop::compose
