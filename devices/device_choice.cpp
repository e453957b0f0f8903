#include "devices/device_choice.hpp"

#include <charconv>

namespace ocop::devices {

namespace {

std::optional<std::uint16_t> hex(std::string_view text) {
    std::uint16_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data(), end, number, 16);
    return text.size() == 4 && error == std::errc{} && read == end ? std::optional{number}
                                                                   : std::nullopt;
}

} // namespace

std::optional<DeviceChoice> parse_device_choice(std::string_view text) {
    DeviceChoice choice;
    if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
        choice.port = std::string{text.substr(at + 1)};
        text = text.substr(0, at);
        if (choice.port.empty()) {
            return std::nullopt;
        }
    }
    constexpr std::size_t id_size = 9;
    const bool has_serial = text.size() > id_size;
    if (text.size() < id_size || text[4] != ':' || (has_serial && text[id_size] != ':')) {
        return std::nullopt;
    }
    const auto vendor = hex(text.substr(0, 4));
    const auto product = hex(text.substr(5, 4));
    choice.serial = has_serial ? std::string{text.substr(id_size + 1)} : std::string{};
    if (!vendor || !product || (has_serial && choice.serial.empty())) {
        return std::nullopt;
    }
    choice.vendor = *vendor;
    choice.product = *product;
    return choice;
}

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
