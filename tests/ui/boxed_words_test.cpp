#include "pos/ui/boxed_words.hpp"

#include <gtest/gtest.h>

namespace ocop::ui {
namespace {

using Lines = std::vector<wxString>;

double letters(const wxString& words) {
    return static_cast<double>(words.length());
}

TEST(BoxedWords, BreakAtLineEndsAndSpaces) {
    EXPECT_EQ(broken("ab cd ef", 5, letters), (Lines{"ab cd", "ef"}));
    EXPECT_EQ(broken("ab\ncd ef", 9, letters), (Lines{"ab", "cd ef"}));
    EXPECT_EQ(broken("", 9, letters), Lines{});
}

TEST(BoxedWords, BreakACodeThatIsTooLongForALine) {
    EXPECT_EQ(broken("a 12345678", 3, letters), (Lines{"a", "123", "456", "78"}));
    EXPECT_EQ(broken("1234567 b", 3, letters), (Lines{"123", "456", "7 b"}));
    EXPECT_EQ(broken("123456", 3, letters), (Lines{"123", "456"}));
}

// A window can be drawn smaller than anybody can use it; it must not hang there.
TEST(BoxedWords, GiveEachLetterALineWhereNoneHasRoom) {
    EXPECT_EQ(broken("abc d", 0.5, letters), (Lines{"a", "b", "c", "d"}));
    EXPECT_EQ(broken("ab", -40, letters), (Lines{"a", "b"}));
    EXPECT_EQ(broken("", -40, letters), Lines{});
}

TEST(BoxedWords, AreMeasuredInPiecesOfALineAndNotOfAPage) {
    std::size_t measured = 0;
    const auto width = [&](const wxString& words) {
        measured += words.length();
        return letters(words);
    };
    EXPECT_EQ(broken(wxString(400, '8'), 20, width).size(), 20U);
    EXPECT_LT(measured, 400U * 30); // in pieces of a page: 572,300
}

} // namespace
} // namespace ocop::ui
