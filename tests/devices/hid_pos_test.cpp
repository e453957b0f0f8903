#include "devices/hid_pos.hpp"
#include "tests/devices/scanner_bytes.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ocop::devices {
namespace {

using testing::Bytes;
using testing::plain_pos_report;
using testing::pos_report;

std::optional<HidPosLayout> described() {
    return hid_pos_layout(hid_fields(testing::pos_descriptor()));
}

TEST(HidPos, TakesTheLayoutFromTheReportDescriptor) {
    const auto fields = hid_fields(testing::pos_descriptor());
    EXPECT_TRUE(is_hid_pos(fields));
    EXPECT_EQ(hid_pos_layout(fields), (HidPosLayout{2, 1, 2, 5, 56, 63, 1}));
    EXPECT_FALSE(is_hid_pos(hid_fields(Bytes{0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0xC0})));
    EXPECT_FALSE(hid_pos_layout({}));
}

TEST(HidPos, TakesALayoutOfItsOwnWithoutReportIds) {
    // Four bytes of data, then the count behind them.
    const Bytes descriptor{0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x75, 0x08, 0x95, 0x04, 0x09, 0xFE,
                           0x81, 0x02, 0x95, 0x01, 0x05, 0x01, 0x09, 0x3B, 0x81, 0x02, 0xC0};
    HidPosDecoder decoder{hid_pos_layout(hid_fields(descriptor))};
    EXPECT_EQ(decoder.take(Bytes{'1', '2', '3', 0, 3}), "123");
}

class HidPosByLayout : public ::testing::TestWithParam<bool> {
protected:
    HidPosDecoder decoder_{GetParam() ? described() : std::nullopt};
};

TEST_P(HidPosByLayout, PutsTheAimIdentifierInFront) {
    EXPECT_EQ(decoder_.take(pos_report("]E0", "8934563138165")), "]E08934563138165");
    EXPECT_EQ(decoder_.take(pos_report("]d2", "0108934563138165\x1D")), "]d20108934563138165\x1D");
}

TEST_P(HidPosByLayout, JoinsReportsUntilTheLast) {
    const std::string first(56, '1');
    EXPECT_FALSE(decoder_.take(pos_report("]Q1", first, true)));
    EXPECT_FALSE(decoder_.take(pos_report("]Q1", first, true)));
    EXPECT_EQ(decoder_.take(pos_report("]Q1", "end")), "]Q1" + first + first + "end");
    EXPECT_EQ(decoder_.take(pos_report("]E0", "8934563138165")), "]E08934563138165");
}

TEST_P(HidPosByLayout, DropsALineEndAndWhatIsEmpty) {
    EXPECT_EQ(decoder_.take(pos_report("]E0", "8934563138165\r\n")), "]E08934563138165");
    EXPECT_FALSE(decoder_.take(pos_report("]E0", "")));
    EXPECT_FALSE(decoder_.take(Bytes{}));
}

TEST_P(HidPosByLayout, DropsReportsOfOtherIdsAndOnesThatLie) {
    Bytes other = pos_report("]E0", "8934563138165");
    other[0] = 3;
    EXPECT_FALSE(decoder_.take(other));
    Bytes lying = pos_report("]E0", "8934563138165");
    lying[1] = 200;
    EXPECT_FALSE(decoder_.take(lying));
    for (std::size_t size = 0; size < 18; ++size) {
        Bytes cut = pos_report("]E0", "8934563138165");
        cut.resize(size);
        EXPECT_FALSE(decoder_.take(cut)) << size;
    }
}

TEST_P(HidPosByLayout, DropsACodeThatMissesAPart) {
    EXPECT_FALSE(decoder_.take(pos_report("]Q1", std::string(56, '1'), true)));
    Bytes lying = pos_report("]Q1", "2");
    lying[1] = 200;
    EXPECT_FALSE(decoder_.take(lying));
    EXPECT_EQ(decoder_.take(pos_report("]Q1", "end")), "]Q1end") << "the next one is not glued on";
}

TEST_P(HidPosByLayout, DropsACodeWhoseEndNeverComes) {
    EXPECT_FALSE(decoder_.take(pos_report("]Q1", std::string(56, '1'), true)));
    EXPECT_FALSE(decoder_.silence()) << "half a code is none";
    EXPECT_EQ(decoder_.take(pos_report("]Q1", "end")), "]Q1end") << "the next one is not glued on";
}

TEST_P(HidPosByLayout, DropsACodeThatIsTooLongWhole) {
    const std::string part(56, '1');
    for (int i = 0; i < 200; ++i) {
        EXPECT_FALSE(decoder_.take(pos_report("]Q1", part, true)));
    }
    EXPECT_FALSE(decoder_.take(pos_report("]Q1", part)));
    EXPECT_EQ(decoder_.take(pos_report("]E0", "8934563138165")), "]E08934563138165");
}

INSTANTIATE_TEST_SUITE_P(
    DescribedOrGuessed,
    HidPosByLayout,
    ::testing::Bool(),
    [](const auto& described) { return described.param ? "Described" : "Guessed"; }
);

TEST(HidPos, GuessesTheLayoutWithoutAim) {
    HidPosDecoder decoder{std::nullopt};
    EXPECT_EQ(decoder.take(plain_pos_report("8934563138165")), "8934563138165");
    EXPECT_FALSE(decoder.take(plain_pos_report(std::string(56, 'a'), true)));
    EXPECT_EQ(decoder.take(plain_pos_report("b")), std::string(56, 'a') + "b");
    EXPECT_EQ(decoder.take(plain_pos_report("]E08934563138165")), "]E08934563138165")
        << "the scanner puts it into the data";
}

TEST(HidPos, GuessesAnAimIdentifierThatStandsOneLater) {
    Bytes report(64);
    report[0] = 2;
    const std::string text = "]E08934563138165";
    report[1] = 13;
    std::copy(text.begin(), text.end(), report.begin() + 3);
    HidPosDecoder decoder{std::nullopt};
    EXPECT_EQ(decoder.take(report), "]E08934563138165");
}

TEST(HidPos, SaysTheAimIdentifierOnceWhereTheDataHasItToo) {
    HidPosDecoder decoder{described()};
    EXPECT_EQ(decoder.take(pos_report("]E0", "]E08934563138165")), "]E08934563138165");
}

} // namespace
} // namespace ocop::devices
