#pragma once

#include "devices/usb_device.hpp"
#include "pos/core/printer_address.hpp"

#include <optional>
#include <span>
#include <vector>

namespace ocop::devices {

/// The interface of `device` to print through: printer class (7/1), both ways before one way, with
/// a bulk OUT endpoint. `by_choice`: people chose this very device, so that an interface of the
/// maker's own class does too. Epson printers switched to vendor class are known without. nullopt
/// if there is none.
[[nodiscard]] std::optional<UsbInterface>
printing_interface(const UsbDevice& device, bool by_choice);

/// Those of `devices` that print without anybody having chosen them.
[[nodiscard]] std::vector<UsbDevice> usb_printers(std::span<const UsbDevice> devices);

/// The device `address` (of kind usb or automatic) means: the first that prints, or the one with
/// its numbers; of several alike the one at its port. One that moved to another port is still found
/// by its numbers. Automatic is the only one there is. nullopt if it is not plugged in.
[[nodiscard]] std::optional<UsbDevice>
choose_printer(std::span<const UsbDevice> devices, const PrinterAddress& address);

} // namespace ocop::devices
