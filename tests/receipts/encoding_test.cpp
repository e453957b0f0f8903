#include "receipts/encoding.hpp"
#include "receipts/typeface.hpp"
#include "receipts/typography.hpp"
#include "tests/receipts/paper.hpp"

#include <gtest/gtest.h>

#include <set>

namespace ocop::receipts {
namespace {

std::string bytes(const std::vector<EncodedRun>& runs) {
    std::string all;
    for (const auto& run : runs) {
        all += run.bytes;
    }
    return all;
}

TEST(Cp1258, PutsTheToneBehindTheLetter) {
    EXPECT_EQ(
        bytes(encode("Tiếng Việt", Encoding::cp1258)),
        "\x54\x69\xEA\xEC\x6E\x67\x20\x56\x69\xEA\xF2\x74"
    );
}

TEST(Cp1258, ReadsBackAsEveryVietnameseLetter) {
    for (const char32_t letter : vietnamese_letters()) {
        const auto runs = encode(utf8(letter), Encoding::cp1258);
        ASSERT_EQ(runs.size(), 1U);
        const auto back = paper::run("iconv -f CP1258 -t UTF-8 %", runs[0].bytes, ".txt");
        EXPECT_EQ(clean(back), utf8(letter));
    }
}

TEST(Tcvn3, HasAByteOfItsOwnForEveryLetter) {
    std::set<std::pair<CodeTable, std::string>> seen;
    for (const char32_t letter : vietnamese_letters()) {
        if (letter == U'₫') {
            continue;
        }
        const auto runs = encode(utf8(letter), Encoding::tcvn3);
        ASSERT_EQ(runs.size(), 1U);
        ASSERT_EQ(runs[0].bytes.size(), 1U);
        EXPECT_GE(static_cast<unsigned char>(runs[0].bytes[0]), 0xA0U);
        EXPECT_TRUE(seen.insert({runs[0].table, runs[0].bytes}).second) << utf8(letter);
    }
    EXPECT_EQ(seen.size(), 134U);
}

TEST(Tcvn3, KeepsSmallLettersWhereTcvn5712HasThem) {
    // TCVN 5712-1 and TCVN-3 agree on all small letters; iconv knows the first.
    const std::string small = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";
    const auto runs = encode(small, Encoding::tcvn3);
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0].table, CodeTable::tcvn3_small);
    EXPECT_EQ(clean(paper::run("iconv -f TCVN5712-1 -t UTF-8 %", runs[0].bytes, ".txt")), small);
}

TEST(Tcvn3, SwitchesTablesOnlyForLettersThatNeedIt) {
    const auto runs = encode("Đường PHỐ cổ", Encoding::tcvn3);
    ASSERT_EQ(runs.size(), 4U);
    EXPECT_EQ(runs[0], (EncodedRun{CodeTable::tcvn3_capital, "\xA7"}));
    EXPECT_EQ(runs[1], (EncodedRun{CodeTable::tcvn3_small, "\xAD\xEAng PH"}));
    EXPECT_EQ(runs[2], (EncodedRun{CodeTable::tcvn3_capital, "\xE8 c"}));
    EXPECT_EQ(runs[3], (EncodedRun{CodeTable::tcvn3_small, "\xE6"}));
}

TEST(Encoding, PrintsTheNearestOfWhatATableLacks) {
    EXPECT_EQ(bytes(encode("★ × – ₫ 茶", Encoding::tcvn3)), "* x - \xAE ?");
    EXPECT_EQ(bytes(encode("★ × – ₫ 茶", Encoding::cp1258)), "* \xD7 \x96 \xFE ?");
    EXPECT_EQ(
        bytes(encode("ńş", Encoding::cp1258)), "n\xECs"
    ); // 1258 has the acute, not the cedilla
}

TEST(Encoding, LeavesOutMarksThatJoinNoLetter) {
    for (const auto encoding : {Encoding::cp1258, Encoding::tcvn3}) {
        EXPECT_EQ(bytes(encode("a\u0332x\u0309\u0309", encoding)), "ax");
    }
}

} // namespace
} // namespace ocop::receipts
