#pragma once

#include "devices/usb_device.hpp"

#include <string_view>

namespace ocop::devices {

/// What a USB device is to a shop, as far as it tells.
enum class DeviceKind {
    printer,  // the printer class, or known by its numbers
    scanner,  // HID POS, or a keyboard, HID or serial device by a maker of scanners
    keyboard, // a keyboard by anyone else: cheap scanners look like this too
    other
};

/// "printer" "scanner" "keyboard" "other".
[[nodiscard]] std::string_view code(DeviceKind kind);

/// The kind of a device by the classes of its interfaces, then by known_devices.txt.
[[nodiscard]] DeviceKind kind_of(const UsbDevice& device);

} // namespace ocop::devices
