#include "devices/device_choice.hpp"

#include "devices/device_kind.hpp"
#include "devices/scanner.hpp"

#include <algorithm>

namespace ocop::devices {

ChoiceFit fit(const DeviceChoice& choice, const UsbDevice& device) {
    const bool same =
        device.vendor == choice.vendor && device.product == choice.product
        && (choice.serial.empty() || plain_serial(choice.serial) == plain_serial(device.serial));
    if (!same) {
        return ChoiceFit::none;
    }
    return choice.port.empty() || choice.port == device.port ? ChoiceFit::exact
                                                             : ChoiceFit::another_port;
}

const UsbDevice* find_chosen(const DeviceChoice& choice, std::span<const UsbDevice> devices) {
    const UsbDevice* best = nullptr;
    ChoiceFit how_well = ChoiceFit::none;
    for (const UsbDevice& device : devices) {
        if (const ChoiceFit found = fit(choice, device); found > how_well) {
            best = &device;
            how_well = found;
        }
    }
    return best;
}

bool is_wanted_scanner(
    const ScannerChoice& choice, const UsbDevice& device, std::span<const UsbDevice> devices
) {
    if (scanner_plans(device).empty()) {
        return false;
    }
    if (choice.recognised && kind_of(device) == DeviceKind::scanner) {
        return true;
    }
    return std::any_of(choice.chosen.begin(), choice.chosen.end(), [&](const DeviceChoice& chosen) {
        const UsbDevice* const best = find_chosen(chosen, devices);
        return best != nullptr && best->plug == device.plug;
    });
}

} // namespace ocop::devices
