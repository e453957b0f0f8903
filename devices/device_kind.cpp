#include "devices/device_kind.hpp"

#include "devices/known_devices.hpp"
#include "pos/core/assert.hpp"

#include <algorithm>

namespace ocop::devices {

namespace {

constexpr std::uint8_t cdc = 2;
constexpr std::uint8_t hid = 3;
constexpr std::uint8_t printer = 7;

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
    if (any([](const UsbInterface& one) { return one.scans; })) {
        return DeviceKind::scanner;
    }
    if (const auto known = known_device(device.vendor, device.product)) {
        switch (known->kind) {
        case KnownDevice::Kind::scanner:
            if (any([](const UsbInterface& one) {
                    return one.base_class == hid || one.base_class == cdc;
                })) {
                return DeviceKind::scanner;
            }
            break;
        case KnownDevice::Kind::printer:
            if (any([](const UsbInterface& one) { return one.out(UsbTransfer::bulk).has_value(); }
                )) {
                return DeviceKind::printer;
            }
            break;
        }
    }
    const bool types = any([](const UsbInterface& one) {
        return one.base_class == hid && one.sub_class == 1 && one.protocol == 1;
    });
    return types ? DeviceKind::keyboard : DeviceKind::other;
}

} // namespace ocop::devices
