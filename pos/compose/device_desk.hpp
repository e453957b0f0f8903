#pragma once

#include "devices/usb_bus.hpp"
#include "pos/compose/device_bus.hpp"
#include "pos/compose/paper_desk.hpp"
#include "pos/compose/printer_test.hpp"
#include "pos/ports/clock.hpp"
#include "pos/shell/worker.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace ocop::compose {

/// How a test page fared.
struct PrinterVerdict {
    int number = 0;      // of the test
    std::string fault{}; // a sentence; empty: all of it got to the printer
    PrinterState state{};
};

/// What a test page is made of: itself, or also a slip in each code page of the printer's model.
enum class TestSlips { page, code_pages };

/// What a DeviceDesk is made of. The functions are called on threads of others and must neither
/// throw nor wait.
struct DeviceDeskParts {
    DeviceBus* bus = nullptr;   // outlives it
    PaperDesk* paper = nullptr; // the same
    const Clock* clock = nullptr;
    std::filesystem::path folder{}; // the store
    Language language = Language::vi;
    /// What is plugged in comes as arrivals first.
    std::function<void(const devices::UsbChange&)> on_change{};
    /// All that is here was told; `fault` says why nothing can be, else it is empty.
    std::function<void(std::string fault)> on_listed{};
    std::function<void(PrinterVerdict)> on_verdict{};
    std::function<void(const std::string&)> on_fault{};
};

/// What is plugged in, for people who choose, and test pages for them; on a thread of its own,
/// because a printer may keep it waiting for seconds.
class DeviceDesk {
public:
    /// Begins to watch the bus. Returns at once.
    explicit DeviceDesk(DeviceDeskParts parts);
    /// Ends within a moment, also in the midst of a test page.
    ~DeviceDesk();
    DeviceDesk(const DeviceDesk&) = delete;
    DeviceDesk& operator=(const DeviceDesk&) = delete;

    /// Prints a test page at `address`, the printer of `settings` or another, and tells how it
    /// fared as the verdict `number`. The store's own printer is borrowed from the print queue: a
    /// page that goes past it would meet a claimed device.
    void test(
        int number,
        const PrinterAddress& address,
        const std::map<std::string, std::string>& settings,
        TestSlips slips
    );

private:
    void watch();
    void test_now(
        int number,
        const PrinterAddress& address,
        const std::map<std::string, std::string>& settings,
        TestSlips slips
    );

    DeviceDeskParts parts_;
    std::stop_source stop_{};
    std::unique_ptr<devices::UsbWatch> watch_{}; // used on the worker alone
    Worker worker_;                              // last: it ends first
};

} // namespace ocop::compose
