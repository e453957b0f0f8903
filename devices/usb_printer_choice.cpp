#include "devices/usb_printer_choice.hpp"

#include "devices/known_devices.hpp"

#include <algorithm>

namespace ocop::devices {

namespace {

constexpr std::uint8_t printer_class = 7;
constexpr std::uint8_t printer_subclass = 1;
constexpr std::uint8_t vendor_class = 0xFF;

/// A printer whose interfaces do not say so: one with a line of its own in the table.
bool is_hidden_printer(const UsbDevice& device) {
    const auto known = known_device(device.vendor, device.product);
    return known && known->kind == KnownDevice::Kind::printer;
}

/// The less, the better; nullopt if nothing can be printed through it. Protocol 4 speaks IPP.
std::optional<int> rank(const UsbInterface& interface, bool vendor_class_too) {
    if (!interface.out(UsbTransfer::bulk)) {
        return std::nullopt;
    }
    if (interface.base_class == printer_class && interface.sub_class == printer_subclass) {
        switch (interface.protocol) {
        case 2:
            return 0;
        case 1:
            return 1;
        case 3:
            return 2;
        default:
            return std::nullopt;
        }
    }
    return vendor_class_too && interface.base_class == vendor_class ? std::optional{3}
                                                                    : std::nullopt;
}

/// As id_of() writes a serial number.
std::string plain(std::string serial) {
    std::replace_if(
        serial.begin(),
        serial.end(),
        [](char c) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            return !letter && !(c >= '0' && c <= '9') && c != '-' && c != '_';
        },
        '_'
    );
    return serial;
}

} // namespace

std::optional<UsbInterface> printing_interface(const UsbDevice& device, bool by_choice) {
    const bool vendor_class_too = by_choice || is_hidden_printer(device);
    std::optional<UsbInterface> best;
    for (const UsbInterface& interface : device.interfaces) {
        const auto now = rank(interface, vendor_class_too);
        if (now && (!best || *now < *rank(*best, vendor_class_too))) {
            best = interface;
        }
    }
    return best;
}

std::optional<UsbDevice>
choose_printer(std::span<const UsbDevice> devices, const PrinterAddress& address) {
    std::optional<UsbDevice> found;
    for (const UsbDevice& device : devices) {
        const bool by_choice = address.vendor && address.product;
        if (by_choice && (device.vendor != *address.vendor || device.product != *address.product)) {
            continue;
        }
        if (!address.serial.empty() && plain(device.serial) != plain(address.serial)) {
            continue;
        }
        if (!printing_interface(device, by_choice)) {
            continue;
        }
        if (!found || (!address.usb_port.empty() && device.port == address.usb_port)) {
            found = device;
        }
    }
    return found;
}

} // namespace ocop::devices
