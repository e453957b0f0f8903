#include "pos/core/fraction.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace ocop {
namespace {

Fraction of(std::int64_t numerator, std::int64_t denominator) {
    return Fraction::make(numerator, denominator).value();
}

TEST(Fraction, IsReducedWithThePositiveDenominatorBelow) {
    EXPECT_EQ(exact(of(192'000'000, 120'000'000)), "8/5");
    EXPECT_EQ(exact(of(3, -6)), "-1/2");
    EXPECT_EQ(exact(of(0, 7)), "0/1");
    EXPECT_EQ(of(2, 4), of(1, 2));
    EXPECT_EQ(exact(Fraction{}), "0/1");
}

TEST(Fraction, HasNoValueOverZeroOrBeyondSixtyFourBits) {
    constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    EXPECT_FALSE(Fraction::make(1, 0));
    EXPECT_FALSE(Fraction::make(0, 0));
    EXPECT_FALSE(Fraction::make(lowest, -1));
    EXPECT_FALSE(Fraction::make(1, lowest));
    EXPECT_EQ(exact(of(lowest, lowest)), "1/1");
    EXPECT_EQ(exact(of(lowest, 1)), "-9223372036854775808/1");
}

TEST(Fraction, ComparesExactlyWhereDoublesWouldNot) {
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    EXPECT_LT(of(150'000'001, 100'000'001), of(3, 2));
    EXPECT_GE(of(3, 2), of(3, 2));
    EXPECT_LT(of(highest - 1, highest), of(highest, highest));
    EXPECT_LT(of(highest - 2, highest - 1), of(highest - 1, highest));
    EXPECT_LT(of(-3, 2), of(-1, 2));
    EXPECT_LT(of(-1, highest), Fraction{});
}

TEST(Fraction, IsShownCutTowardZeroToTwoDecimals) {
    EXPECT_EQ(shown(of(8, 5)), "1,60");
    EXPECT_EQ(shown(of(150'000'001, 100'000'001)), "1,49");
    EXPECT_EQ(shown(of(2, 1)), "2,00");
    EXPECT_EQ(shown(of(1, 20)), "0,05");
    EXPECT_EQ(shown(of(-7, 5)), "-1,40");
    EXPECT_EQ(shown(of(-1999, 1000)), "-1,99");
    EXPECT_EQ(shown(of(12'345'678, 10)), "1234567,80");
    EXPECT_EQ(shown(of(std::numeric_limits<std::int64_t>::min(), 1)), "-9223372036854775808,00");
}

TEST(Fraction, ShowsNoMinusBeforeZero) {
    EXPECT_EQ(shown(of(-1, 101)), "0,00");
    EXPECT_EQ(shown(of(-1, 100)), "-0,01");
    EXPECT_EQ(shown(Fraction{}), "0,00");
}

TEST(Fraction, IsWrittenAsAnIntegerWhereItIsAnAmount) {
    EXPECT_EQ(plain(of(1920, 1)), "1920");
    EXPECT_EQ(plain(of(148'140, 1000)), "7407/50");
}

TEST(Fraction, DividesWithoutLosingAnything) {
    EXPECT_EQ(of(3, 2).divided_by(of(51, 40)), of(20, 17));
    EXPECT_FALSE(of(3, 2).divided_by(Fraction{}));
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    EXPECT_FALSE(of(highest, 1).divided_by(of(1, highest - 1)));
    EXPECT_EQ(of(highest, 3).divided_by(of(highest, 3)), of(1, 1));
}

} // namespace
} // namespace ocop
