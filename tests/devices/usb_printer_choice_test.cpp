#include "devices/usb_printer_choice.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ocop::devices {
namespace {

const UsbEndpoint out{0x01, UsbTransfer::bulk, 64};
const UsbEndpoint in{0x81, UsbTransfer::bulk, 64};

UsbDevice
device(std::uint16_t vendor, std::uint16_t product, std::vector<UsbInterface> interfaces) {
    UsbDevice one;
    one.vendor = vendor;
    one.product = product;
    one.interfaces = std::move(interfaces);
    return one;
}

PrinterAddress address(const char* text) {
    return *parse_printer_address(text);
}

TEST(UsbPrinterChoice, PrefersBothWaysToOneAndThePrinterClassToAnyOther) {
    const UsbInterface vendor{0xFF, 0, 0, 0, 0, {out}, {}};
    const UsbInterface one_way{7, 1, 1, 1, 0, {out}, {}};
    const UsbInterface both_ways{7, 1, 2, 1, 1, {out, in}, {}};
    const UsbInterface ipp{7, 1, 4, 1, 2, {out, in}, {}};
    const UsbInterface no_out{7, 1, 2, 2, 0, {in}, {}};
    const auto found = printing_interface(
        device(0x1FC9, 0x2016, {vendor, no_out, ipp, one_way, both_ways}), false
    );
    EXPECT_EQ(found, both_ways);
    EXPECT_EQ(printing_interface(device(0x1FC9, 0x2016, {vendor, one_way}), true), one_way);
    EXPECT_FALSE(printing_interface(device(0x1FC9, 0x2016, {ipp, no_out}), true));
}

TEST(UsbPrinterChoice, TakesAMakersOwnClassOnlyWhereItIsKnownOrChosen) {
    const UsbInterface vendor{0xFF, 0, 0, 0, 0, {out}, {}};
    EXPECT_FALSE(printing_interface(device(0x0416, 0x5011, {vendor}), false))
        << "a chip maker's number is shared with other gadgets";
    EXPECT_TRUE(printing_interface(device(0x0416, 0x5011, {vendor}), true));
    EXPECT_TRUE(printing_interface(device(0x04B8, 0x0202, {vendor}), false));
    const UsbInterface storage{8, 6, 80, 0, 0, {out, in}, {}};
    EXPECT_FALSE(printing_interface(device(0x0416, 0x5011, {storage}), true));
}

TEST(UsbPrinterChoice, FindsTheFirstOrTheOneThatIsMeant) {
    const UsbInterface both_ways{7, 1, 2, 0, 0, {out, in}, {}};
    std::vector<UsbDevice> devices{
        device(0x0C2E, 0x0200, {UsbInterface{3, 1, 1, 0, 0, {}, {}}}),
        device(0x0416, 0x5011, {both_ways}),
        device(0x0416, 0x5011, {both_ways}),
        device(0x04B8, 0x0E15, {both_ways})};
    devices[1].port = "1-1";
    devices[2].port = "1-2";
    devices[3].port = "1-3";
    devices[3].serial = "J5/KF";
    const auto port = [&](const char* text) {
        const auto found = choose_printer(devices, address(text));
        return found ? found->port : "none";
    };
    EXPECT_EQ(port("usb"), "1-1");
    EXPECT_EQ(port("usb:04b8:0e15"), "1-3");
    EXPECT_EQ(port("usb:0416:5011@1-2"), "1-2") << "told apart by the port alone";
    EXPECT_EQ(port("usb:0416:5011@1-9"), "1-1") << "moved to another port";
    EXPECT_EQ(port("usb:04b8:0e15:J5_KF@1-1"), "1-3") << "as id_of() writes it";
    EXPECT_EQ(port("usb:04b8:0e15:J6"), "none");
    EXPECT_EQ(port("usb:04b8:0e28"), "none");
    EXPECT_EQ(port("usb:0c2e:0200"), "none");
    EXPECT_FALSE(choose_printer({}, address("usb")));
}

TEST(UsbPrinterChoice, TakesByItselfTheOnlyPrinterAndNoneOfSeveral) {
    const UsbInterface both_ways{7, 1, 2, 0, 0, {out, in}, {}};
    std::vector<UsbDevice> devices{device(0x0C2E, 0x0200, {UsbInterface{3, 1, 1, 0, 0, {}, {}}})};
    EXPECT_FALSE(choose_printer(devices, address("auto")));
    devices.push_back(device(0x0416, 0x5011, {both_ways}));
    EXPECT_EQ(choose_printer(devices, address("auto")), devices[1]);
    devices.push_back(device(0x04B8, 0x0E15, {both_ways}));
    EXPECT_FALSE(choose_printer(devices, address("auto"))) << "which of them is for people to say";
    EXPECT_TRUE(choose_printer(devices, address("usb")));
    EXPECT_EQ(usb_printers(devices).size(), 2U);
}

} // namespace
} // namespace ocop::devices
