// What a failing disk left unknown, at the desk: it stops all else, and is asked about at the next
// start.
#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

namespace ocop::ui {
namespace {

using compose::LastRunQuestion;
using compose::RecordInDoubt;
using testing::Counter;

const RecordInDoubt lost{"T-01-1-000001", "22/11/2026 09:00:00", "45.000 đ"};

/// Pays for a box of tea, and the disk does not say whether it is sold.
void lose_track(Counter& counter) {
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("50k");
    counter.asked.clear();
    counter.desk.lost_track(lost, "the sync failed");
    counter.desk.receive(StoreFailed{std::string{name(FailureCode::not_known)}, "why", {}});
}

TEST(NotKnown, StopsWithTheSaleItsTotalAndItsTime) {
    Counter counter;
    lose_track(counter);
    ASSERT_EQ(counter.screen(), Screen::not_known);
    const auto doubt = counter.view().doubt;
    ASSERT_TRUE(doubt.has_value());
    EXPECT_EQ(doubt->what, lost.what);
    EXPECT_EQ(doubt->at, lost.at);
    EXPECT_EQ(doubt->total, lost.total);
    EXPECT_FALSE(doubt->reason.empty());
    EXPECT_FALSE(doubt->found.has_value());
    EXPECT_GE(counter.rings, 1);
}

TEST(NotKnown, TakesNothingMoreThatWouldSell) {
    Counter counter;
    lose_track(counter);
    counter.papers.clear();
    for (const Shortcut& row : shortcuts()) {
        counter.desk.press(row.command);
        EXPECT_EQ(counter.screen(), Screen::not_known) << row.shown;
    }
    counter.desk.scanned("QNA-002", {});
    counter.desk.scan("QNA-002");
    counter.desk.search("QNA-002");
    counter.desk.enter_code();
    counter.desk.pay("50k");
    counter.desk.sign_in("hoa", "1234");
    counter.desk.close_shift({{500'000, 4}});
    EXPECT_TRUE(counter.asked.empty());
    EXPECT_TRUE(counter.papers.empty());
    EXPECT_EQ(counter.screen(), Screen::not_known);
    EXPECT_FALSE(counter.view().help);
}

TEST(NotKnown, LetsTheWindowCloseOverTheBasketThatWasPaid) {
    Counter counter;
    lose_track(counter);
    ASSERT_FALSE(counter.desk.till().basket.empty());
    EXPECT_TRUE(counter.desk.may_leave());
}

/// A desk that starts with a question.
void ask(Counter& counter, LastRunQuestion::Found found) {
    counter.desk.opened(
        counter.journal.ledger(),
        testing::catalog(),
        "the disk failed",
        LastRunQuestion{found, lost}
    );
}

TEST(LastRun, IsPutToWhoeverSignsInBeforeAnythingElse) {
    Counter counter;
    ask(counter, LastRunQuestion::Found::not_recorded);
    EXPECT_EQ(counter.screen(), Screen::sign_in);
    counter.desk.sign_in("lan", "1234");
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::last_run);
    const auto doubt = counter.view().doubt;
    ASSERT_TRUE(doubt.has_value());
    EXPECT_EQ(doubt->found, LastRunQuestion::Found::not_recorded);
    EXPECT_EQ(doubt->what, lost.what);
    EXPECT_EQ(doubt->reader, "lan");
    for (const Shortcut& row : shortcuts()) {
        if (row.command != Command::confirm) {
            counter.desk.press(row.command);
        }
    }
    counter.desk.scanned("QNA-002", {});
    EXPECT_EQ(counter.screen(), Screen::last_run) << "one button alone leads on";
    EXPECT_TRUE(counter.readers.empty());
    EXPECT_TRUE(counter.view().lines.empty());
}

TEST(LastRun, GoesOnOnceItIsOnRecordWhoReadIt) {
    Counter counter;
    ask(counter, LastRunQuestion::Found::recorded);
    counter.desk.sign_in("lan", "1234");
    counter.run();
    counter.desk.press(Command::confirm);
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.readers, std::vector<std::string>{"lan"}) << "once";
    EXPECT_EQ(counter.screen(), Screen::last_run) << "not before it is on disk";
    const auto record = counter.journal.append({"doubt", counter.clock.time, {{"user", "lan"}}});
    counter.desk.last_run_read(std::vector<Record>{*record});
    EXPECT_EQ(counter.screen(), Screen::open_shift);
    EXPECT_EQ(counter.desk.till().ledger.records, counter.journal.ledger().records);
    counter.desk.open_shift("2000k");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sell);
}

TEST(LastRun, StaysWhereItCouldNotBeNoted) {
    Counter counter;
    ask(counter, LastRunQuestion::Found::not_told);
    counter.desk.sign_in("lan", "1234");
    counter.run();
    counter.desk.press(Command::confirm);
    counter.desk.last_run_read(Unexpected{Failure{FailureCode::disk_full, {}, "ledger.db"}});
    EXPECT_EQ(counter.screen(), Screen::last_run);
    EXPECT_EQ(counter.desk.state().notice.kind, Notice::Kind::refusal);
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.readers.size(), 2U) << "it can be tried again";
}

} // namespace
} // namespace ocop::ui
