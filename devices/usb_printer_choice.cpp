#include "devices/usb_printer_choice.hpp"

#include "devices/device_choice.hpp"
#include "devices/known_devices.hpp"

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

std::vector<UsbDevice> usb_printers(std::span<const UsbDevice> devices) {
    std::vector<UsbDevice> printers;
    for (const UsbDevice& device : devices) {
        if (printing_interface(device, false)) {
            printers.push_back(device);
        }
    }
    return printers;
}

std::optional<UsbDevice>
choose_printer(std::span<const UsbDevice> devices, const PrinterAddress& address) {
    std::vector<UsbDevice> printers;
    for (const UsbDevice& device : devices) {
        if (printing_interface(device, address.device.has_value())) {
            printers.push_back(device);
        }
    }
    if (address.kind == PrinterAddress::Kind::automatic && printers.size() != 1) {
        return std::nullopt;
    }
    if (!address.device) {
        return printers.empty() ? std::nullopt : std::optional{printers.front()};
    }
    const UsbDevice* const found = find_chosen(*address.device, printers);
    return found == nullptr ? std::nullopt : std::optional{*found};
}

} // namespace ocop::devices
