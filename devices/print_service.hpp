#pragma once

#include "devices/print_queue.hpp"
#include "devices/print_run.hpp"
#include "devices/print_status.hpp"
#include "pos/core/printer_address.hpp"
#include "pos/ports/printer.hpp"
#include "pos/shell/bounded_queue.hpp"
#include "receipts/profile.hpp"

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <variant>

namespace ocop::devices {

/// What a PrintService is put together from.
struct PrintServiceParts {
    std::filesystem::path folder{}; // of the queue
    Language language = Language::vi;
    /// Makes the printer of an address that is not `none`. Print thread.
    std::function<std::unique_ptr<Printer>(const PrinterAddress&)> make{};
    /// Told of every change. Print thread; must not throw.
    std::function<void(const PrintStatus&)> on_status{};
    PrintPace pace{};
};

/// Something short that wants the printer of a print service for itself, between two jobs: a test
/// page. One of the two is called, once, on the print thread, unless the service ends before.
struct PrinterLoan {
    /// `clearing` zero bytes go before anything else (PrintRun). Ends soon, at once where `stop` is
    /// asked for; tells how many zeros clear the printer of what it left there itself.
    std::function<std::size_t(Printer& printer, std::size_t clearing, const std::stop_token& stop)>
        use{};
    /// There is no printer, or a job is stuck there.
    std::function<void(PrintTrouble)> refused{};
};

/// Brings jobs to paper, on a thread of its own: nobody else ever waits for a printer. A job is on
/// disk before its first byte leaves; one that may be on paper never prints again by itself, and
/// then marked. Every function but the constructor may be called from any thread and returns at
/// once; what comes of it is told as a PrintStatus.
class PrintService {
public:
    /// Begins at once. What a crash left in the queue is offered, not printed.
    explicit PrintService(PrintServiceParts parts);
    /// Ends within a moment, also in the midst of a job: that one is offered at the next start.
    ~PrintService();
    PrintService(const PrintService&) = delete;
    PrintService& operator=(const PrintService&) = delete;

    /// Prints from now on at `address`. Jobs that wait go there too.
    [[nodiscard]] bool use(PrinterAddress address);

    /// Prints `job` behind those taken before. False if too many wait to be taken.
    [[nodiscard]] bool print(PrintJob job);

    /// Offers `job` to people instead: it should have printed before the program last ended.
    [[nodiscard]] bool offer(PrintJob job);

    /// Opens the drawer, before any receipt that has not begun, and beside one that waits. Tried
    /// once: a drawer that opens later, by itself, is worse than one that stays shut. Without a
    /// pulse nothing is sent, and it is told that there is no drawer.
    [[nodiscard]] bool open_drawer(std::optional<receipts::DrawerPulse> pulse);

    /// Lends the printer once the job that is at it is through, before those that wait.
    [[nodiscard]] bool lend(PrinterLoan loan);

    /// What people decided about the job `id`.
    [[nodiscard]] bool choose(std::int64_t id, PrintChoice choice);

    /// Records up to `seq` need no paper.
    [[nodiscard]] bool pass_over(std::int64_t seq);

    /// Told `found` with the newest record ever taken, once; nullopt if there is none.
    [[nodiscard]] bool ask_last(std::function<void(std::optional<std::int64_t>)> found);

    static constexpr std::size_t commands_max = 600;

private:
    struct Take {
        PrintJob job{};
        bool offered = false;
    };

    struct Pulse {
        std::optional<receipts::DrawerPulse> pulse{};
    };

    struct Choose {
        std::int64_t id = 0;
        PrintChoice choice{};
    };

    struct PassOver {
        std::int64_t seq = 0;
    };

    struct AskLast {
        std::function<void(std::optional<std::int64_t>)> found{};
    };

    using Command =
        std::variant<Take, Pulse, PrinterLoan, Choose, PassOver, AskLast, PrinterAddress>;

    /// The job that is at the printer.
    struct Current {
        std::int64_t id = 0;
        std::string name{};
        PrintRun run;
    };

    void run(const std::stop_token& stop);
    void open_queue();
    [[nodiscard]] std::optional<Command> next_command();
    void carry_out(Command command);
    void take(Take taken);
    /// Puts what waits in memory on disk, in order, as far as the disk lets it.
    void save();
    void choose(const Choose& choice);
    void begin_next();
    void begin_job(std::int64_t id);
    void step(const std::stop_token& stop);
    void leave_current();
    void pulse(const std::stop_token& stop);
    void pulse_beside(const std::stop_token& stop);
    void lend_now(const std::stop_token& stop);
    void finish(std::int64_t id);
    void use_now(PrinterAddress address);
    void tell();
    void tell_fault(const Failure& failure);

    PrintServiceParts parts_;
    BoundedQueue<Command> commands_{commands_max};

    // Used on the print thread alone.
    std::optional<PrintQueue> queue_{};
    PrinterAddress address_{};
    std::unique_ptr<Printer> printer_{};
    std::deque<Take> unsaved_{}; // the disk did not take them
    std::deque<std::int64_t> waiting_{};
    std::vector<std::int64_t> offered_{};
    std::optional<Current> current_{};
    std::size_t clearing_ = 0; // zeros that clear the printer of a job that broke off
    std::optional<receipts::DrawerPulse> pulse_asked_{};
    std::deque<PrinterLoan> loans_{};
    PrintStatus status_{};
    PrintStatus told_{};

    std::jthread thread_{};
};

} // namespace ocop::devices
