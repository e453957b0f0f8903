#include "pos/compose/device_settings.hpp"

#include "devices/device_choice.hpp"
#include "devices/device_kind.hpp"
#include "devices/scanner.hpp"
#include "devices/usb_printer_choice.hpp"
#include "pos/core/assert.hpp"

#include <algorithm>

namespace ocop::compose {

namespace {

DeviceChoice choice_of(const devices::UsbDevice& device) {
    const auto choice = parse_device_choice(id_of(device));
    OCOP_ASSERT(choice.has_value());
    return *choice;
}

bool is_recognised(const devices::UsbDevice& device) {
    return kind_of(device) == devices::DeviceKind::scanner && !scanner_plans(device).empty();
}

} // namespace

PrinterAddress address_of(const devices::UsbDevice& device) {
    PrinterAddress address;
    address.kind = PrinterAddress::Kind::usb;
    address.device = choice_of(device);
    return address;
}

bool is_printer_of(
    const PrinterAddress& address,
    const devices::UsbDevice& device,
    std::span<const devices::UsbDevice> devices
) {
    if (address.kind != PrinterAddress::Kind::usb
        && address.kind != PrinterAddress::Kind::automatic) {
        return false;
    }
    const auto found = devices::choose_printer(devices, address);
    return found && found->plug == device.plug;
}

ScannerChoice with_scanner(
    ScannerChoice choice,
    const devices::UsbDevice& device,
    std::span<const devices::UsbDevice> devices
) {
    if (is_wanted_scanner(choice, device, devices)) {
        return choice;
    }
    choice.chosen.push_back(choice_of(device));
    const bool all = std::all_of(devices.begin(), devices.end(), [&](const auto& other) {
        return !is_recognised(other) || is_wanted_scanner(choice, other, devices);
    });
    if (!choice.recognised && is_recognised(device) && all) {
        choice.recognised = true;
        std::erase_if(choice.chosen, [&](const DeviceChoice& chosen) {
            const auto* const found = devices::find_chosen(chosen, devices);
            return found != nullptr && is_recognised(*found);
        });
    }
    return choice;
}

ScannerChoice without_scanner(
    const ScannerChoice& choice,
    const devices::UsbDevice& device,
    std::span<const devices::UsbDevice> devices
) {
    ScannerChoice left = choice; // the keyboard's layout stays
    left.chosen.clear();
    left.recognised = choice.recognised && !is_recognised(device);
    for (const DeviceChoice& chosen : choice.chosen) {
        const auto* const found = devices::find_chosen(chosen, devices);
        if (found == nullptr || found->plug != device.plug) {
            left.chosen.push_back(chosen); // one that is not plugged in stays chosen
        }
    }
    for (const devices::UsbDevice& other : devices) {
        if (other.plug != device.plug && is_wanted_scanner(choice, other, devices)
            && !is_wanted_scanner(left, other, devices)) {
            left.chosen.push_back(choice_of(other));
        }
    }
    return left;
}

} // namespace ocop::compose
