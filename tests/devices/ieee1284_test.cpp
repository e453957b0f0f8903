#include "devices/ieee1284.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ocop::devices {
namespace {

DeviceId parse(std::size_t length, std::string_view text) {
    std::vector<std::uint8_t> bytes{
        static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length & 0xFFU)};
    bytes.insert(bytes.end(), text.begin(), text.end());
    return parse_device_id(bytes);
}

constexpr std::string_view epson = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20;SN:J6XF001;";
const DeviceId told{"EPSON", "TM-T20", "ESC/POS", "J6XF001"};

TEST(DeviceIdTest, ReadsShortKeys) {
    EXPECT_EQ(parse(epson.size() + 2, epson), told);
}

TEST(DeviceIdTest, ReadsLongKeysInAnyCaseWithBlanksAround) {
    constexpr std::string_view text =
        " manufacturer : EPSON ;Command Set:ESC/POS;MODEL:TM-T20; SERN:J6XF001";
    EXPECT_EQ(parse(text.size() + 2, text), told);
}

TEST(DeviceIdTest, ReadsWhatArrivedWhereTheLengthIsWrong) {
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, std::size_t{0xFFFF}, epson.size(), epson.size() << 8U}) {
        EXPECT_EQ(parse(length, epson), told) << length;
    }
}

TEST(DeviceIdTest, LeavesWhatStandsBehindTheLength) {
    const std::string text = std::string{epson} + "MFG:X;junk:junk;SERIALNUMBER:2;";
    EXPECT_EQ(parse(epson.size() + 2, text), told);
    EXPECT_EQ(parse(text.size() + 2, std::string{epson} + '\0' + "MFG:X;"), told);
}

TEST(DeviceIdTest, TakesTheFirstOfAKeyAndPassesOverPairsThatAreNone) {
    constexpr std::string_view text = "nonsense;;:;MFG:A;MFG:B;MDL:x:y;";
    const DeviceId id = parse(text.size() + 2, text);
    EXPECT_EQ(id.maker, "A");
    EXPECT_EQ(id.model, "x:y");
}

TEST(DeviceIdTest, TellsNothingOfNothing) {
    for (std::size_t size = 0; size <= 2; ++size) {
        EXPECT_EQ(parse_device_id(std::vector<std::uint8_t>(size, 0xFF)), DeviceId{});
    }
    EXPECT_EQ(parse(2000, std::string(5000, ';')), DeviceId{});
}

TEST(DeviceIdTest, ShowsBytesThatAreNoTextAsQuestionMarks) {
    constexpr std::string_view text = "MFG:P\xE9\x01S;";
    EXPECT_EQ(parse(text.size() + 2, text).maker, "P??S");
}

} // namespace
} // namespace ocop::devices
