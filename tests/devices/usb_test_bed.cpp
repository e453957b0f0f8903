#include "tests/devices/usb_test_bed.hpp"

#include "tests/devices/emulated_poll.hpp"
#include "tests/devices/plugged.hpp"
#include "tests/devices/scanner_bytes.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <dlfcn.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::devices::testing {

namespace {

constexpr const char* root_hub = "/devices/pci0000:00/0000:00:14.0/usb1";

std::string hex(const Bytes& bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15U];
    }
    return text;
}

constexpr std::uint8_t addresses_max = 127; // the hub keeps 1, the others go round

std::string three_digits(unsigned number) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%03u", number);
    return text.data();
}

} // namespace

UsbTestBed::UsbTestBed()
    : testbed_{umockdev_testbed_new()} {
    if (!umockdev_in_mock_environment()) {
        throw std::runtime_error{"run this under umockdev-wrapper"};
    }
    UsbDevice hub;
    hub.vendor = 0x1D6B;
    hub.product = 2;
    hub.interfaces = {{9, 0, 0, 0, 0, {{0x81, UsbTransfer::interrupt, 4}}, {}}};
    plug(std::make_shared<EmulatedDevice>(hub), "");
}

UsbTestBed::~UsbTestBed() {
    for (const auto& [device, socket] : plugged_) {
        poll_as_file(*device);
        umockdev_testbed_detach_ioctl(testbed_.get(), socket->node.c_str(), nullptr);
    }
}

std::shared_ptr<EmulatedDevice> UsbTestBed::plug(UsbDevice info, const std::string& port) {
    auto device = std::make_shared<EmulatedDevice>(std::move(info));
    plug(device, port);
    return device;
}

void UsbTestBed::plug(const std::shared_ptr<EmulatedDevice>& device, const std::string& port) {
    const unsigned address = addresses_;
    addresses_ = addresses_ == addresses_max ? 2 : static_cast<std::uint8_t>(addresses_ + 1);
    device->place(1, static_cast<std::uint8_t>(address), port);
    const std::string path = port.empty() ? root_hub : std::string{root_hub} + "/" + port;
    const std::string node = "bus/usb/001/" + three_digits(address);
    auto socket = std::make_unique<Socket>(Socket{device, nullptr, "/sys" + path, "/dev/" + node});
    socket->handler.reset(umockdev_ioctl_base_new());
    g_signal_connect(
        socket->handler.get(), "handle-ioctl", G_CALLBACK(&UsbTestBed::handle), device.get()
    );
    GError* error = nullptr;
    // Before the device is there, so that whoever hears of it finds it answering.
    if (!umockdev_testbed_attach_ioctl(
            testbed_.get(), socket->node.c_str(), socket->handler.get(), &error
        )) {
        throw std::runtime_error{error->message};
    }
    const std::string text =
        "P: " + path + "\nN: " + node + "\nE: DEVNAME=/dev/" + node
        + "\nE: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\nE: BUSNUM=001\nE: DEVNUM="
        + three_digits(address) + "\nA: busnum=1\\n\nA: devnum=" + std::to_string(address)
        + "\\n\nA: speed=12\\n\nA: bConfigurationValue=1\\n\nH: descriptors="
        + hex(device->descriptors()) + "\n\n";
    poll_as_usbfs(*device); // before udev is told, which this does too:
    if (!umockdev_testbed_add_from_string(testbed_.get(), text.c_str(), &error)) {
        throw std::runtime_error{error->message};
    }
    plugged_[device.get()] = std::move(socket);
}

void UsbTestBed::bind_hid(
    const EmulatedDevice& device, std::uint8_t interface, const Bytes& descriptor
) {
    const std::string path = plugged_.at(&device)->path.substr(std::string_view{"/sys"}.size())
                             + "/" + device.info().port + ":1." + std::to_string(interface);
    const std::string text =
        "P: " + path + "\nE: DEVTYPE=usb_interface\nE: SUBSYSTEM=usb\n\nP: " + path
        + "/0003:1234:0202." + three_digits(++bound_)
        + "\nE: SUBSYSTEM=hid\nH: report_descriptor=" + hex(descriptor) + "\n\n";
    GError* error = nullptr;
    if (!umockdev_testbed_add_from_string(testbed_.get(), text.c_str(), &error)) {
        throw std::runtime_error{error->message};
    }
}

