#include "pos/core/moment.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

TEST(Moment, IsWrittenAndReadInVietnamTime) {
    const auto moment = parse_moment("2026-11-22T09:15:03+07:00");
    ASSERT_TRUE(moment.has_value());
    EXPECT_EQ(iso(*moment), "2026-11-22T09:15:03+07:00");
    EXPECT_EQ(format(*moment), "22/11/2026 09:15:03");
    EXPECT_EQ(parse_moment("2026-11-22T02:15:03Z"), moment);
}

TEST(Moment, BelongsToTheVietnameseDayEvenWhereUtcHasAnother) {
    EXPECT_EQ(parse_moment("2026-11-21T17:00:00Z")->day(), (Day{2026, 11, 22}));
    EXPECT_EQ(parse_moment("2026-11-21T16:59:59Z")->day(), (Day{2026, 11, 21}));
    EXPECT_EQ(parse_moment("2026-11-21T17:00:00Z")->hour(), 0);
}

TEST(Moment, RefusesWhatIsNoMoment) {
    for (const char* text :
         {"",
          "2026-11-22",
          "2026-13-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "2026-11-22T24:00:00Z",
          "2026-11-22T09:15:03",
          "2026-11-22 09:15:03Z",
          "2026-11-22T09:15:03+7",
          "1999-01-01T00:00:00Z",
          "2026-11-22T09:15:03.5Z"}) {
        EXPECT_FALSE(parse_moment(text).has_value()) << text;
    }
}

TEST(Day, AddsMonthsToTheLastDayWhereTheMonthIsShorter) {
    EXPECT_EQ((Day{2024, 1, 31}.plus_months(1)), (Day{2024, 2, 29}));
    EXPECT_EQ((Day{2023, 5, 4}.plus_months(36)), (Day{2026, 5, 4}));
    EXPECT_EQ((Day{2023, 5, 4}.first_of_month()), (Day{2023, 5, 1}));
}

TEST(Day, RefusesDaysThatDoNotExist) {
    EXPECT_EQ(iso(*parse_day("2024-02-29")), "2024-02-29");
    EXPECT_EQ(format(*parse_day("2024-02-29")), "29/02/2024");
    for (const char* text :
         {"2023-02-29", "2023-2-9", "23-02-09", "2023/02/09", "2023-00-01", ""}) {
        EXPECT_FALSE(parse_day(text).has_value()) << text;
    }
}

} // namespace
} // namespace ocop
