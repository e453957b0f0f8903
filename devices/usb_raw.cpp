#include "devices/usb_raw.hpp"

#include "pos/core/assert.hpp"

#include <array>
#include <span>
#include <string>

namespace ocop::devices::raw {

namespace {

UsbInterface interface_of(const libusb_interface_descriptor& setting) {
    UsbInterface found;
    found.base_class = setting.bInterfaceClass;
    found.sub_class = setting.bInterfaceSubClass;
    found.protocol = setting.bInterfaceProtocol;
    found.number = setting.bInterfaceNumber;
    found.alternate = setting.bAlternateSetting;
    const auto keep = [&found](const unsigned char* extra, int size) {
        if (extra != nullptr && size > 0) {
            found.extra.insert(found.extra.end(), extra, extra + size);
        }
    };
    keep(setting.extra, setting.extra_length);
    for (const auto& endpoint : std::span{setting.endpoint, setting.bNumEndpoints}) {
        constexpr unsigned size_bits = 0x7FF;
        found.endpoints.push_back(
            {endpoint.bEndpointAddress,
             static_cast<UsbTransfer>(endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK),
             static_cast<std::uint16_t>(endpoint.wMaxPacketSize & size_bits)}
        );
        keep(endpoint.extra, endpoint.extra_length); // some put the HID descriptor last
    }
    return found;
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
            interfaces.push_back(interface_of(setting));
        }
    }
    return interfaces;
}

/// "1-2.4", as the kernel names it.
std::string port_of(libusb_device* device) {
    constexpr int depth_max = 7; // USB 3.0 allows no more hubs in a row
    std::array<std::uint8_t, depth_max> ports{};
    const int count = libusb_get_port_numbers(device, ports.data(), depth_max);
    std::string text = std::to_string(libusb_get_bus_number(device));
    char separator = '-';
    for (int i = 0; i < count; ++i) {
        text += separator + std::to_string(ports.at(static_cast<std::size_t>(i)));
        separator = '.';
    }
    return text;
}

} // namespace

UsbFault fault_of(int error) {
    switch (error) {
    case LIBUSB_ERROR_NO_DEVICE:
        return UsbFault::gone;
    case LIBUSB_ERROR_ACCESS:
        return UsbFault::no_permission;
    case LIBUSB_ERROR_BUSY:
        return UsbFault::busy;
    case LIBUSB_ERROR_NOT_SUPPORTED:
        return UsbFault::no_driver;
    case LIBUSB_ERROR_PIPE:
        return UsbFault::stalled;
    case LIBUSB_ERROR_TIMEOUT:
        return UsbFault::timed_out;
    default: // libusb's, which may grow
        return UsbFault::failed;
    }
}

std::optional<UsbFault> fault_of(libusb_transfer_status status) {
    switch (status) {
    case LIBUSB_TRANSFER_COMPLETED:
        return std::nullopt;
    case LIBUSB_TRANSFER_TIMED_OUT:
        return UsbFault::timed_out;
    case LIBUSB_TRANSFER_CANCELLED:
        return UsbFault::stopped;
    case LIBUSB_TRANSFER_STALL:
        return UsbFault::stalled;
    case LIBUSB_TRANSFER_NO_DEVICE:
        return UsbFault::gone;
    case LIBUSB_TRANSFER_ERROR:
    case LIBUSB_TRANSFER_OVERFLOW:
        return UsbFault::failed;
    }
    OCOP_ASSERT(!"a status that is none");
}

std::optional<UsbDevice> describe(libusb_device* device) {
    libusb_device_descriptor descriptor{};
    if (libusb_get_device_descriptor(device, &descriptor) < 0
        || descriptor.bDeviceClass == LIBUSB_CLASS_HUB) {
        return std::nullopt;
    }
    UsbDevice found;
    found.vendor = descriptor.idVendor;
    found.product = descriptor.idProduct;
    found.bus = libusb_get_bus_number(device);
    found.address = libusb_get_device_address(device);
    found.port = port_of(device);
    found.interfaces = interfaces_of(device);
    return found;
}

TextNumbers text_numbers(libusb_device* device) {
    libusb_device_descriptor descriptor{};
    if (libusb_get_device_descriptor(device, &descriptor) < 0) {
        return {};
    }
    return {descriptor.iManufacturer, descriptor.iProduct, descriptor.iSerialNumber};
}

} // namespace ocop::devices::raw