void UsbTestBed::unplug(const EmulatedDevice& device) {
    const auto node = plugged_.extract(&device);
    const Socket& socket = *node.mapped();
    socket.device->vanish();
    poll_as_file(*socket.device);
    umockdev_testbed_uevent(testbed_.get(), socket.path.c_str(), "remove");
    umockdev_testbed_remove_device(testbed_.get(), socket.path.c_str());
    umockdev_testbed_detach_ioctl(testbed_.get(), socket.node.c_str(), nullptr);
}

void UsbTestBed::forbid(const EmulatedDevice& device) {
    set_mode(device, 0);
    constexpr uid_t nobody = 65534;
    if (geteuid() == 0 && seteuid(nobody) == 0) { // root may open everything
        was_root_ = true;
    }
}

void UsbTestBed::allow(const EmulatedDevice& device) {
    if (was_root_) {
        was_root_ = seteuid(0) != 0;
    }
    constexpr mode_t all = 0666;
    set_mode(device, all);
}

void UsbTestBed::set_mode(const EmulatedDevice& device, mode_t mode) {
    const std::unique_ptr<gchar, decltype(&g_free)> root{
        umockdev_testbed_get_root_dir(testbed_.get()), &g_free};
    const std::string path{root.get()};
    const std::string& node = plugged_.at(&device)->node;
    // umockdev goes to its socket even where opening failed, and ends the program if it may not.
    constexpr mode_t all = 0777;
    for (const std::string& way : {path, path + "/ioctl", path + "/ioctl" + node}) {
        static_cast<void>(chmod(way.c_str(), all));
    }
    if (chmod((path + node).c_str(), mode) != 0) {
        throw std::runtime_error{"cannot change the rights of " + path + node};
    }
}

gboolean UsbTestBed::handle(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer device) {
    // Asker and bed are one process, so that the argument is a pointer we may follow.
    const UMockdevIoctlData& data = *umockdev_ioctl_client_get_arg(client);
    void* const argument = *static_cast<void**>(static_cast<void*>(data.data));
    const IoctlAnswer answer = static_cast<EmulatedDevice*>(device)->ioctl(
        client, umockdev_ioctl_client_get_request(client), argument
    );
    umockdev_ioctl_client_complete(client, answer.result, answer.error);
    return TRUE;
}

UsbDevice keyboard_scanner() {
    return plugged_keyboard(0, "USB Barcode Scanner", {});
}

UsbDevice pos_scanner() {
    const Bytes descriptor = pos_descriptor();
    UsbDevice device;
    device.vendor = 0x0C2E;
    device.product = 0x0B8F;
    device.maker = "Honeywell";
    device.name = "Voyager 1400g";
    device.serial = "18012B4471";
    device.interfaces = {
        {3,
         0,
         0,
         0,
         0,
         {{0x81, UsbTransfer::interrupt, 64}},
         {9, 0x21, 0x11, 1, 0, 1, 0x22, static_cast<std::uint8_t>(descriptor.size()), 0}}};
    return device;
}

UsbDevice serial_scanner() {
    UsbDevice device;
    device.vendor = 0x1EAB;
    device.product = 0x1D06;
    device.name = "Newland CDC";
    device.interfaces = {
        {2,
         2,
         1,
         0,
         0,
         {{0x83, UsbTransfer::interrupt, 16}},
         {5, 0x24, 0, 0x10, 1, 4, 0x24, 2, 2, 5, 0x24, 6, 0, 1}},
        {10, 0, 0, 1, 0, {{0x82, UsbTransfer::bulk, 64}, {0x02, UsbTransfer::bulk, 64}}, {}}};
    return device;
}

UsbDevice epson_printer() {
    UsbDevice device = plugged_printer(0, "TM-T20", {});
    device.maker = "EPSON";
    device.serial = "J5KF012";
    return device;
}

} // namespace ocop::devices::testing

/// In front of the C library's, for umockdev, which ends the program when it cannot tell of a
/// device at once: a listener has room for ten that it has not yet heard of, and may be slow. On a
/// real machine netlink has room for thousands.
extern "C" ssize_t sendmsg(int socket, const msghdr* message, int flags) {
    using Send = ssize_t(int, const msghdr*, int);
    static auto* const system_send = reinterpret_cast<Send*>(::dlsym(RTLD_NEXT, "sendmsg"));
    ssize_t sent = system_send(socket, message, flags);
    constexpr int patience_ms = 20'000;
    pollfd room{socket, POLLOUT, 0};
    while (sent < 0 && errno == EAGAIN && message->msg_name != nullptr
           && ::poll(&room, 1, patience_ms) == 1) {
        sent = system_send(socket, message, flags);
    }
    return sent;
}
