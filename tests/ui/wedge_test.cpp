#include "pos/ui/wedge.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace ocop::ui {
namespace {

/// Types `text` with `gap_ms` between characters and gives what Enter then says, where the system
/// tells of characters alone.
std::optional<std::string> typed(Wedge& wedge, std::string_view text, std::int64_t gap_ms) {
    std::int64_t now = 10'000;
    for (const char character : text) {
        wedge.type(static_cast<char32_t>(character), now);
        now += gap_ms;
    }
    const auto scan = wedge.enter(now);
    EXPECT_TRUE(!scan || scan->text == scan->typed);
    return scan ? std::optional{scan->text} : std::nullopt;
}

/// Presses `keys` with `gap_ms` between them; an input method types `made` of them, all at once
/// behind the last key, at no time it says.
std::optional<WedgeScan>
pressed(Wedge& wedge, std::string_view keys, std::u32string_view made, std::int64_t gap_ms) {
    std::int64_t now = 10'000;
    for (const char key : keys) {
        wedge.press(static_cast<unsigned char>(key), now);
        now += gap_ms;
    }
    for (const char32_t character : made) {
        wedge.type(character, 0);
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

TEST(Wedge, TakesVietnameseLettersForFingersWhereTheKeysAreNotKnown) {
    Wedge wedge;
    for (int i = 0; i < 10; ++i) {
        wedge.type(U'ắ', i);
    }
    EXPECT_EQ(wedge.enter(11), std::nullopt);
}

TEST(Wedge, BelievesTheKeysNotWhatAnInputMethodMadeOfThem) {
    Wedge wedge;
    EXPECT_EQ(pressed(wedge, "HUWSD-01", U"HỨD-01", 5), (WedgeScan{"HUWSD-01", "HỨD-01"}));
    EXPECT_EQ(pressed(wedge, "HUWSD-01", U"", 5), (WedgeScan{"HUWSD-01", ""})) << "held back";
}

TEST(Wedge, TakesWordsThatAnInputMethodPutsInAtOnceForFingers) {
    Wedge wedge;
    EXPECT_EQ(pressed(wedge, "nghieengs", U"nghiếng", 90), std::nullopt);
}

TEST(Wedge, HearsCharactersWhereTheKeysAreNotKnown) {
    Wedge wedge;
    EXPECT_EQ(
        pressed(wedge, std::string_view{"\0\0\0\0\0\0\0\0", 8}, U"HỨD-0001", 5),
        (WedgeScan{"HỨD-0001", "HỨD-0001"})
    );
    EXPECT_EQ(pressed(wedge, "HUWSD 01", U"HỨD 01", 5), std::nullopt) << "words";
}

TEST(Wedge, CountsWhatAnInputMethodTookBack) {
    Wedge wedge;
    std::int64_t now = 10'000;
    for (const char32_t character : std::u32string_view{U"SA\bÁ00001"}) {
        wedge.type(character, now += 5);
    }
    EXPECT_EQ(wedge.enter(now), (WedgeScan{"SÁ00001", "SÁ00001"}))
        << "SAS00001 is eight keys with the one taken back";
}

} // namespace
} // namespace ocop::ui
