#include "devices/usb.hpp"

#include "pos/core/assert.hpp"

#include <libusb.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <stdexcept>
#include <tuple>

namespace ocop::devices {

namespace {

/// libusb said no. Stays within this file.
struct UsbError : std::runtime_error {
    explicit UsbError(int code)
        : std::runtime_error{libusb_strerror(code)} {}
};

void check(int code) {
    if (code < 0) {
        throw UsbError{code};
    }
}

struct Exit {
    void operator()(libusb_context* context) const noexcept { libusb_exit(context); }
};

struct Close {
    void operator()(libusb_device_handle* handle) const noexcept { libusb_close(handle); }
};

struct FreeConfig {
    void operator()(libusb_config_descriptor* config) const noexcept {
        libusb_free_config_descriptor(config);
    }
};

struct FreeList {
    void operator()(libusb_device** list) const noexcept { libusb_free_device_list(list, 1); }
};

using Context = std::unique_ptr<libusb_context, Exit>;
using Handle = std::unique_ptr<libusb_device_handle, Close>;
using Config = std::unique_ptr<libusb_config_descriptor, FreeConfig>;
using DeviceList = std::unique_ptr<libusb_device*[], FreeList>;

/// Makers of scanners (hardware notes, 5): Zebra, Honeywell (twice), Hand Held Products, Newland,
/// Datalogic, Opticon.
constexpr std::array<std::uint16_t, 7> scanner_makers{
    0x05E0, 0x0C2E, 0x23D0, 0x0536, 0x1EAB, 0x05F9, 0x065A};

bool is_boot_keyboard(const UsbInterface& interface) {
    return interface == UsbInterface{LIBUSB_CLASS_HID, 1, 1};
}

std::vector<UsbInterface> interfaces_of(libusb_device* device) {
    libusb_config_descriptor* raw = nullptr;
    if (libusb_get_active_config_descriptor(device, &raw) < 0
        && libusb_get_config_descriptor(device, 0, &raw) < 0) {
        return {}; // not configured, and without a first configuration
    }
    const Config config{raw};
    std::vector<UsbInterface> interfaces;
    for (const auto& interface : std::span{config->interface, config->bNumInterfaces}) {
        const std::span settings{
            interface.altsetting, static_cast<std::size_t>(interface.num_altsetting)};
        for (const auto& setting : settings) {
            const UsbInterface found{
                setting.bInterfaceClass, setting.bInterfaceSubClass, setting.bInterfaceProtocol};
            if (std::find(interfaces.begin(), interfaces.end(), found) == interfaces.end()) {
                interfaces.push_back(found);
            }
        }
    }
    return interfaces;
}

/// The device's text number `index`, "" if it has none or will not say. ASCII, as libusb gives it.
std::string text_of(libusb_device_handle* handle, std::uint8_t index) {
    std::array<unsigned char, 256> bytes{};
    if (index == 0) {
        return {};
    }
    const int size = libusb_get_string_descriptor_ascii(
        handle, index, bytes.data(), static_cast<int>(bytes.size())
    );
    return size > 0 ? std::string{bytes.begin(), bytes.begin() + size} : std::string{};
}

/// nullopt for the machine's own hubs.
std::optional<UsbDevice> describe(libusb_device* device) {
    libusb_device_descriptor descriptor{};
    check(libusb_get_device_descriptor(device, &descriptor));
    if (descriptor.bDeviceClass == LIBUSB_CLASS_HUB) {
        return std::nullopt;
    }
    UsbDevice found;
    found.vendor = descriptor.idVendor;
    found.product = descriptor.idProduct;
    found.bus = libusb_get_bus_number(device);
    found.address = libusb_get_device_address(device);
    found.interfaces = interfaces_of(device);
    found.kind = kind_of(found.vendor, found.interfaces);
    libusb_device_handle* raw = nullptr;
    if (libusb_open(device, &raw) == 0) { // without the right to open it, it stays nameless
        const Handle handle{raw};
        found.maker = text_of(raw, descriptor.iManufacturer);
        found.name = text_of(raw, descriptor.iProduct);
        found.serial = text_of(raw, descriptor.iSerialNumber);
    }
    return found;
}

std::vector<UsbDevice> list_all() {
    libusb_context* raw_context = nullptr;
    check(libusb_init(&raw_context));
    const Context context{raw_context};
    libusb_device** raw_list = nullptr;
    const auto count = libusb_get_device_list(raw_context, &raw_list);
    check(static_cast<int>(std::min<ssize_t>(count, 0)));
    const DeviceList list{raw_list};
    std::vector<UsbDevice> devices;
    for (ssize_t i = 0; i < count; ++i) {
        if (auto device = describe(raw_list[i])) {
            devices.push_back(std::move(*device));
        }
    }
    std::sort(devices.begin(), devices.end(), [](const UsbDevice& a, const UsbDevice& b) {
        return std::tie(a.bus, a.address) < std::tie(b.bus, b.address);
    });
    return devices;
}

} // namespace

std::string_view code(DeviceKind kind) {
    switch (kind) {
    case DeviceKind::printer:
        return "printer";
    case DeviceKind::scanner:
        return "scanner";
    case DeviceKind::keyboard:
        return "keyboard";
    case DeviceKind::other:
        return "other";
    }
    OCOP_ASSERT(false);
}

DeviceKind kind_of(std::uint16_t vendor, std::span<const UsbInterface> interfaces) {
    const auto any = [&](auto is_so) {
        return std::any_of(interfaces.begin(), interfaces.end(), is_so);
    };
    if (any([](const UsbInterface& one) { return one.base_class == LIBUSB_CLASS_PRINTER; })) {
        return DeviceKind::printer;
    }
    const bool by_scanner_maker =
        std::find(scanner_makers.begin(), scanner_makers.end(), vendor) != scanner_makers.end();
    if (by_scanner_maker
        && any([](const UsbInterface& one) { return one.base_class == LIBUSB_CLASS_HID; })) {
        return DeviceKind::scanner;
    }
    return any(is_boot_keyboard) ? DeviceKind::keyboard : DeviceKind::other;
}

Expected<std::vector<UsbDevice>, Failure> list_usb_devices() {
    try {
        return list_all();
    } catch (const UsbError& error) {
        return Unexpected{Failure{FailureCode::device, error.what(), "USB"}};
    }
}

} // namespace ocop::devices
