#include "pos/core/scanner_choice.hpp"
#include "pos/core/settings.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

TEST(ScannerChoices, AreReadAsTheyAreWritten) {
    for (const char* text :
         {"auto",
          "off",
          "0416:c141",
          "0416:c141:AB_12@1-2.4",
          "auto 0416:c141@1-2",
          "0416:c141@1-2 0416:c141@1-3",
          "layout:fr auto",
          "layout:de auto 0416:c141",
          "layout:fr 0416:c141"}) {
        const auto choice = parse_scanner_choice(text);
        ASSERT_TRUE(choice) << text;
        EXPECT_EQ(to_string(*choice), text);
    }
    EXPECT_EQ(parse_scanner_choice(""), ScannerChoice{});
    EXPECT_EQ(parse_scanner_choice(" auto "), ScannerChoice{});
    EXPECT_EQ(parse_scanner_choice("off"), (ScannerChoice{false, {}}));
    EXPECT_EQ(parse_scanner_choice("layout:us"), ScannerChoice{});
    EXPECT_EQ(parse_scanner_choice("layout:fr")->layout, KeyboardLayout::fr);
    EXPECT_EQ(
        parse_scanner_choice("auto 0416:C141:AB@1-2"),
        (ScannerChoice{true, {{0x0416, 0xC141, "AB", "1-2"}}})
    );
}

TEST(ScannerChoices, RefuseWhatIsNone) {
    for (const char* bad :
         {"usb",
          "off 0416:c141",
          "0416",
          "0416:c14",
          "0416-c141",
          "0416:c141:",
          "0416:c141@",
          "xyzw:c141",
          "0416:c141AB",
          "0416:c141@usb",
          "0416:c141:a:b",
          "0416:c141 auto",
          "layout:",
          "layout:xx auto",
          "auto layout:fr"}) {
        EXPECT_FALSE(parse_scanner_choice(bad)) << bad;
    }
}

TEST(ScannerChoices, AreCheckedWhenTheyAreSet) {
    EXPECT_EQ(check_setting("scanner", "auto  0416:C141"), "auto 0416:c141");
    EXPECT_EQ(check_setting("scanner", ""), "");
    EXPECT_FALSE(check_setting("scanner", "the red one"));
}

} // namespace
} // namespace ocop
