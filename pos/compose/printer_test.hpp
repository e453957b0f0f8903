#pragma once

#include "devices/print_run.hpp"
#include "pos/compose/test_page.hpp"
#include "pos/core/printer_address.hpp"
#include "pos/ports/printer.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>

namespace ocop::compose {

/// The contract gives a test print 15 s in all: looking, connecting, and what is under way when
/// this is over.
inline constexpr std::chrono::seconds test_patience{9};

/// How one job fared that does not go through the print queue.
struct JobResult {
    std::optional<PrinterFault> fault{}; // nullopt: all of it got to the printer
    std::size_t left_behind = 0;         // zero bytes that clear the printer of it
};

/// Brings one job to `printer` now, or says within `patience` what keeps it. `clearing` as in
/// devices::PrintRun.
[[nodiscard]] JobResult print_at_once(
    Printer& printer,
    JobKind kind,
    const std::string& name,
    std::string bytes,
    std::size_t clearing,
    std::chrono::milliseconds patience,
    const std::stop_token& stop
);

/// A test page, and what the printer told before it.
struct PrinterTest {
    TestPageFacts facts{};
    std::string commands{}; // the languages it says it understands
    std::size_t size_bytes = 0;
    std::optional<PrinterFault> fault{};
    std::optional<Failure> failure{}; // the page could not be drawn
    std::size_t left_behind = 0;      // as in JobResult
};

/// Asks the printer at `address` who it is and how, where it is one that answers, and prints the
/// page of `facts` with that.
[[nodiscard]] PrinterTest test_printer(
    Printer& printer,
    const PrinterAddress& address,
    TestPageFacts facts,
    std::size_t clearing,
    const std::stop_token& stop
);

} // namespace ocop::compose
