#include "devices/device_kind.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>
#include <array>

namespace ocop::devices {

namespace {

constexpr std::uint8_t hid = 3;
constexpr std::uint8_t printer = 7;

/// Makers of scanners (hardware notes, 5): Zebra, Honeywell (twice), Hand Held Products, Newland,
/// Datalogic, Opticon.
constexpr std::array<std::uint16_t, 7> scanner_makers{
    0x05E0, 0x0C2E, 0x23D0, 0x0536, 0x1EAB, 0x05F9, 0x065A};

} // namespace

std::string_view code(DeviceKind kind) {
    switch (kind) {
    case DeviceKind::printer:
        return "printer";
    case DeviceKind::scanner:
        return "scanner";
    case DeviceKind::keyboard:
        return "keyboard";
    case DeviceKind::other:
        return "other";
    }
    OCOP_ASSERT(!"a kind that is none");
}

DeviceKind kind_of(const UsbDevice& device) {
    const auto any = [&](auto is_so) {
        return std::any_of(device.interfaces.begin(), device.interfaces.end(), is_so);
    };
    if (any([](const UsbInterface& one) { return one.base_class == printer; })) {
        return DeviceKind::printer;
    }
    const bool by_scanner_maker =
        std::find(scanner_makers.begin(), scanner_makers.end(), device.vendor)
        != scanner_makers.end();
    if (by_scanner_maker && any([](const UsbInterface& one) { return one.base_class == hid; })) {
        return DeviceKind::scanner;
    }
    return any([](const UsbInterface& one) {
        return one.base_class == hid && one.sub_class == 1 && one.protocol == 1;
    })
               ? DeviceKind::keyboard
               : DeviceKind::other;
}

} // namespace ocop::devices
