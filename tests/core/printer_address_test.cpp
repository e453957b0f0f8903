#include "pos/core/printer_address.hpp"
#include "pos/core/settings.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

using Kind = PrinterAddress::Kind;

TEST(PrinterAddressTest, ReadsEveryKindAndSaysItAsItWasRead) {
    for (const char* const text :
         {"",
          "auto",
          "folder",
          "usb",
          "usb:04b8:0e15",
          "usb:04b8:0e15:J6XF:001",
          "usb:04b8:0e15@1-2.3",
          "usb:0416:5011:0000@2-1",
          "tcp:192.168.1.50:9100",
          "tcp:may-in.local:9101",
          "tcp:[fd00::5]:9100",
          "cups:bill-1"}) {
        const auto address = parse_printer_address(text);
        ASSERT_TRUE(address) << text;
        EXPECT_EQ(to_string(*address), text);
    }
    const auto usb = parse_printer_address("usb:4B8:E15:S1@1-2");
    ASSERT_TRUE(usb && usb->device);
    EXPECT_EQ(*usb->device, (DeviceChoice{0x04B8, 0x0E15, "S1", "1-2"}));
    EXPECT_EQ(parse_printer_address("tcp:10.0.0.9")->tcp_port, 9100);
    EXPECT_EQ(parse_printer_address("tcp:[::1]")->host, "::1");
}

TEST(PrinterAddressTest, RefusesNonsense) {
    for (const char* const text :
         {"lp0",
          "usb:",
          "usb:04b8",
          "usb:04b8:",
          "usb:xyz1:0e15",
          "usb:04b80:0e15",
          "usb:04b8:0e15@",
          "usb:04b8:0e15@1 2",
          "usb:04b8:0e15:a b",
          "tcp:",
          "tcp::9100",
          "tcp:a:",
          "tcp:a:0",
          "tcp:a:65536",
          "tcp:a b",
          "tcp:-a",
          "tcp:[::1",
          "tcp:[::1]x",
          "tcp:a:9100:1",
          "cups:",
          "cups:-d",
          "cups:a b",
          "cups:a;b",
          "folder:x",
          "Folder"}) {
        EXPECT_FALSE(parse_printer_address(text)) << text;
    }
}

TEST(PrinterAddressTest, IsCheckedWhereTheSettingIsSet) {
    EXPECT_EQ(*check_setting("printer", "tcp:10.0.0.9"), "tcp:10.0.0.9:9100");
    EXPECT_EQ(*check_setting("printer", ""), "");
    const auto refused = check_setting("printer", "LPT1");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("usb"), std::string::npos);
}

} // namespace
} // namespace ocop
