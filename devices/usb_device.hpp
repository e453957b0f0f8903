#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocop::devices {

/// How an endpoint carries its bytes, in the order of the bits in its descriptor (USB 2.0, 9.6.6).
enum class UsbTransfer { control, isochronous, bulk, interrupt };

/// One pipe of an interface.
struct UsbEndpoint {
    std::uint8_t address = 0; // bit 7: towards the till
    UsbTransfer transfer = UsbTransfer::bulk;
    std::uint16_t packet_size_bytes = 0;

    [[nodiscard]] bool is_in() const { return (address & 0x80U) != 0; }

    bool operator==(const UsbEndpoint&) const = default;
};

/// One function of a device in one of its alternate settings (USB 2.0, 9.6.5; class codes are those
/// of usb.org, Defined Class Codes).
struct UsbInterface {
    std::uint8_t base_class = 0;
    std::uint8_t sub_class = 0;
    std::uint8_t protocol = 0;
    std::uint8_t number = 0;
    std::uint8_t alternate = 0;
    std::vector<UsbEndpoint> endpoints{};
    std::vector<std::uint8_t> extra{}; // class descriptors behind it, as they are: HID, CDC
    bool scans = false; // HID: the system knows it by its report descriptor as a bar code scanner

    /// The first endpoint of this kind and direction; nullopt if there is none.
    [[nodiscard]] std::optional<UsbEndpoint> in(UsbTransfer transfer) const;
    [[nodiscard]] std::optional<UsbEndpoint> out(UsbTransfer transfer) const;

    bool operator==(const UsbInterface&) const = default;
};

/// One device as it is plugged in. Texts are empty where the device has none, or where the system
/// does not let us ask.
struct UsbDevice {
    std::uint32_t plug = 0; // counts arrivals: plugged in again, it has another number
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint8_t bus = 0;
    std::uint8_t address = 0;
    std::string port{}; // "1-2.4": bus, then the ports of the hubs down to it
    std::vector<UsbInterface> interfaces{};
    std::string maker{};
    std::string name{};
    std::string serial{};
    bool may_open = true; // false: the system kept it from us when it was last tried

    bool operator==(const UsbDevice&) const = default;
};

/// The serial number with every character but ASCII letters, digits, '-' and '_' as '_'.
[[nodiscard]] std::string plain_serial(std::string serial);

/// What settings keep of a device, its plain serial number within: "04b8:0e15:J5KF012@1-2",
/// "04b8:0e15@1-2" without one.
[[nodiscard]] std::string id_of(const UsbDevice& device);

/// "04b8": four hexadecimal digits, lower case, as udev writes them.
[[nodiscard]] std::string hex4(std::uint16_t number);

} // namespace ocop::devices
