#include "tests/shell/shop_day.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

using testing::Shop;

TEST(ClockInDoubt, LetsNothingBeDoneButSayWhatToDo) {
    Shop shop{false};
    const std::size_t before = shop.journal.records.size();
    for (const char* moment :
         {"2019-12-31T23:59:59+07:00", "2027-11-02T00:00:00+07:00", "2025-10-31T23:59:59+07:00"}) {
        shop.now = *parse_moment(moment);
        for (const char* action :
             {R"({"do":"sign-in","user":"lan","pin":"1234"})",
              R"({"do":"sign-in","user":"lan","pin":"0000"})",
              R"({"do":"no-sale"})",
              R"({"do":"settings","key":"event","value":"x"})"}) {
            EXPECT_EQ(shop.code_of(action), "clock") << moment << action;
        }
    }
    shop.now = Moment{0};
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"lan","pin":"1234"})"), "clock");
    EXPECT_EQ(
        shop.code_of(
            R"({"do":"confirm-day","day":"1970-01-01","approver":"hoa","approver_pin":"1234"})"
        ),
        "clock"
    ) << "a day nothing can be recorded on";
    EXPECT_EQ(shop.journal.records.size(), before);
    shop.now = *parse_moment("2027-11-01T23:59:59+07:00"); // a year, to the day
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"lan","pin":"1234"})"), "ok");
}

TEST(ClockInDoubt, IsBelievedOnceAManagerConfirmsItsDay) {
    Shop shop{false};
    shop.now = *parse_moment("2029-03-04T09:00:00+07:00");
    const auto confirm = [&shop](const char* day, const char* user, const char* pin) {
        return shop.code_of(
            std::string{R"({"do":"confirm-day","day":")"} + day + R"(","approver":")" + user
            + R"(","approver_pin":")" + pin + "\"}"
        );
    };
    EXPECT_EQ(shop.code_of(R"({"do":"confirm-day","day":"2029-03-04"})"), "not-signed-in");
    EXPECT_EQ(confirm("2029-03-04", "lan", "1234"), "not-allowed");
    EXPECT_EQ(confirm("2029-03-04", "minh", "1234"), "not-allowed");
    EXPECT_EQ(confirm("2029-03-05", "hoa", "1234"), "clock");
    EXPECT_EQ(confirm("2029-03-04", "hoa", "0"), "wrong-pin");
    EXPECT_EQ(iso(shop.journal.records.back().at).substr(0, 4), "2026") << "not confirmed yet";
    EXPECT_EQ(confirm("2029-03-04", "hoa", "1234"), "ok");
    const Record& clock = shop.journal.records.back();
    EXPECT_EQ(clock.kind, "clock");
    EXPECT_EQ(clock.at, shop.now);
    EXPECT_EQ(clock.body.json()["confirmed_by"], "hoa");
    EXPECT_GT(clock.body.json()["ahead_s"], 0);
    shop.open();
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-002"})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"pay","tender":"cash","amount":50000})"), "ok");
    EXPECT_EQ(iso(shop.journal.records.back().at).substr(0, 10), "2029-03-04");
    // The clock is set right: as far back, and confirmed the same way, with a basket on the
    // counter.
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.now = *parse_moment("2026-11-22T09:00:00+07:00");
    EXPECT_EQ(shop.code_of(R"({"do":"pay","tender":"cash","amount":50000})"), "clock");
    EXPECT_EQ(confirm("2026-11-22", "hoa", "1234"), "ok");
    EXPECT_GT(shop.journal.records.back().body.json()["behind_s"], 0);
    EXPECT_EQ(shop.code_of(R"({"do":"pay","tender":"cash","amount":50000})"), "ok");
    EXPECT_EQ(confirm("2026-11-22", "hoa", "1234"), "ok") << "nothing left to confirm";
    EXPECT_EQ(shop.journal.records.back().kind, "sale");
}

TEST(ClockInDoubt, TakesNoTimeFromAScriptThatWouldNotBeReadBack) {
    Shop shop;
    EXPECT_EQ(
        shop.code_of(R"({"do":"sign-in","user":"lan","pin":"0","at":"2000-01-01T00:00:00+14:00"})"),
        "clock"
    ) << "the last day of 1999, in Vietnam";
    EXPECT_EQ(
        shop.code_of(
            R"({"do":"sign-in","user":"lan","pin":"1234","at":"2001-01-01T00:00:00+07:00"})"
        ),
        "ok"
    );
}

} // namespace
} // namespace ocop
