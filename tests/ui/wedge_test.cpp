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
        wedge.type(static_cast<char32_t>(character), now, {});
        now += gap_ms;
    }
    const auto scan = wedge.enter(now, {});
    EXPECT_TRUE(!scan || scan->text == scan->typed);
    return scan ? std::optional{scan->text} : std::nullopt;
}

/// Presses `keys` with `gap_ms` between them; an input method types `made` of them, all at once
/// behind the last key, at no time it says.
std::optional<WedgeScan>
pressed(Wedge& wedge, std::string_view keys, std::u32string_view made, std::int64_t gap_ms) {
    std::int64_t now = 10'000;
    for (const char key : keys) {
        wedge.press(static_cast<unsigned char>(key), now, {});
        now += gap_ms;
    }
    for (const char32_t character : made) {
        wedge.type(character, 0, {});
    }
    wedge.press_enter(now);
    return wedge.enter(now, {});
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
    wedge.type(U'5', 1'000, {});
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

TEST(Wedge, KnowsWhileItComesThatAScanIsUnderWay) {
    Wedge wedge;
    EXPECT_FALSE(wedge.is_scanning(10'000));
    std::int64_t now = 10'000;
    for (const char key : std::string_view{"8934563"}) {
        wedge.press(static_cast<unsigned char>(key), now, {});
        now += 5;
    }
    EXPECT_FALSE(wedge.is_scanning(now)) << "seven keys are an amount";
    wedge.press(U'1', now, {});
    EXPECT_TRUE(wedge.is_scanning(now + 40));
    EXPECT_FALSE(wedge.is_scanning(now + 41)) << "a finger";
    wedge.press(0, now + 5, {}); // an arrow, held down
    EXPECT_FALSE(wedge.is_scanning(now + 10));
}

TEST(Wedge, ForgetsAfterEnter) {
    Wedge wedge;
    ASSERT_TRUE(typed(wedge, "8934563138165", 5).has_value());
    EXPECT_EQ(wedge.enter(10'070, {}), std::nullopt);
}

TEST(Wedge, TakesWordsInAHurryForFingers) {
    Wedge wedge;
    EXPECT_EQ(typed(wedge, "tra rung", 20), std::nullopt);
}

TEST(Wedge, TakesVietnameseLettersForFingersWhereTheKeysAreNotKnown) {
    Wedge wedge;
    for (int i = 0; i < 10; ++i) {
        wedge.type(U'ắ', i, {});
    }
    EXPECT_EQ(wedge.enter(11, {}), std::nullopt);
}

TEST(Wedge, BelievesTheKeysNotWhatAnInputMethodMadeOfThem) {
    Wedge wedge;
    EXPECT_EQ(pressed(wedge, "HUWSD-01", U"HỨD-01", 5), (WedgeScan{"HUWSD-01", "HỨD-01", ""}));
    EXPECT_EQ(pressed(wedge, "HUWSD-01", U"", 5), (WedgeScan{"HUWSD-01", "", ""})) << "held back";
}

TEST(Wedge, TakesWordsThatAnInputMethodPutsInAtOnceForFingers) {
    Wedge wedge;
    EXPECT_EQ(pressed(wedge, "nghieengs1", U"nghiếng1", 90), std::nullopt);
}

TEST(Wedge, HearsCharactersWhereTheKeysAreNotKnown) {
    Wedge wedge;
    EXPECT_EQ(
        pressed(wedge, std::string_view{"\0\0\0\0\0\0\0\0", 8}, U"HỨD-0001", 5),
        (WedgeScan{"HỨD-0001", "HỨD-0001", ""})
    );
    EXPECT_EQ(pressed(wedge, "HUWSD 01", U"HỨD 01", 5), std::nullopt) << "words";
}

TEST(Wedge, CountsWhatAnInputMethodTookBack) {
    Wedge wedge;
    std::int64_t now = 10'000;
    for (const char32_t character : std::u32string_view{U"SA\bÁ00001"}) {
        wedge.type(character, now += 5, {});
    }
    EXPECT_EQ(wedge.enter(now, {}), (WedgeScan{"SÁ00001", "SÁ00001", ""}))
        << "SAS00001 is eight keys with the one taken back";
}

/// Presses `keys`, 5 ms apart, while `field` stands in the field, and Enter; when that was.
std::int64_t press_all(Wedge& wedge, std::string_view keys, std::int64_t now, const char* field) {
    for (const char key : keys) {
        wedge.press(static_cast<unsigned char>(key), now += 5, field);
    }
    wedge.press_enter(now += 5);
    return now;
}

TEST(Wedge, TellsByTheFieldWhatAnInputMethodMadeWhenItTellsOfNoCharacters) {
    Wedge wedge;
    const std::int64_t enter = press_all(wedge, "SAS-0001", 10'000, "3*");
    EXPECT_EQ(wedge.enter(enter, "3*SÁ-0001"), (WedgeScan{"SAS-0001", "SÁ-0001", "3*"}));
}

TEST(Wedge, KeepsScansApartThatAnInputMethodGivesBackLater) {
    Wedge wedge;
    const std::int64_t first = press_all(wedge, "SAS-0001", 10'000, "3*");
    const std::int64_t second = press_all(wedge, "HUWSD-01", first, "3*SA");
    const std::int64_t third = press_all(wedge, "8934563138165", second + 100, "3*SÁ-0");
    EXPECT_EQ(wedge.enter(first, "3*SÁ-0001"), (WedgeScan{"SAS-0001", "SÁ-0001", "3*"}));
    EXPECT_EQ(wedge.enter(second, "3*HỨD-01"), (WedgeScan{"HUWSD-01", "HỨD-01", "3*"}));
    EXPECT_EQ(
        wedge.enter(third, "3*8934563138165"), (WedgeScan{"8934563138165", "8934563138165", "3*"})
    );
}

TEST(Wedge, TakesAnEnterLateFromAnInputMethodForTheFingersThatPressedIt) {
    Wedge wedge;
    std::int64_t now = 10'000;
    for (const char key : std::string_view{"20000000"}) {
        wedge.press(static_cast<unsigned char>(key), now += 90, {});
    }
    wedge.press_enter(now + 90);
    press_all(wedge, "8934563138165", now + 200, "");
    EXPECT_EQ(wedge.enter(now + 90, "20000000"), std::nullopt);
}

TEST(Wedge, WantsTheScannersOwnEnter) {
    Wedge wedge;
    EXPECT_EQ(pressed(wedge, "8934563138165", U"", 5)->text, "8934563138165");
    for (const char key : std::string_view{"8934563138165"}) {
        wedge.press(static_cast<unsigned char>(key), 20'000, {});
    }
    wedge.press_enter(20'500);
    EXPECT_EQ(wedge.enter(20'500, "8934563138165"), std::nullopt);
}

TEST(Wedge, ForgetsAnEnterThatTheInputMethodKept) {
    Wedge wedge;
    press_all(wedge, "HUWSD-01", 10'000, "old");
    const std::int64_t enter = press_all(wedge, "8934563138165", 60'000, "");
    EXPECT_EQ(
        wedge.enter(enter, "8934563138165"), (WedgeScan{"8934563138165", "8934563138165", ""})
    );
    EXPECT_EQ(wedge.enter(enter, ""), std::nullopt) << "once";
}

} // namespace
} // namespace ocop::ui
