#pragma once

#include "devices/usb_device.hpp"
#include "pos/core/printer_address.hpp"
#include "pos/core/scanner_choice.hpp"

#include <span>

namespace ocop::compose {

/// The address of this very device: its numbers, its serial number, its port.
[[nodiscard]] PrinterAddress address_of(const devices::UsbDevice& device);

/// True if a job for `address` goes to `device`, as long as `devices` are plugged in.
[[nodiscard]] bool is_printer_of(
    const PrinterAddress& address,
    const devices::UsbDevice& device,
    std::span<const devices::UsbDevice> devices
);

/// `choice` with `device`, which is one of `devices` (all that are plugged in). Once every device
/// that is recognised is used, those to come are as well.
[[nodiscard]] ScannerChoice with_scanner(
    ScannerChoice choice,
    const devices::UsbDevice& device,
    std::span<const devices::UsbDevice> devices
);

/// `choice` without `device`; every other one that is used stays. One that was recognised can only
/// be left out by naming the others.
[[nodiscard]] ScannerChoice without_scanner(
    const ScannerChoice& choice,
    const devices::UsbDevice& device,
    std::span<const devices::UsbDevice> devices
);

} // namespace ocop::compose
