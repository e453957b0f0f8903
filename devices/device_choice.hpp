#pragma once

#include "devices/usb_device.hpp"
#include "pos/core/scanner_choice.hpp"

#include <span>

namespace ocop::devices {

/// How well a device is the chosen one. Cheap devices have no serial number or all the same, so the
/// port decides between twins; but a device that was put into another port is still the chosen one.
enum class ChoiceFit { none, another_port, exact };

[[nodiscard]] ChoiceFit fit(const DeviceChoice& choice, const UsbDevice& device);

/// The device that fits best: exactly, else in another port; the first of equals. nullptr if none.
[[nodiscard]] const UsbDevice*
find_chosen(const DeviceChoice& choice, std::span<const UsbDevice> devices);

/// True if `choice` makes `device` a scanner of the till: it can be read as one and is recognised,
/// or fits best of all `devices` that are plugged in.
[[nodiscard]] bool is_wanted_scanner(
    const ScannerChoice& choice, const UsbDevice& device, std::span<const UsbDevice> devices
);

} // namespace ocop::devices
