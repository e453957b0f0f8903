#include "devices/device_choice.hpp"
#include "pos/compose/device_settings.hpp"
#include "tests/devices/plugged.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ocop::compose {
namespace {

using devices::UsbDevice;
using devices::testing::plugged_keyboard;
using devices::testing::plugged_printer;
using devices::testing::plugged_scanner;

const UsbDevice voyager = plugged_scanner(1, "Voyager", "1-1");
const UsbDevice second = plugged_scanner(2, "Voyager", "1-2");
const UsbDevice cheap = plugged_keyboard(3, "Barcode", "1-3");
const UsbDevice keys = plugged_keyboard(4, "Keyboard", "1-4");
const std::vector<UsbDevice> all{voyager, second, cheap, keys};

std::string with(const std::string& before, const UsbDevice& device) {
    return to_string(with_scanner(*parse_scanner_choice(before), device, all));
}

std::string without(const std::string& before, const UsbDevice& device) {
    return to_string(without_scanner(*parse_scanner_choice(before), device, all));
}

TEST(DeviceSettings, AKeyboardIsAddedByItsPortBesideWhatIsRecognised) {
    EXPECT_EQ(with("auto", cheap), "auto 0416:c141@1-3");
    EXPECT_EQ(with("auto 0416:c141@1-3", cheap), "auto 0416:c141@1-3") << "once is enough";
    EXPECT_EQ(with("auto 0416:c141@1-3", keys), "auto 0416:c141@1-3 0416:c141@1-4");
    EXPECT_EQ(with("off", cheap), "0416:c141@1-3");
}

TEST(DeviceSettings, WhatIsGivenBackIsAloneInThat) {
    EXPECT_EQ(without("auto 0416:c141@1-3", cheap), "auto");
    EXPECT_EQ(without("auto 0416:c141@1-3", voyager), "0416:c141@1-3 0c2e:0b8f@1-2");
    EXPECT_EQ(without("0416:c141@1-3", cheap), "off");
    EXPECT_EQ(without("layout:fr auto 0416:c141@1-3", cheap), "layout:fr auto");
    EXPECT_EQ(without("auto 05e0:1200@1-9", cheap), "auto 05e0:1200@1-9")
        << "one that is not plugged in stays chosen";
}

TEST(DeviceSettings, UsingAllThatAreRecognisedIsRecognisingAgain) {
    const std::string one_left = without("auto 0416:c141@1-3", voyager);
    EXPECT_EQ(with(one_left, voyager), "auto 0416:c141@1-3");
    const std::string none_left = without(without("auto", voyager), second);
    EXPECT_EQ(none_left, "off");
    EXPECT_EQ(with(none_left, second), "0c2e:0b8f@1-2") << "not yet all";
    EXPECT_EQ(with(with(none_left, second), voyager), "auto");
}

TEST(DeviceSettings, GivesAPrinterAnAddressThatFindsItAgain) {
    UsbDevice epson = plugged_printer(5, "TM-T20", "1-5");
    epson.serial = "J5 KF/012";
    const UsbDevice twin = plugged_printer(6, "TM-T20", "1-6");
    const std::vector<UsbDevice> printers{twin, epson};
    const PrinterAddress address = address_of(epson);
    EXPECT_EQ(to_string(address), "usb:04b8:0e15:J5_KF_012@1-5");
    EXPECT_TRUE(is_printer_of(address, epson, printers));
    EXPECT_FALSE(is_printer_of(address, twin, printers));
    EXPECT_TRUE(is_printer_of(address_of(twin), twin, printers));
    EXPECT_FALSE(is_printer_of(*parse_printer_address("folder"), twin, printers));
    EXPECT_TRUE(is_printer_of(*parse_printer_address("usb"), twin, printers)) << "the first";
}

} // namespace
} // namespace ocop::compose
