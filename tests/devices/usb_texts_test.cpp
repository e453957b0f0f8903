#include "devices/usb_texts.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ocop::devices {
namespace {

using Bytes = std::vector<std::uint8_t>;

TEST(UsbTexts, ReadsALetterOfEachLength) {
    EXPECT_EQ(usb_text(Bytes{10, 3, 'P', 0, 0xE9, 0x00, 0xC7, 0x1E, 0x3C, 0xD8}), "Péệ?");
    EXPECT_EQ(usb_text(Bytes{6, 3, 0x3D, 0xD8, 0xA8, 0xDD}), "\xF0\x9F\x96\xA8");
}

TEST(UsbTexts, TakesNoMoreThanCameAndTrimsPadding) {
    EXPECT_EQ(usb_text(Bytes{200, 3, 'P', 0, 'O', 0, 'S', 0}), "POS") << "the length lies";
    EXPECT_EQ(usb_text(Bytes{12, 3, ' ', 0, 'P', 0, 'T', 0, ' ', 0, 0, 0}), "PT");
    EXPECT_EQ(usb_text(Bytes{7, 3, 'P', 0, 'T', 0, 'x'}), "PT") << "half a letter";
    EXPECT_EQ(usb_text(Bytes{8, 3, 'P', 0, 7, 0, 'T', 0}), "P?T") << "a bell is no letter";
    EXPECT_EQ(usb_text(Bytes{}), "");
    EXPECT_EQ(usb_text(Bytes{4, 2, 'P', 0}), "") << "no text descriptor";
}

TEST(UsbTexts, AskInTheFirstLanguageTheDeviceHas) {
    EXPECT_EQ(usb_language(Bytes{6, 3, 0x04, 0x08, 0x09, 0x04}), 0x0804);
    EXPECT_EQ(usb_language(Bytes{2, 3}), 0x0409);
    EXPECT_EQ(usb_language(Bytes{}), 0x0409);
}

} // namespace
} // namespace ocop::devices
