#pragma once

#include "devices/usb_bus.hpp"
#include "pos/core/printer_address.hpp"
#include "pos/ports/printer.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace ocop::devices {

/// Makes the printer of an address. Print thread.
class PrinterMaker {
public:
    /// Gives the bus of this machine, which must outlive every printer made; null where the machine
    /// has none. Asked when the first USB printer is made.
    using Bus = std::function<UsbBus*()>;

    /// `folder`: of a printer that is a folder.
    PrinterMaker(std::filesystem::path folder, Bus bus)
        : folder_{std::move(folder)},
          bus_{std::move(bus)} {}

    /// Null for an address of no printer.
    [[nodiscard]] std::unique_ptr<Printer> operator()(const PrinterAddress& address) const;

private:
    std::filesystem::path folder_;
    Bus bus_;
};

} // namespace ocop::devices
