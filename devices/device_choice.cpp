#include "devices/device_choice.hpp"

namespace ocop::devices {

ChoiceFit fit(const DeviceChoice& choice, const UsbDevice& device) {
    const bool same = device.vendor == choice.vendor && device.product == choice.product
                      && (choice.serial.empty() || choice.serial == plain_serial(device));
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

} // namespace ocop::devices
