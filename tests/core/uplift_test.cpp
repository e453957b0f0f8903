#include "pos/core/uplift.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace ocop {
namespace {

using std::chrono::year;
using std::chrono::year_month;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

year_month month(int y, unsigned m) {
    return year{y} / static_cast<int>(m);
}

/// A box sold for 100.000 đ without VAT that costs its producer 80.000 đ.
UpliftLine boxes(Day day, std::int64_t count) {
    UpliftLine line;
    line.day = day;
    line.point = "P1";
    line.quantity = Quantity{count * 1000};
    line.net_ex_vat = Money{count * 100'000};
    line.unit_cost = Money{80'000};
    return line;
}

UpliftLine taken_back(Day day, std::int64_t count, std::optional<Day> original) {
    UpliftLine line = boxes(day, count);
    line.is_return = true;
    line.original = original;
    return line;
}

/// Recognised on 17 March 2025: the window is April 2025 to March 2026. `count` boxes on the 15th
/// of each month against a baseline of 120 million with 24 million of profit: 150 a month is 3/2.
UpliftInput steady(std::int64_t count) {
    UpliftInput input;
    input.product = "QNA-001";
    input.as_of = Day{2026, 12, 31};
    input.joined_on = Day{2024, 6, 10};
    input.recognised_on = Day{2025, 3, 17};
    UpliftBaseline baseline;
    baseline.revenue = Money{120'000'000};
    baseline.profit = Money{24'000'000};
    baseline.verified = true;
    input.baseline = baseline;
    for (int i = 0; i < 12; ++i) {
        input.lines.push_back(boxes(Day{2025, 4, 15}.plus_months(i), count));
    }
    return input;
}

UpliftInput with_months(std::int64_t count, Day first, int months) {
    UpliftInput input = steady(count);
    input.baseline->revenue = std::nullopt;
    input.baseline->profit = std::nullopt;
    for (int i = 0; i < months; ++i) {
        const auto date = first.plus_months(i).date();
        input.baseline->months.push_back(
            {date.year() / date.month(), Money{10'000'000}, Money{2'000'000}}
        );
    }
    return input;
}

TEST(Uplift, PassesAtExactlyThreeHalves) {
    const UpliftOutcome outcome = uplift(steady(150));
    EXPECT_EQ(outcome.verdict, UpliftVerdict::dat);
    EXPECT_EQ(outcome.revenue_ratio, Fraction::make(3, 2));
    EXPECT_EQ(outcome.profit_ratio, Fraction::make(3, 2));
    EXPECT_THAT(outcome.flags, IsEmpty());
}

TEST(Uplift, FailsOneDongBelow) {
    UpliftInput input = steady(150);
    input.lines.front().net_ex_vat -= Money{1};
    const UpliftOutcome outcome = uplift(input);
    EXPECT_EQ(outcome.revenue_status, UpliftStatus::fail);
    EXPECT_EQ(outcome.profit_status, UpliftStatus::fail);
    EXPECT_EQ(outcome.verdict, UpliftVerdict::khong_dat);
}

TEST(Uplift, BeginsOnTheFirstOfAMonthOnOrAfterTheRecognition) {
    UpliftInput input = steady(150);
    input.recognised_on = Day{2025, 4, 1};
    EXPECT_EQ(uplift(input).window_first, (Day{2025, 4, 1}));
    input.recognised_on = Day{2025, 4, 2};
    const UpliftOutcome outcome = uplift(input);
    EXPECT_EQ(outcome.window_first, (Day{2025, 5, 1}));
    EXPECT_EQ(outcome.window_last, (Day{2026, 4, 30}));
}

TEST(Uplift, StaysOpenUntilThirtyDaysAfterTheWindow) {
    UpliftInput input = steady(150);
    input.as_of = Day{2026, 4, 29};
    const UpliftOutcome open = uplift(input);
    EXPECT_EQ(open.revenue_status, UpliftStatus::unknown);
    EXPECT_EQ(open.verdict, UpliftVerdict::chua_du_du_lieu);
    EXPECT_THAT(open.flags, ElementsAre(UpliftFlag::window_open));
    EXPECT_EQ(open.revenue_ratio, Fraction::make(3, 2)) << "twelve months are there to compare";
    input.as_of = Day{2026, 4, 30};
    EXPECT_EQ(uplift(input).verdict, UpliftVerdict::dat);
}

TEST(Uplift, CountsALinkedReturnInTheMonthOfItsSaleUpToTheThirtiethDay) {
    UpliftInput in_time = steady(150);
    in_time.lines.push_back(taken_back(Day{2026, 4, 30}, 1, Day{2026, 3, 28}));
    EXPECT_EQ(uplift(in_time).revenue_follow, Money{179'900'000});
    UpliftInput late = steady(150);
    late.lines.push_back(taken_back(Day{2026, 5, 1}, 1, Day{2026, 3, 28}));
    EXPECT_EQ(uplift(late).revenue_follow, Money{180'000'000});
    UpliftInput of_earlier_sale = steady(150);
    of_earlier_sale.lines.push_back(taken_back(Day{2025, 4, 5}, 1, Day{2025, 3, 25}));
    EXPECT_EQ(uplift(of_earlier_sale).revenue_follow, Money{180'000'000});
    UpliftInput unlinked = steady(150);
    unlinked.lines.push_back(taken_back(Day{2025, 4, 5}, 1, std::nullopt));
    EXPECT_EQ(uplift(unlinked).revenue_follow, Money{179'900'000});
}

TEST(Uplift, KnowsNothingOfReturnsAfterTheDayAskedFor) {
    UpliftInput input = steady(150);
    input.as_of = Day{2026, 4, 30};
    input.lines.push_back(taken_back(Day{2026, 5, 1}, 1, Day{2026, 3, 28}));
    EXPECT_EQ(uplift(input).revenue_follow, Money{180'000'000});
}

TEST(Uplift, CountsOnlyMonthsThatAreOver) {
    UpliftInput input = steady(150);
    input.as_of = Day{2025, 6, 29};
    EXPECT_EQ(uplift(input).revenue_follow, Money{30'000'000}) << "April and May";
    input.as_of = Day{2025, 6, 30};
    EXPECT_EQ(uplift(input).revenue_follow, Money{45'000'000});
    EXPECT_EQ(uplift(input).revenue_ratio, std::nullopt) << "a year's total cannot be cut";
}

TEST(Uplift, PaysTheProducerForConsignedGoodsWhateverTheShelfSays) {
    UpliftInput input = steady(150);
    for (UpliftLine& line : input.lines) {
        line.producer_price = Money{90'000};
    }
    const UpliftOutcome outcome = uplift(input);
    EXPECT_EQ(outcome.revenue_follow, Money{162'000'000});
    EXPECT_EQ(outcome.profit_follow, Money{18'000'000});
    EXPECT_EQ(outcome.shelf_net, Money{180'000'000});
}

TEST(Uplift, HasNoProfitWhereOneLineHasNoCost) {
    UpliftInput input = steady(150);
    input.lines.back().unit_cost = std::nullopt;
    const UpliftOutcome outcome = uplift(input);
    EXPECT_EQ(outcome.profit_follow, std::nullopt);
    EXPECT_EQ(outcome.profit_status, UpliftStatus::unknown);
    EXPECT_EQ(outcome.verdict, UpliftVerdict::chua_du_du_lieu);
}

TEST(Uplift, FailsAProductThatNobodyBoughtAtAll) {
    UpliftInput input = steady(0);
    input.lines.clear();
    const UpliftOutcome outcome = uplift(input);
    EXPECT_EQ(exact(outcome.revenue_ratio.value()), "0/1");
    EXPECT_EQ(outcome.profit_follow, Money{});
    EXPECT_EQ(outcome.verdict, UpliftVerdict::khong_dat);
}

TEST(Uplift, IsNotDecidedByBoundsOnTheWrongSide) {
    UpliftInput lower_reached = steady(150);
    lower_reached.missing_exports.push_back({"P2", month(2025, 10)});
    EXPECT_EQ(uplift(lower_reached).verdict, UpliftVerdict::dat);
    UpliftInput lower = steady(149);
    lower.missing_exports.push_back({"P2", month(2025, 10)});
    EXPECT_EQ(uplift(lower).verdict, UpliftVerdict::chua_du_du_lieu);
    UpliftInput upper_reached = steady(150);
    upper_reached.baseline->scope = BaselineScope::part;
    EXPECT_EQ(uplift(upper_reached).verdict, UpliftVerdict::chua_du_du_lieu);
    UpliftInput upper = steady(149);
    upper.baseline->scope = BaselineScope::part;
    EXPECT_EQ(uplift(upper).verdict, UpliftVerdict::khong_dat);
}

TEST(Uplift, DecidesNothingBetweenALowerAndAnUpperBound) {
    for (const std::int64_t count : {100, 200}) {
        UpliftInput input = steady(count);
        input.baseline->scope = BaselineScope::part;
        input.missing_exports.push_back({"P2", month(2025, 10)});
        const UpliftOutcome outcome = uplift(input);
        EXPECT_EQ(outcome.verdict, UpliftVerdict::chua_du_du_lieu);
        EXPECT_THAT(outcome.flags, ElementsAre(UpliftFlag::lower_bound, UpliftFlag::upper_bound));
    }
}

TEST(Uplift, IgnoresMissingMonthsOutsideTheWindow) {
    UpliftInput input = steady(149);
    input.missing_exports = {{"P2", month(2025, 3)}, {"P2", month(2026, 4)}};
    EXPECT_EQ(uplift(input).verdict, UpliftVerdict::khong_dat);
}

TEST(Uplift, ComparesOnlyLikeCalendarMonthsOfAShortBaseline) {
    const UpliftOutcome outcome = uplift(with_months(160, Day{2023, 12, 1}, 6));
    EXPECT_EQ(outcome.revenue_base, Money{60'000'000});
    EXPECT_EQ(outcome.revenue_follow, Money{96'000'000}) << "December to May only";
    EXPECT_EQ(outcome.verdict, UpliftVerdict::dat);
    EXPECT_THAT(outcome.flags, ElementsAre(UpliftFlag::provisional));
}

TEST(Uplift, IsNotComputableBelowSixMonths) {
    const UpliftOutcome outcome = uplift(with_months(160, Day{2024, 1, 1}, 5));
    EXPECT_EQ(outcome.revenue_status, UpliftStatus::undefined);
    EXPECT_EQ(outcome.revenue_ratio, std::nullopt);
    EXPECT_EQ(outcome.revenue_follow, Money{192'000'000}) << "the amounts are still told";
    EXPECT_EQ(outcome.verdict, UpliftVerdict::khong_tinh_duoc);
}

TEST(Uplift, TakesNoBaselineMonthOutsideTheYearBeforeJoining) {
    // Joined in June 2024: May 2023 is too early, June 2024 no longer before.
    const UpliftOutcome outcome = uplift(with_months(150, Day{2023, 5, 1}, 14));
    EXPECT_EQ(outcome.revenue_base, Money{120'000'000});
    EXPECT_EQ(outcome.verdict, UpliftVerdict::dat);
}

TEST(Uplift, TakesATotalOfWholeMonthsAgainstTheSameMonths) {
    UpliftInput input = steady(160);
    input.baseline->from = Day{2023, 10, 1};
    input.baseline->to = Day{2024, 5, 31};
    input.baseline->revenue = Money{80'000'000};
    input.baseline->profit = Money{16'000'000};
    const UpliftOutcome outcome = uplift(input);
    EXPECT_EQ(outcome.revenue_follow, Money{128'000'000});
    EXPECT_THAT(outcome.flags, ElementsAre(UpliftFlag::provisional));
    EXPECT_EQ(outcome.verdict, UpliftVerdict::dat);
}

TEST(Uplift, CannotCutATotalThatIsNeitherAYearNorWholeMonthsNorBeforeJoining) {
    for (const auto& [from, to] : {
             std::pair{Day{2023, 10, 2}, Day{2024, 5, 31}},
             std::pair{Day{2022, 6, 1}, Day{2024, 5, 31}},
             std::pair{Day{2024, 1, 1}, Day{2024, 3, 31}},
             std::pair{Day{2023, 7, 1}, Day{2024, 6, 30}},
         }) {
        UpliftInput input = steady(160);
        input.baseline->from = from;
        input.baseline->to = to;
        EXPECT_EQ(uplift(input).verdict, UpliftVerdict::khong_tinh_duoc) << iso(from);
    }
}

TEST(Uplift, AddsOtherChannelsOnlyToABaselineThatHoldsThem) {
    UpliftInput input = steady(100);
    input.other_channels = OtherChannels{Money{60'000'000}, Money{12'000'000}, true};
    EXPECT_EQ(uplift(input).revenue_follow, Money{120'000'000});
    input.baseline->scope = BaselineScope::all_channels;
    const UpliftOutcome complete = uplift(input);
    EXPECT_EQ(complete.revenue_follow, Money{180'000'000});
    EXPECT_EQ(complete.verdict, UpliftVerdict::dat);
    EXPECT_THAT(complete.flags, IsEmpty());
    input.other_channels->complete = false;
    EXPECT_THAT(uplift(input).flags, ElementsAre(UpliftFlag::lower_bound));
}

TEST(Uplift, TellsNobodyThatTheyFailedAgainstAnUnverifiedBaseline) {
    UpliftInput input = steady(100);
    input.baseline->verified = false;
    const UpliftOutcome outcome = uplift(input);
    EXPECT_EQ(outcome.revenue_status, UpliftStatus::fail);
    EXPECT_EQ(outcome.verdict, UpliftVerdict::chua_du_du_lieu);
}

TEST(Uplift, LeavesOutAProductRevokedWithinTheWindowAsFarAsIsKnown) {
    UpliftInput input = steady(150);
    input.revoked_on = Day{2026, 3, 31};
    EXPECT_EQ(uplift(input).verdict, UpliftVerdict::khong_tinh_duoc);
    EXPECT_THAT(uplift(input).flags, ElementsAre(UpliftFlag::revoked));
    input.revoked_on = Day{2026, 4, 1};
    EXPECT_EQ(uplift(input).verdict, UpliftVerdict::dat);
}

TEST(Uplift, FailsBeforeItIsNotComputable) {
    UpliftInput input = steady(100);
    input.baseline->profit = Money{-1};
    const UpliftOutcome outcome = uplift(input);
    EXPECT_EQ(outcome.profit_status, UpliftStatus::undefined);
    EXPECT_EQ(outcome.verdict, UpliftVerdict::khong_dat);
}

TEST(Uplift, GivesTheProgrammeAShareAndTheIntervalItIsSureToLieIn) {
    std::array<UpliftOutcome, 7> outcomes;
    outcomes[0].verdict = UpliftVerdict::dat;
    outcomes[1].verdict = UpliftVerdict::dat;
    outcomes[2].verdict = UpliftVerdict::khong_dat;
    outcomes[3].verdict = UpliftVerdict::chua_du_du_lieu;
    outcomes[4].verdict = UpliftVerdict::chua_du_du_lieu;
    outcomes[5].verdict = UpliftVerdict::chua_du_du_lieu;
    const UpliftProgramme sums = programme(outcomes);
    EXPECT_EQ(sums.products, 7);
    EXPECT_EQ(sums.khong_tinh_duoc, 1);
    EXPECT_EQ(sums.share_among_decided, Fraction::make(2, 3));
    EXPECT_EQ(sums.lower_bound_of_share, Fraction::make(1, 3));
    EXPECT_EQ(sums.upper_bound_of_share, Fraction::make(5, 6));
}

TEST(Uplift, GivesNoShareWhereNothingIsDecided) {
    EXPECT_EQ(programme({}).share_among_decided, std::nullopt);
}

TEST(Uplift, SumsTheCostOfAWindowExactlyAndRoundsItOnce) {
    UpliftInput input = steady(0);
    input.lines.clear();
    for (int i = 0; i < 2; ++i) { // half a unit each at 333 đ: 333 đ together, not 2 × 167
        UpliftLine line = boxes(Day{2025, 4, 15}, 1);
        line.quantity = Quantity{500};
        line.net_ex_vat = Money{1'000};
        line.unit_cost = Money{333};
        input.lines.push_back(line);
    }
    EXPECT_EQ(uplift(input).profit_follow, Money{2'000 - 333});
    input.lines.push_back(taken_back(Day{2025, 4, 16}, 1, Day{2025, 4, 15}));
    input.lines.back().quantity = Quantity{500};
    input.lines.back().net_ex_vat = Money{1'000};
    input.lines.back().unit_cost = Money{333};
    EXPECT_EQ(uplift(input).profit_follow, Money{1'000 - 167}) << "166.5 rounded once";
    input.lines.push_back(input.lines.front());
    input.lines.back().unit_cost = std::nullopt;
    EXPECT_FALSE(uplift(input).profit_follow) << "one line without a declared cost";
}

} // namespace
} // namespace ocop
