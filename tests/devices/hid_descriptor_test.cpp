#include "devices/hid_descriptor.hpp"
#include "tests/devices/scanner_bytes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ocop::devices {
namespace {

using testing::Bytes;
using Kind = HidField::Kind;

constexpr HidUsage scanner = 0x8C0002;

TEST(HidDescriptor, FindsTheFieldsOfABarCodeScanner) {
    const auto fields = hid_fields(testing::pos_descriptor());
    const std::vector<HidField> wanted{
        {Kind::input, 2, 0x0001003B, scanner, 0, 8, 1, false},
        {Kind::input, 2, 0x8C00FB, scanner, 8, 8, 1, false},
        {Kind::input, 2, 0x8C00FC, scanner, 16, 8, 1, false},
        {Kind::input, 2, 0x8C00FD, scanner, 24, 8, 1, false},
        {Kind::input, 2, 0x8C00FE, scanner, 32, 8, 56, false},
        {Kind::input, 2, 0xFF660004, scanner, 480, 8, 2, false},
        {Kind::input, 2, 0x8C00FF, scanner, 496, 1, 1, false},
        {Kind::input, 2, 0, scanner, 497, 7, 1, true},
        {Kind::feature, 0xFE, 0xFF660001, scanner, 0, 8, 1, false}};
    EXPECT_EQ(fields, wanted);
}

TEST(HidDescriptor, FindsTheFieldsOfAKeyboard) {
    const Bytes keyboard{0x05, 0x01, 0x09, 0x06, 0xA1, 0x01,             // desktop, keyboard
                         0x05, 0x07, 0x19, 0xE0, 0x29, 0xE7,             // modifiers
                         0x75, 0x01, 0x95, 0x08, 0x81, 0x02,             // eight bits
                         0x95, 0x01, 0x75, 0x08, 0x81, 0x01,             // a byte of padding
                         0x95, 0x06, 0x19, 0x00, 0x29, 0x65, 0x81, 0x00, // six keys, an array
                         0xC0};
    const auto fields = hid_fields(keyboard);
    ASSERT_EQ(fields.size(), 10U);
    EXPECT_EQ(fields[0].usage, 0x000700E0U);
    EXPECT_EQ(fields[7].usage, 0x000700E7U);
    EXPECT_EQ(fields[7].bit, 7U);
    EXPECT_TRUE(fields[8].is_constant);
    EXPECT_EQ(fields[9].count, 6);
    EXPECT_EQ(fields[9].bit, 16U);
    EXPECT_EQ(fields[9].application, 0x00010006U);
}

TEST(HidDescriptor, KeepsWhatWasPushedAndGoesOverLongItems) {
    const Bytes bytes{0x05, 0x8C, 0x75, 0x08, 0x95, 0x02, // a page, two bytes
                      0xA4, 0x05, 0x01, 0x95, 0x04,       // pushed; another page, four bytes
                      0xB4,                               // popped
                      0xFE, 0x02, 0x10, 0x81, 0x02,       // a long item that looks like an input
                      0x09, 0xFE, 0x81, 0x02};
    const auto fields = hid_fields(bytes);
    ASSERT_EQ(fields.size(), 1U);
    EXPECT_EQ(fields[0].usage, 0x8C00FEU);
    EXPECT_EQ(fields[0].count, 2);
}

TEST(HidDescriptor, EndsWhereItIsCut) {
    const Bytes whole = testing::pos_descriptor();
    std::size_t last = 0;
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const auto fields = hid_fields(std::span{whole}.first(size));
        EXPECT_GE(fields.size(), last);
        last = fields.size();
    }
    EXPECT_EQ(last, 9U);
}

TEST(HidDescriptor, IsNoLongerThanItsLimitsWhateverItSays) {
    // 65,535 usages, a value each; then reports of impossible sizes.
    const Bytes bytes{0x05, 0x8C, 0x1A, 0x00, 0x00, 0x2A, 0xFF, 0xFF, 0x75, 0x01,
                      0x96, 0xFF, 0xFF, 0x81, 0x02, 0x77, 0xFF, 0xFF, 0xFF, 0xFF,
                      0x97, 0xFF, 0xFF, 0xFF, 0xFF, 0x09, 0x01, 0x81, 0x02};
    EXPECT_EQ(hid_fields(bytes).size(), hid_fields_max);
    Bytes endless;
    for (int i = 0; i < 5000; ++i) {
        endless.insert(endless.end(), {0xA1, 0x01, 0xA4, 0x09, 0x01});
    }
    EXPECT_TRUE(hid_fields(endless).empty());
}

} // namespace
} // namespace ocop::devices
