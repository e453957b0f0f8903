#include "pos/compose/printer_test.hpp"

#include "devices/usb_printer.hpp"

#include <algorithm>
#include <utility>

namespace ocop::compose {

namespace {

/// What the printer says of itself, before anything is printed: it stands on the page.
std::optional<PrinterFault>
look_at(Printer& printer, PrinterTest& test, const std::stop_token& stop) {
    if (const auto begun = printer.begin(JobKind::paper, "test", stop); !begun) {
        return begun.error();
    }
    constexpr std::chrono::milliseconds answer{500};
    TestPageFacts& facts = test.facts;
    facts.state = printer.state(answer);
    if (facts.state.foreign) {
        return PrinterFault{PrintTrouble::not_a_printer, {}, {}};
    }
    if (auto* const usb = dynamic_cast<devices::UsbPrinter*>(&printer)) {
        facts.id = usb->device_id();
        test.commands = facts.id.commands;
        if (usb->device()) {
            facts.address = "usb:" + id_of(*usb->device());
            facts.id.maker = facts.id.maker.empty() ? usb->device()->maker : facts.id.maker;
            facts.id.model = facts.id.model.empty() ? usb->device()->name : facts.id.model;
        }
    }
    static_cast<void>(printer.end(answer, stop));
    return std::nullopt;
}

} // namespace

JobResult print_at_once(
    Printer& printer,
    JobKind kind,
    const std::string& name,
    std::string bytes,
    std::size_t clearing,
    std::chrono::milliseconds patience,
    const std::stop_token& stop
) {
    using Phase = devices::PrintRun::Phase;
    devices::PrintRun run{kind, name, std::move(bytes), clearing};
    JobResult result;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (run.phase() != Phase::done && !result.fault) {
        run.step(
            printer, {}, [] { return true; }, stop
        );
        const bool late = stop.stop_requested() || std::chrono::steady_clock::now() >= deadline;
        const bool at_end = run.phase() == Phase::asking || run.rests();
        if (late && run.is_out_unsaid()) {
            return result; // the page is out; some printers never say so
        }
        if (run.phase() != Phase::done && (late || (run.trouble() && at_end))) {
            result.fault =
                PrinterFault{run.trouble().value_or(PrintTrouble::takes_nothing), run.what(), {}};
        }
    }
    result.left_behind = result.fault ? std::max(clearing, run.left_behind()) : 0;
    return result;
}

PrinterTest test_printer(
    Printer& printer,
    const PrinterAddress& address,
    TestPageFacts facts,
    std::size_t clearing,
    const std::stop_token& stop
) {
    PrinterTest test;
    test.facts = std::move(facts);
    test.left_behind = clearing;
    const bool answers = address.kind == PrinterAddress::Kind::usb
                         || address.kind == PrinterAddress::Kind::tcp
                         || address.kind == PrinterAddress::Kind::automatic;
    if (answers) {
        test.fault = look_at(printer, test, stop);
        if (test.fault) {
            return test;
        }
    }
    auto page = test_page(test.facts);
    if (!page) {
        test.failure = page.error();
        return test;
    }
    test.size_bytes = page->size();
    JobResult result = print_at_once(
        printer, JobKind::paper, "test", std::move(*page), clearing, test_patience, stop
    );
    test.fault = std::move(result.fault);
    test.left_behind = result.left_behind;
    return test;
}

} // namespace ocop::compose
