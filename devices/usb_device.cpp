#include "devices/usb_device.hpp"

#include <algorithm>
#include <string_view>

namespace ocop::devices {

namespace {

std::optional<UsbEndpoint>
find(const std::vector<UsbEndpoint>& endpoints, UsbTransfer transfer, bool in) {
    const auto found =
        std::find_if(endpoints.begin(), endpoints.end(), [&](const UsbEndpoint& one) {
            return one.transfer == transfer && one.is_in() == in;
        });
    return found == endpoints.end() ? std::nullopt : std::optional{*found};
}

bool stands_as_it_is(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
           || c == '_';
}

} // namespace

std::optional<UsbEndpoint> UsbInterface::in(UsbTransfer transfer) const {
    return find(endpoints, transfer, true);
}

std::optional<UsbEndpoint> UsbInterface::out(UsbTransfer transfer) const {
    return find(endpoints, transfer, false);
}

std::string hex4(std::uint16_t number) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 12; shift >= 0; shift -= 4) {
        text += digits[(number >> shift) & 15];
    }
    return text;
}

std::string plain_serial(std::string serial) {
    std::replace_if(
        serial.begin(), serial.end(), [](char c) { return !stands_as_it_is(c); }, '_'
    );
    return serial;
}

std::string id_of(const UsbDevice& device) {
    const std::string serial = device.serial.empty() ? "" : ":" + plain_serial(device.serial);
    return hex4(device.vendor) + ":" + hex4(device.product) + serial + "@" + device.port;
}

} // namespace ocop::devices
