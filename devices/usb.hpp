#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::devices {

/// What a USB device is to a shop, as far as it tells.
enum class DeviceKind {
    printer,  // the printer class
    scanner,  // a keyboard or HID device by a maker of scanners
    keyboard, // a keyboard by anyone else: cheap scanners look like this too
    other
};

/// "printer" "scanner" "keyboard" "other".
[[nodiscard]] std::string_view code(DeviceKind kind);

/// One function of a device, by its class codes (usb.org, Defined Class Codes).
struct UsbInterface {
    std::uint8_t base_class = 0;
    std::uint8_t sub_class = 0;
    std::uint8_t protocol = 0;
    bool operator==(const UsbInterface&) const = default;
};

/// One device on the bus. Texts are empty where the system does not let us ask the device.
struct UsbDevice {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint8_t bus = 0;
    std::uint8_t address = 0;
    DeviceKind kind = DeviceKind::other;
    std::vector<UsbInterface> interfaces{};
    std::string maker{};
    std::string name{};
    std::string serial{};
};

/// The kind of a device by its maker and the classes of its interfaces.
[[nodiscard]] DeviceKind kind_of(std::uint16_t vendor, std::span<const UsbInterface> interfaces);

/// All devices on the USB of this machine but its own hubs, by bus and address. Asks each for its
/// texts, which takes a few milliseconds a device. A machine without USB has none.
[[nodiscard]] Expected<std::vector<UsbDevice>, Failure> list_usb_devices();

} // namespace ocop::devices
