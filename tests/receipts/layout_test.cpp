#include "receipts/layout.hpp"
#include "receipts/typography.hpp"

#include <gtest/gtest.h>

namespace ocop::receipts {
namespace {

int columns_of(const std::string& text) {
    return columns(text);
}

std::string laid_out(std::vector<Block> blocks, int columns) {
    return to_text(lay_out(Document{"", Language::vi, Moment{}, std::move(blocks)}, columns));
}

TEST(Layout, AlignsParagraphs) {
    EXPECT_EQ(
        laid_out({Text{"trái"}, Text{"giữa", Align::centre}, Text{"phải", Align::right}}, 20),
        "trái\n        giữa\n                phải\n"
    );
}

TEST(Layout, WrapsTheNameAndKeepsTheAmountWhole) {
    EXPECT_EQ(
        laid_out({row("Rượu đảng sâm Tây Giang", "1.234.567")}, 24),
        "Rượu đảng sâm\n"
        "Tây Giang      1.234.567\n"
    );
}

TEST(Layout, PutsAmountsBelowWhereTheyDoNotFitBesideAName) {
    EXPECT_EQ(
        laid_out({row("Tổng", "1.000.000.000.000")}, 20),
        "Tổng\n"
        "   1.000.000.000.000\n"
    );
}

TEST(Layout, LinesUpTheColumnsOfATable) {
    const Table table{
        {{Align::left, true}, {Align::right, false}, {Align::right, false}},
        {{"5%", "85.714", "4.286"}, {"Không chịu thuế", "25.000", "–"}},
        Weight::normal,
        Size::normal,
        0};
    EXPECT_EQ(
        laid_out({table}, 32),
        "5%                  85.714 4.286\n"
        "Không chịu thuế     25.000     –\n"
    );
}

TEST(Layout, GivesDoubleSizeHalfTheLetters) {
    const auto layout = lay_out(
        Document{
            "",
            Language::vi,
            Moment{},
            {Text{"một hai ba bốn", Align::left, Weight::normal, Size::twice}}},
        20
    );
    ASSERT_EQ(layout.lines.size(), 2U);
    EXPECT_EQ(plain(std::get<Line>(layout.lines[0])), "một hai");
}

TEST(Layout, PutsCellsBelowEachOtherWhereLessThanEightColumnsAreLeft) {
    EXPECT_EQ(laid_out({row("Mắm", "1234567")}, 16), "Mắm      1234567\n");
    EXPECT_EQ(laid_out({row("Mắm", "12345678")}, 16), "Mắm\n        12345678\n");
}

TEST(Layout, KeepsEverySegmentWithinThePaper) {
    const std::string name(500, 'W');
    for (const int columns : {16, 32, 42, 48}) {
        const auto layout = lay_out(
            Document{
                "",
                Language::vi,
                Moment{},
                {Text{name, Align::centre, Weight::strong, Size::twice, 3},
                 row(name, "-999.999.999.999"),
                 row("Tên", "999.999.999"),
                 Table{
                     {{Align::right, false}, {Align::left, true}, {Align::right, true}},
                     {{"1", name, name}},
                     Weight::normal,
                     Size::twice,
                     2},
                 Table{{}, {{}}, Weight::normal, Size::normal, 0}}},
            columns
        );
        for (const auto& item : layout.lines) {
            int end = 0;
            for (const Segment& segment : std::get<Line>(item).segments) {
                EXPECT_GE(segment.column, end);
                const int letters = std::get<Line>(item).size == Size::twice ? 2 : 1;
                EXPECT_GE(segment.width, letters * columns_of(segment.text));
                end = segment.column + segment.width;
                EXPECT_LE(end, columns);
            }
        }
    }
}

TEST(Layout, TakesCommandsOutOfText) {
    EXPECT_EQ(laid_out({row("a\x1B@\nb", "\x10\x14\x01")}, 16), "a @ b\n");
}

TEST(Layout, SaysNothingForAnEmptyDocument) {
    EXPECT_EQ(laid_out({}, 32), "");
}

} // namespace
} // namespace ocop::receipts
