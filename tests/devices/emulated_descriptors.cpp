// What an emulated device says of itself: its descriptors and texts (USB 2.0, 9.6).

#include "tests/devices/emulated_device.hpp"

namespace ocop::devices::testing {

namespace {

constexpr std::uint8_t get_descriptor = 6;
constexpr std::uint8_t text_descriptor = 3;
constexpr std::uint8_t report_descriptor = 0x22;

// The numbers the descriptors give to the texts.
enum TextNumber : std::uint8_t { no_text, maker_text, name_text, serial_text };

std::uint8_t number(TextNumber text, const std::string& value) {
    return value.empty() ? std::uint8_t{no_text} : static_cast<std::uint8_t>(text);
}

std::uint8_t low(unsigned value) {
    return static_cast<std::uint8_t>(value & 0xFFU);
}

std::uint8_t high(unsigned value) {
    return low(value >> 8);
}

/// ASCII alone.
Bytes text_bytes(const std::string& text) {
    Bytes bytes{static_cast<std::uint8_t>(2 + text.size() * 2), text_descriptor};
    for (const char c : text) {
        bytes.push_back(static_cast<std::uint8_t>(c));
        bytes.push_back(0);
    }
    return bytes;
}

void append(Bytes& to, const Bytes& what) {
    to.insert(to.end(), what.begin(), what.end());
}

} // namespace

Bytes EmulatedDevice::descriptors() const {
    const Lock lock{mutex_};
    const bool is_hub = info_.interfaces.size() == 1 && info_.interfaces[0].base_class == 9;
    Bytes device{18, 1, 0, 2, std::uint8_t(is_hub ? 9 : 0), 0, 0, 64};
    append(
        device, {low(info_.vendor), high(info_.vendor), low(info_.product), high(info_.product)}
    );
    append(
        device,
        {0,
         1,
         number(maker_text, info_.maker),
         number(name_text, info_.name),
         number(serial_text, info_.serial),
         1}
    );
    Bytes body;
    std::set<std::uint8_t> numbers;
    for (const UsbInterface& one : info_.interfaces) {
        numbers.insert(one.number);
        append(
            body,
            {9,
             4,
             one.number,
             one.alternate,
             low(static_cast<unsigned>(one.endpoints.size())),
             one.base_class,
             one.sub_class,
             one.protocol,
             0}
        );
        append(body, one.extra);
        for (const UsbEndpoint& endpoint : one.endpoints) {
            append(
                body,
                {7,
                 5,
                 endpoint.address,
                 static_cast<std::uint8_t>(endpoint.transfer),
                 low(endpoint.packet_size_bytes),
                 high(endpoint.packet_size_bytes),
                 4}
            );
        }
    }
    const auto total = static_cast<unsigned>(body.size() + 9);
    append(device, {9, 2, low(total), high(total), low(unsigned(numbers.size())), 1, 0, 0xC0, 1});
    append(device, body);
    return device;
}

std::optional<Bytes> EmulatedDevice::standard(const UsbSetup& setup) const {
    if (setup.request != get_descriptor) {
        return std::nullopt;
    }
    const auto kind = setup.value >> 8;
    if (setup.request_type == 0x81 && kind == report_descriptor) {
        const auto found = report_descriptors_.find(low(setup.index));
        return found == report_descriptors_.end() ? std::nullopt : std::optional{found->second};
    }
    if (setup.request_type != 0x80 || kind != text_descriptor) {
        return std::nullopt;
    }
    switch (low(setup.value)) {
    case no_text:
        return Bytes{4, text_descriptor, 0x09, 0x04};
    case maker_text:
        return text_bytes(info_.maker);
    case name_text:
        return text_bytes(info_.name);
    case serial_text:
        return text_bytes(info_.serial);
    default:
        return std::nullopt;
    }
}

} // namespace ocop::devices::testing
