#pragma once

#include "devices/usb_device.hpp"
#include "devices/usb_fault.hpp"

#include <libusb.h>

#include <memory>
#include <optional>
#include <vector>

namespace ocop::devices::raw {

struct Exit {
    void operator()(libusb_context* context) const noexcept { libusb_exit(context); }
};

struct Unref {
    void operator()(libusb_device* device) const noexcept { libusb_unref_device(device); }
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

struct FreeTransfer {
    void operator()(libusb_transfer* transfer) const noexcept { libusb_free_transfer(transfer); }
};

using Context = std::unique_ptr<libusb_context, Exit>;
using Device = std::unique_ptr<libusb_device, Unref>;
using Handle = std::unique_ptr<libusb_device_handle, Close>;
using Config = std::unique_ptr<libusb_config_descriptor, FreeConfig>;
using DeviceList = std::unique_ptr<libusb_device*[], FreeList>;
using Transfer = std::unique_ptr<libusb_transfer, FreeTransfer>;

/// The fault a negative libusb result stands for.
[[nodiscard]] UsbFault fault_of(int error);

/// How a transfer ended; nullopt if it is whole.
[[nodiscard]] std::optional<UsbFault> fault_of(libusb_transfer_status status);

/// What the descriptors in the system's memory tell of a device, without asking it: no texts.
/// nullopt for hubs.
[[nodiscard]] std::optional<UsbDevice> describe(libusb_device* device);

/// The numbers of a device's texts: maker, name, serial. 0: it has none.
struct TextNumbers {
    std::uint8_t maker = 0;
    std::uint8_t name = 0;
    std::uint8_t serial = 0;
};

[[nodiscard]] TextNumbers text_numbers(libusb_device* device);

} // namespace ocop::devices::raw
