#include "pos/ui/wedge.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace ocop::ui {
namespace {

/// Types `text` with `gap_ms` between characters and gives what Enter then says.
std::optional<std::string> typed(Wedge& wedge, std::string_view text, std::int64_t gap_ms) {
    std::int64_t now = 10'000;
    for (const char character : text) {
        wedge.type(static_cast<char32_t>(character), now);
        now += gap_ms;
    }
    return wedge.enter(now);
}

TEST(Wedge, KnowsAScannerByItsSpeed) {
    Wedge wedge;
    EXPECT_EQ(typed(wedge, "8934563138165", 5), "8934563138165");
}

TEST(Wedge, TakesFingersForFingers) {
    Wedge wedge;
    EXPECT_EQ(typed(wedge, "8934563138165", 80), std::nullopt);
}

TEST(Wedge, LeavesShortTextsAlone) {
    Wedge wedge;
    EXPECT_EQ(typed(wedge, "200000", 5), std::nullopt) << "an amount is no barcode";
}

TEST(Wedge, DropsWhatWasTypedBeforeTheScan) {
    Wedge wedge;
    wedge.type(U'5', 1'000);
    EXPECT_EQ(typed(wedge, "89345631", 5), "89345631");
}

TEST(Wedge, KeepsTheGroupSeparator) {
    Wedge wedge;
    EXPECT_EQ(
        typed(
            wedge,
            "]C10108934563138165\x1D"
            "10L1",
            2
        ),
        "]C10108934563138165\x1D"
        "10L1"
    );
}

TEST(Wedge, ForgetsAfterEnter) {
    Wedge wedge;
    ASSERT_TRUE(typed(wedge, "8934563138165", 5).has_value());
    EXPECT_EQ(wedge.enter(10'070), std::nullopt);
}

TEST(Wedge, TakesWordsInAHurryForFingers) {
    Wedge wedge;
    EXPECT_EQ(typed(wedge, "tra rung", 20), std::nullopt);
}

TEST(Wedge, TakesVietnameseLettersForFingers) {
    Wedge wedge;
    for (int i = 0; i < 10; ++i) {
        wedge.type(U'ắ', i);
    }
    EXPECT_EQ(wedge.enter(11), std::nullopt);
}

} // namespace
} // namespace ocop::ui
