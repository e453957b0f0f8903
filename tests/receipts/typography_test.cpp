#include "receipts/typography.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace ocop::receipts {
namespace {

TEST(Clean, JoinsLettersThatCameInParts) {
    EXPECT_EQ(clean("Nu\u031B\u01A1\u0301c ma\u0306\u0301m"), "N\u01B0\u1EDBc m\u1EAFm");
    EXPECT_EQ(clean("Tie\u0302\u0301ng Vie\u0323\u0302t"), "Tiếng Việt");
}

TEST(Clean, LeavesNoControlByte) {
    using namespace std::string_view_literals;
    const std::string text = clean("a\x1B\x40\nb\x10\x14\x01\x00\x01 c\x7F\xC2\x9B"
                                   "d\t"sv);
    for (const char byte : text) {
        EXPECT_GE(static_cast<unsigned char>(byte), 0x20U);
        EXPECT_NE(byte, '\x7F');
    }
    EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
}

TEST(Clean, DropsMarksThatTurnTheDirectionOfText) {
    EXPECT_EQ(clean("syl\u00ADlable"), "syllable");
    EXPECT_EQ(clean("a\u202Eb\u2066c\u200Fd\u200Be\uFEFF"), "abcde");
}

TEST(Clean, ReplacesBrokenUtf8) {
    EXPECT_EQ(
        clean("a\xFF"
              "b"),
        "a\uFFFDb"
    );
    EXPECT_EQ(clean("\xE1\xBA"), "\uFFFD\uFFFD");
}

TEST(Columns, CountsWhatStandsOnALine) {
    EXPECT_EQ(columns("Mắm cá"), 6);
    EXPECT_EQ(columns("茶"), 2);
    EXPECT_EQ(columns("★★★★"), 4);
    EXPECT_EQ(columns(""), 0);
}

TEST(Wrap, BreaksBetweenSyllablesAlone) {
    const auto lines = wrap("Rượu đảng sâm Tây Giang chưng cất truyền thống", 12);
    std::string joined;
    for (const auto& line : lines) {
        EXPECT_LE(columns(line), 12);
        joined += (joined.empty() ? "" : " ") + line;
    }
    EXPECT_EQ(joined, "Rượu đảng sâm Tây Giang chưng cất truyền thống");
}

TEST(Wrap, FillsALineToItsLastColumn) {
    EXPECT_EQ(wrap("một hai", 7), (std::vector<std::string>{"một hai"}));
    EXPECT_EQ(wrap("một hai", 6), (std::vector<std::string>{"một", "hai"}));
}

TEST(Wrap, LeavesNoShortWordAloneOnTheLastLine) {
    EXPECT_EQ(
        wrap("Hai trăm bảy mươi mốt nghìn đồng", 28),
        (std::vector<std::string>{"Hai trăm bảy mươi mốt", "nghìn đồng"})
    );
    EXPECT_EQ(
        wrap("Tiêu Tiên Phước ★★★★", 16), (std::vector<std::string>{"Tiêu Tiên", "Phước ★★★★"})
    );
}

TEST(Wrap, TakesANumberAlongWithItsUnit) {
    EXPECT_EQ(
        wrap("Rượu chai sứ 750 ml ★★★★★", 20),
        (std::vector<std::string>{"Rượu chai sứ", "750 ml ★★★★★"})
    );
}

TEST(Wrap, LetsAWordStandAloneThatCan) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(wrap("Xem tại hoadon.vn", 12), (Lines{"Xem tại", "hoadon.vn"}));
    EXPECT_EQ(wrap("HTX Nước mắm Cửa Khe (P-01)", 21), (Lines{"HTX Nước mắm Cửa Khe", "(P-01)"}));
    EXPECT_EQ(wrap("một hai bê xanhh", 10), (Lines{"một hai bê", "xanhh"})); // half a line
    EXPECT_EQ(wrap("từ một hai – ba", 12), (Lines{"từ một hai –", "ba"}));
    EXPECT_EQ(wrap("Không chịu thuế", 10), (Lines{"Không chịu", "thuế"}));   // or "Không" would
    EXPECT_EQ(wrap("a b nghiêng xanh", 11), (Lines{"a b nghiêng", "xanh"})); // too long for it
}

TEST(Wrap, CutsAWordThatIsLongerThanALine) {
    EXPECT_EQ(wrap("ắắắắắắắ", 3), (std::vector<std::string>{"ắắắ", "ắắắ", "ắ"}));
    EXPECT_EQ(wrap("a ắắắắ b", 3), (std::vector<std::string>{"a", "ắắắ", "ắ b"}));
}

TEST(Wrap, MeasuresLettersThatAreNotEquallyWide) {
    using Lines = std::vector<std::string>;
    const TextMeasure measure = [](std::string_view text) {
        return std::accumulate(text.begin(), text.end(), 0.0, [](double sum, char letter) {
            return sum + (letter == 'm' ? 1.5 : letter == ' ' ? 0.5 : 1);
        });
    };
    EXPECT_EQ(wrap("mm a b", 5.5, measure, LongWord::broken), (Lines{"mm a", "b"}));
    EXPECT_EQ(wrap("mmmmm a", 4.5, measure, LongWord::broken), (Lines{"mmm", "mm a"}));
    EXPECT_EQ(wrap("a mmmmm a", 4.5, measure, LongWord::whole), (Lines{"a", "mmmmm", "a"}));
}

TEST(Wrap, KeepsTogetherWhatAHardSpaceJoins) {
    using Lines = std::vector<std::string>;
    const std::string text = std::string{"a b"} + hard_space + "c d";
    EXPECT_EQ(wrap(text, 3), (Lines{"a", "b c", "d"}));
    EXPECT_EQ(wrap(text, 5), (Lines{"a b c", "d"})); // "d" gets no company of it
    EXPECT_EQ(wrap("a bb" + std::string(1, hard_space) + "c", 4), (Lines{"a", "bb c"}));
}

TEST(Wrap, GivesOneLineForNothing) {
    EXPECT_EQ(wrap("", 10), (std::vector<std::string>{""}));
    EXPECT_EQ(wrap("   ", 10), (std::vector<std::string>{""}));
}

} // namespace
} // namespace ocop::receipts
