#include "devices/usb.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <umockdev.h>

namespace ocop::devices {
namespace {

// A device descriptor, then a configuration with one interface (USB 2.0, 9.6).
constexpr const char* hub_descriptors = "12010002090001406B1D0200020503020101"
                                        "090219000101000000"
                                        "090400000109000000"
                                        "0705810304000C";
// Epson TM-T20: printer class 7/1/2 with an endpoint each way.
constexpr const char* printer_descriptors = "1201000200000040B804150E000101020301"
                                            "0902200001010 0C001"
                                            "090400000207010200"
                                            "07050102400000"
                                            "07058202400000";
// A cheap scanner that is a boot keyboard 3/1/1.
constexpr const char* keyboard_descriptors = "120110010000000816044 1C1000101020001"
                                             "09022200010100A032"
                                             "090400000103010100"
                                             "092111010001223F00"
                                             "0705810308000A";

std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
}

class UsbTest : public testing::Test {
protected:
    void add(const std::string& path, int device, const char* descriptors) {
        const std::string number = std::to_string(device);
        const std::string name = path.substr(path.rfind('/') + 1);
        const std::string text =
            "P: /devices/pci0000:00/0000:00:14.0/" + path + "\nN: bus/usb/001/00" + number
            + "\nE: DEVNAME=/dev/bus/usb/001/00" + number
            + "\nE: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\nE: BUSNUM=001\nE: DEVNUM=00" + number
            + "\nA: busnum=1\\n\nA: devnum=" + number
            + "\\n\nA: speed=12\\n\nA: bConfigurationValue=1\\n\nH: descriptors="
            + without_blanks(descriptors) + "\n\n";
        GError* error = nullptr;
        ASSERT_TRUE(umockdev_testbed_add_from_string(testbed.get(), text.c_str(), &error))
            << error->message;
    }

    struct Unref {
        void operator()(UMockdevTestbed* bed) const noexcept { g_object_unref(bed); }
    };

    std::unique_ptr<UMockdevTestbed, Unref> testbed{umockdev_testbed_new()};
};

TEST_F(UsbTest, FindsNothingOnABusWithoutDevices) {
    ASSERT_TRUE(umockdev_in_mock_environment());
    const auto devices = list_usb_devices();
    ASSERT_TRUE(devices) << devices.error().what;
    EXPECT_TRUE(devices->empty());
}

TEST_F(UsbTest, ListsPrintersAndKeyboardsButNoHubs) {
    add("usb1", 1, hub_descriptors);
    add("usb1/1-2", 3, keyboard_descriptors);
    add("usb1/1-1", 2, printer_descriptors);
    const auto devices = list_usb_devices();
    ASSERT_TRUE(devices) << devices.error().what;
    ASSERT_EQ(devices->size(), 2U);
    const UsbDevice& printer = (*devices)[0];
    EXPECT_EQ(printer.vendor, 0x04B8);
    EXPECT_EQ(printer.product, 0x0E15);
    EXPECT_EQ(printer.bus, 1);
    EXPECT_EQ(printer.address, 2);
    EXPECT_EQ(printer.kind, DeviceKind::printer);
    EXPECT_EQ(printer.interfaces, (std::vector<UsbInterface>{{7, 1, 2}}));
    EXPECT_EQ(printer.name, "") << "nobody answers for its texts here";
    const UsbDevice& keyboard = (*devices)[1];
    EXPECT_EQ(keyboard.vendor, 0x0416);
    EXPECT_EQ(keyboard.product, 0xC141);
    EXPECT_EQ(keyboard.kind, DeviceKind::keyboard);
}

TEST(DeviceKinds, AreToldByClassAndMaker) {
    const UsbInterface keyboard{3, 1, 1};
    const UsbInterface pos{3, 0, 0};
    const UsbInterface storage{8, 6, 80};
    const auto of = [](std::uint16_t vendor, std::vector<UsbInterface> interfaces) {
        return code(kind_of(vendor, interfaces));
    };
    EXPECT_EQ(of(0x1234, {storage, {7, 1, 2}}), "printer");
    EXPECT_EQ(of(0x0C2E, {keyboard}), "scanner");
    EXPECT_EQ(of(0x1EAB, {pos}), "scanner");
    EXPECT_EQ(of(0x1EAB, {storage}), "other");
    EXPECT_EQ(of(0x1234, {keyboard}), "keyboard");
    EXPECT_EQ(of(0x1234, {pos}), "other");
    EXPECT_EQ(of(0x1234, {}), "other");
}

} // namespace
} // namespace ocop::devices
