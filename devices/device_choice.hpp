#pragma once

#include "devices/usb_device.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ocop::devices {

/// A device somebody chose, as settings keep it: `VENDOR:PRODUCT[:SERIAL][@PORT]`, as id_of()
/// writes it ("04b8:0e15:J5KF012@1-2").
struct DeviceChoice {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string serial{}; // empty: any
    std::string port{};   // empty: any

    bool operator==(const DeviceChoice&) const = default;
};

/// nullopt if `text` is none.
[[nodiscard]] std::optional<DeviceChoice> parse_device_choice(std::string_view text);

/// How well a device is the chosen one. Cheap devices have no serial number or all the same, so the
/// port decides between twins; but a device that was put into another port is still the chosen one.
enum class ChoiceFit { none, another_port, exact };

[[nodiscard]] ChoiceFit fit(const DeviceChoice& choice, const UsbDevice& device);

/// The device that fits best: exactly, else in another port; the first of equals. nullptr if none.
[[nodiscard]] const UsbDevice*
find_chosen(const DeviceChoice& choice, std::span<const UsbDevice> devices);

} // namespace ocop::devices
