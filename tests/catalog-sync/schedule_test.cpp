#include "catalog-sync/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <rapidcheck.h>
#include <set>

namespace ocop::catalog_sync {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr ScheduleTimes times{};

std::uint64_t bits() {
    return *rc::gen::arbitrary<std::uint64_t>();
}

TEST(Schedule, ComesWithinAMinuteOfTheStart) {
    EXPECT_TRUE(rc::check([] {
        const NextSync next = at_start(times, bits());
        RC_ASSERT(next.wait >= 0s && next.wait <= 60s);
        RC_ASSERT(next.failures == 0);
    }));
}

TEST(Schedule, ComesEveryHalfHourGiveOrTakeAFifth) {
    EXPECT_TRUE(rc::check([] {
        const NextSync next = after_success(times, bits());
        RC_ASSERT(next.wait >= 24min && next.wait <= 36min);
        RC_ASSERT(next.failures == 0);
    }));
    EXPECT_EQ(after_success(times, 0).wait, 24min);
    EXPECT_EQ(after_success(times, 720).wait, 36min);
}

TEST(Schedule, SpreadsTillsOverTheWholeSpan) {
    std::set<seconds> waits;
    for (std::uint64_t till = 0; till < 5'000; ++till) {
        waits.insert(after_success(times, till * 0x9E37'79B9'7F4A'7C15U).wait);
    }
    EXPECT_GT(waits.size(), 600U) << "of 721 seconds";
}

TEST(Schedule, BacksOffDoublingFromAMinuteToSixHours) {
    EXPECT_TRUE(rc::check([] {
        const int before = *rc::gen::inRange(0, 40);
        const NextSync next = after_failure(times, before, std::nullopt, bits());
        const seconds longest = before < 9 ? seconds{60} * (1 << before) : seconds{6h};
        RC_ASSERT(next.wait >= 1s && next.wait <= longest);
        RC_ASSERT(next.failures == before + 1);
    }));
    EXPECT_EQ(after_failure(times, 0, std::nullopt, 59).wait, 60s) << "the whole span is used";
    EXPECT_EQ(after_failure(times, 3, std::nullopt, 479).wait, 480s);
    EXPECT_EQ(after_failure(times, 9, std::nullopt, 21'599).wait, 6h);
}

TEST(Schedule, NeverWaitsLongerThanItsLimitHoweverOftenItFailed) {
    constexpr int most = std::numeric_limits<int>::max();
    EXPECT_TRUE(rc::check([] {
        RC_ASSERT(after_failure(times, most, std::nullopt, bits()).wait <= 6h);
    }));
    EXPECT_EQ(after_failure(times, most, std::nullopt, 0).failures, most);
}

TEST(Schedule, IsNotBackBeforeTheTimeTheServerNamed) {
    EXPECT_TRUE(rc::check([] {
        const seconds asked{*rc::gen::inRange<std::int64_t>(1, 21'600)};
        const int before = *rc::gen::inRange(0, 20);
        const std::uint64_t random_bits = bits();
        const seconds wait = after_failure(times, before, asked, random_bits).wait;
        const seconds alone = after_failure(times, before, std::nullopt, random_bits).wait;
        RC_ASSERT(wait >= asked && wait <= std::max(alone, asked + 60s));
    }));
}

TEST(Schedule, StillBacksOffWhenTheServerNamesATimeTooSoon) {
    EXPECT_EQ(after_failure(times, 9, 1s, 21'599).wait, 6h);
}

TEST(Schedule, IsNotSilencedByAServerThatNamesATimeTooFarOff) {
    EXPECT_TRUE(rc::check([] {
        const seconds asked{*rc::gen::arbitrary<std::int64_t>()};
        const seconds wait = after_failure(times, 2, asked, bits()).wait;
        RC_ASSERT(wait >= 1s && wait <= 6h + 60s);
    }));
}

TEST(Schedule, ComesAtOnceWhenAPersonAsksAndStillCountsTheFailures) {
    EXPECT_EQ(when_asked(4), (NextSync{0s, 4}));
}

TEST(Schedule, StartsCountingAnewAfterASuccess) {
    const NextSync failed = after_failure(times, 5, std::nullopt, 7);
    EXPECT_EQ(failed.failures, 6);
    EXPECT_EQ(after_success(times, 7).failures, 0);
    EXPECT_LE(after_failure(times, after_success(times, 7).failures, std::nullopt, 999).wait, 60s);
}

TEST(Schedule, KeepsToOtherTimesThanItsOwn) {
    EXPECT_TRUE(rc::check([] {
        ScheduleTimes other;
        other.interval = seconds{*rc::gen::inRange<std::int64_t>(1, 1'000'000)};
        other.jitter_percent = *rc::gen::inRange(0, 100);
        other.back_off_first = seconds{*rc::gen::inRange<std::int64_t>(1, 1'000)};
        other.back_off_max =
            other.back_off_first + seconds{*rc::gen::inRange<std::int64_t>(0, 100'000)};
        const int before = *rc::gen::inRange(0, 100);
        RC_ASSERT(after_failure(other, before, std::nullopt, bits()).wait <= other.back_off_max);
        const seconds wait = after_success(other, bits()).wait;
        RC_ASSERT(wait >= 0s && wait < other.interval * 2);
    }));
}

} // namespace
} // namespace ocop::catalog_sync
