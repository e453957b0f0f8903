#pragma once

#include "tests/devices/emulated_device.hpp"

#include <map>
#include <memory>
#include <string>
#include <sys/types.h>
#include <umockdev.h>

namespace ocop::devices::testing {

/// A machine whose USB is emulated: real libusb finds, opens and asks the devices plugged in here
/// (umockdev: its own /sys, /dev and udev events for this process). Make it before the first
/// UsbBus, and let it go after the last. Programs that use it run under umockdev-wrapper, and hold
/// one bed at a time.
class UsbTestBed {
public:
    UsbTestBed();
    ~UsbTestBed();
    UsbTestBed(const UsbTestBed&) = delete;
    UsbTestBed& operator=(const UsbTestBed&) = delete;

    /// Plugs a new device into `port` ("1-2": bus 1, port 2) and tells udev.
    std::shared_ptr<EmulatedDevice> plug(UsbDevice info, const std::string& port);
    /// Plugs one in that was scripted before; it must not be plugged in.
    void plug(const std::shared_ptr<EmulatedDevice>& device, const std::string& port);
    /// As the kernel does once usbhid has bound to a HID interface: says in /sys what it is for.
    void bind_hid(const EmulatedDevice& device, std::uint8_t interface, const Bytes& descriptor);
    /// Pulls it out: what is pending fails, udev is told.
    void unplug(const EmulatedDevice& device);

    /// From now on `device` cannot be opened, as if no udev rule gave us the right. Where the tests
    /// run as root, the program is nobody until allow(), which must be called.
    void forbid(const EmulatedDevice& device);
    void allow(const EmulatedDevice& device);

private:
    struct Unref {
        void operator()(void* object) const noexcept { g_object_unref(object); }
    };

    struct Socket {
        std::shared_ptr<EmulatedDevice> device;
        std::unique_ptr<UMockdevIoctlBase, Unref> handler;
        std::string path;
        std::string node;
    };

    void set_mode(const EmulatedDevice& device, mode_t mode);
    static gboolean handle(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer device);

    std::unique_ptr<UMockdevTestbed, Unref> testbed_;
    std::map<const EmulatedDevice*, std::unique_ptr<Socket>> plugged_{};
    std::uint8_t addresses_ = 1;
    unsigned bound_ = 0; // drivers, so far
    bool was_root_ = false;
};

// Devices as they come in shops.

/// A cheap scanner that is a boot keyboard alone: 8-byte reports on endpoint 81.
[[nodiscard]] UsbDevice keyboard_scanner();
/// A Honeywell in HID POS mode: 64-byte reports on endpoint 81; its report descriptor is to be set.
[[nodiscard]] UsbDevice pos_scanner();
/// A Newland as a serial port: control and data interface, data on IN 82 and OUT 02.
[[nodiscard]] UsbDevice serial_scanner();
/// Epson TM-T20: printer class, both ways: OUT 01, IN 82.
[[nodiscard]] UsbDevice epson_printer();

} // namespace ocop::devices::testing
