#pragma once

#include "devices/usb_device.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace ocop::devices::testing {

// Devices as a bus tells of them, for tests without one.

/// A device with one interface of these class codes, at `port`.
[[nodiscard]] inline UsbDevice
plugged(std::uint32_t plug, std::uint16_t vendor, std::uint16_t product, std::string name, std::string port, UsbInterface interface) {
    UsbDevice device;
    device.plug = plug;
    device.vendor = vendor;
    device.product = product;
    device.bus = 1;
    device.address = static_cast<std::uint8_t>(plug);
    device.port = std::move(port);
    device.name = std::move(name);
    device.interfaces = {std::move(interface)};
    return device;
}

/// The interface of a printer, both ways: OUT 01, IN 82.
[[nodiscard]] inline UsbInterface printer_interface() {
    return {7, 1, 2, 0, 0, {{0x01, UsbTransfer::bulk, 64}, {0x82, UsbTransfer::bulk, 64}}, {}};
}

/// The interface of a boot keyboard: 8-byte reports on endpoint 81.
[[nodiscard]] inline UsbInterface boot_keyboard_interface() {
    return {
        3,
        1,
        1,
        0,
        0,
        {{0x81, UsbTransfer::interrupt, 8}},
        {9, 0x21, 0x11, 1, 0, 1, 0x22, 0x3F, 0}};
}

/// One that says it is a printer.
[[nodiscard]] inline UsbDevice
plugged_printer(std::uint32_t plug, std::string name, std::string port) {
    return plugged(plug, 0x04B8, 0x0E15, std::move(name), std::move(port), printer_interface());
}

/// A boot keyboard of a maker of scanners.
[[nodiscard]] inline UsbDevice
plugged_scanner(std::uint32_t plug, std::string name, std::string port) {
    return plugged(
        plug, 0x0C2E, 0x0B8F, std::move(name), std::move(port), boot_keyboard_interface()
    );
}

/// A boot keyboard of anybody.
[[nodiscard]] inline UsbDevice
plugged_keyboard(std::uint32_t plug, std::string name, std::string port) {
    return plugged(
        plug, 0x0416, 0xC141, std::move(name), std::move(port), boot_keyboard_interface()
    );
}

/// A stick for files: nothing to a shop's till.
[[nodiscard]] inline UsbDevice plugged_stick(std::uint32_t plug, std::string port) {
    return plugged(
        plug,
        0x0951,
        0x1666,
        "DataTraveler",
        std::move(port),
        {8, 6, 0x50, 0, 0, {{0x81, UsbTransfer::bulk, 512}, {0x02, UsbTransfer::bulk, 512}}, {}}
    );
}

/// One of the maker's own class: it may be anything, a printer too.
[[nodiscard]] inline UsbDevice plugged_riddle(std::uint32_t plug, std::string port) {
    return plugged(
        plug,
        0x1A86,
        0x7523,
        "USB Thing",
        std::move(port),
        {0xFF, 0, 0, 0, 0, {{0x81, UsbTransfer::bulk, 64}, {0x02, UsbTransfer::bulk, 64}}, {}}
    );
}

} // namespace ocop::devices::testing
