#pragma once

#include "devices/device_kind.hpp"
#include "devices/usb_bus.hpp"
#include "pos/compose/device_desk.hpp"
#include "pos/core/ledger.hpp"
#include "pos/core/printer_address.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ocop::ui {

/// What can be done with a device from its screen.
enum class DeviceAction {
    use_printer,   // receipts come out of it from now on
    leave_printer, // nothing is printed any more
    test_printer,
    use_scanner, // the till takes it for itself
    leave_scanner,
    test_scanner
};

/// "use-printer" …: for tests.
[[nodiscard]] constexpr const char* name(DeviceAction action) {
    switch (action) {
    case DeviceAction::use_printer:
        return "use-printer";
    case DeviceAction::leave_printer:
        return "leave-printer";
    case DeviceAction::test_printer:
        return "test-printer";
    case DeviceAction::use_scanner:
        return "use-scanner";
    case DeviceAction::leave_scanner:
        return "leave-scanner";
    case DeviceAction::test_scanner:
        return "test-scanner";
    }
    return "";
}

/// A device that can be chosen: one that is plugged in, or a printer that is no USB device, or the
/// printer that is set and not there.
struct ListedDevice {
    std::string key{}; // id_of(), or the printer's address
    std::optional<devices::UsbDevice> device{};
    devices::DeviceKind kind = devices::DeviceKind::other;
    PrinterAddress printer{};
    bool used = false; // by the settings
    std::vector<DeviceAction> actions{};
};

/// A test people asked for, and what came of it.
struct DeviceTest {
    enum class Phase {
        running,
        done,
        failed, // `fault`
        late    // nothing came within DeviceTest::wait_ms
    };

    static constexpr int wait_ms = 15'000;

    int number = 0;
    std::string key{}; // of the device
    bool is_scan = false;
    compose::TestSlips slips = compose::TestSlips::page; // of a printer's
    bool takes_scans = false;                            // codes come here and into no basket
    Phase phase = Phase::running;
    std::string fault{};
    PrinterState printer{};
    std::string code{};    // as it was scanned, its AIM identifier in front
    std::string scanner{}; // id of where it came from; empty: it was typed, as keyboards do
};

/// What is plugged in, and what people do about it.
struct DeviceState {
    bool listed = false; // all that was here when the till started was told
    std::string fault{}; // why nothing can be
    std::map<std::uint32_t, devices::UsbDevice> plugged{};
    std::map<std::string, std::string> faults{}; // id → sentence, of scanners that failed
    std::vector<std::string> others{};           // addresses of printers elsewhere that were set
    std::string selected{};                      // key
    std::size_t action = 0;                      // of the selected device's
    std::string asked{};                         // key of a keyboard that was asked about once
    std::optional<DeviceTest> test{};
};

/// The doors to the devices' threads.
struct DevicePorts {
    /// Begins to tell what is plugged in; asked for once.
    std::function<void()> watch{};
    /// The settings of devices are others now.
    std::function<void(Ledger)> apply{};
    /// Prints a test page; answer a PrinterVerdict.
    std::function<void(int number, PrinterAddress, Ledger, compose::TestSlips)> test{};
    /// Answer test_is_over() with `number` in DeviceTest::wait_ms; one that waited is forgotten.
    std::function<void(int number)> wake{};
};

} // namespace ocop::ui
