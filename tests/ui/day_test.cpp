// Accidents of the day: a shift closed by a slip of the finger, one that was left open, an approval
// nobody could read.

#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ocop::ui {
namespace {

using testing::Counter;
using Of = ApprovalView::Of;

constexpr std::int64_t day_s = 86'400;

std::size_t records_of(const Counter& counter, const std::string& kind) {
    return static_cast<std::size_t>(std::count_if(
        counter.journal.records.begin(),
        counter.journal.records.end(),
        [&](const Record& record) { return record.kind == kind; }
    ));
}

/// lan's shift of two days ago is still open, and she signs in.
Counter& sign_in_two_days_later(Counter& counter) {
    counter.open();
    counter.desk.press(Command::switch_user);
    counter.run();
    counter.clock.time = Moment{counter.clock.time.seconds() + 2 * day_s};
    counter.desk.sign_in("lan", "1234");
    counter.run();
    return counter;
}

TEST(CloseShift, NeedsACountAndSaysSoHoweverOftenTheKeyIsPressed) {
    Counter counter;
    counter.open();
    counter.desk.press(Command::close_shift);
    for (int press = 0; press < 3; ++press) {
        counter.desk.close_shift({}, false);
        counter.run();
        EXPECT_EQ(counter.screen(), Screen::count);
        EXPECT_EQ(counter.notice(), "nothing counted");
    }
    EXPECT_EQ(counter.rings, 3);
    EXPECT_EQ(records_of(counter, "shift-close"), 0U);
}

TEST(CloseShift, TakesAnEmptyDrawerThatSomebodyTypedAsZero) {
    Counter counter;
    counter.open();
    counter.desk.press(Command::close_shift);
    counter.desk.close_shift({}, true);
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::shift_closed);
    EXPECT_EQ(counter.view().closed->counted, "0");
}

TEST(OldShift, IsNamedWithItsDayAndClosingItComesFirst) {
    Counter counter;
    sign_in_two_days_later(counter);
    ASSERT_EQ(counter.screen(), Screen::old_shift);
    const auto shift = counter.view().old_shift;
    ASSERT_TRUE(shift.has_value());
    EXPECT_EQ(shift->number, "1");
    EXPECT_EQ(shift->day, "22/11/2026");
    EXPECT_EQ(shift->opened, "22/11/2026 09:00");
    EXPECT_EQ(shift->opened_by, "lan");
    EXPECT_EQ(shift->today, "24/11/2026");
    EXPECT_EQ(counter.notice().find("shift is open"), std::string::npos) << "it is asked about";
    EXPECT_EQ(counter.view().frame.shift_day, "22/11/2026");
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.screen(), Screen::count);
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::old_shift) << "not past it by way of another screen";
    counter.desk.press(Command::close_shift);
    counter.desk.close_shift({{500'000, 4}});
    counter.run();
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.screen(), Screen::open_shift) << "then today's";
}

TEST(OldShift, GoesOnOnlyWhereSomebodySaysSoAndIsAskedAboutAgainTheNextDay) {
    Counter counter;
    sign_in_two_days_later(counter);
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.notice(), "shift 1 of 22/11/2026 goes on");
    counter.sell_tea();
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.screen(), Screen::sell) << "once a day is enough";
    counter.clock.time = Moment{counter.clock.time.seconds() + day_s};
    counter.desk.minute_passed();
    EXPECT_EQ(counter.screen(), Screen::old_shift);
}

TEST(OldShift, TakesNoGoodsBeforeItIsAnswered) {
    Counter counter;
    sign_in_two_days_later(counter);
    counter.desk.scanned("QNA-002");
    EXPECT_EQ(counter.screen(), Screen::old_shift);
    EXPECT_EQ(counter.notice(), "QNA-002 not taken");
    EXPECT_TRUE(counter.view().lines.empty());
}

TEST(OldShift, IsAskedAboutAtATillThatWasLeftOnOverNightOnlyBetweenCustomers) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.clock.time = Moment{counter.clock.time.seconds() + day_s};
    counter.desk.minute_passed();
    EXPECT_EQ(counter.screen(), Screen::sell) << "a customer waits";
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("");
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::receipt);
    counter.desk.minute_passed();
    EXPECT_EQ(counter.screen(), Screen::receipt) << "the change is still to be given";
    counter.desk.scanned("QNA-002"); // the next customer
    EXPECT_EQ(counter.screen(), Screen::old_shift);
    EXPECT_EQ(counter.notice(), "QNA-002 not taken");
}

TEST(OldShift, IsNoneWhereItWasOpenedToday) {
    Counter counter;
    counter.open();
    counter.desk.press(Command::switch_user);
    counter.run();
    counter.desk.sign_in("lan", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_NE(counter.notice().find("shift is open"), std::string::npos);
}

TEST(Approval, ShowsTheLineItsOldAndNewAmountWhyAndByWhom) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-004");
    counter.desk.scan("QNA-002");
    counter.desk.give_discount("20", false, "Near its expiry");
    ASSERT_EQ(counter.screen(), Screen::approve);
    const auto asked = counter.view().approval;
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->of, Of::line_discount);
    EXPECT_EQ(asked->percent, "20");
    EXPECT_EQ(asked->reason, "Near its expiry");
    EXPECT_EQ(asked->asked_by, "lan");
    EXPECT_NE(asked->rule.find("> 5 %"), std::string::npos) << asked->rule;
    ASSERT_EQ(asked->goods.size(), 1U) << "the line it is about, no other";
    EXPECT_EQ(asked->goods[0].name, "Trà rừng");
    EXPECT_EQ(asked->goods[0].quantity, "1 hộp");
    EXPECT_EQ(asked->goods[0].before, "45.000");
    EXPECT_EQ(asked->goods[0].after, "36.000");
    EXPECT_EQ(asked->before, "60.000");
    EXPECT_EQ(asked->after, "51.000");
    EXPECT_EQ(counter.view().total.total, "60.000") << "nothing is done yet";
}

TEST(Approval, SaysTheSameAfterAWrongPin) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.give_discount("20", true, "x");
    counter.desk.approve("minh", "0000");
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::approve);
    const auto asked = counter.view().approval;
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->of, Of::basket_discount);
    EXPECT_EQ(asked->after, "36.000");
}

TEST(Approval, ShowsTheGoodsThatComeBackAndWhatIsGivenForThem) {
    Counter counter;
    counter.open().sell_tea();
    counter.desk.press(Command::give_back);
    counter.desk.sale_found(*counter.journal.find("T-01-1-000001"), {});
    counter.desk.set_coming_back(0, one_unit);
    counter.desk.take_back();
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::approve);
    const auto asked = counter.view().approval;
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->of, Of::goods_come_back);
    EXPECT_EQ(asked->subject, "T-01-1-000001");
    ASSERT_EQ(asked->goods.size(), 1U);
    EXPECT_EQ(asked->goods[0].name, "Trà rừng");
    EXPECT_EQ(asked->goods[0].quantity, "1 hộp");
    EXPECT_EQ(asked->after, "45.000");
    EXPECT_EQ(asked->asked_by, "lan");
    EXPECT_EQ(counter.notice().find("(return)"), std::string::npos) << counter.notice();
}

TEST(Approval, ShowsTheQuantityThatMakesAnApprovedDiscountMore) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.give_discount("50", true, "x");
    counter.desk.approve("hoa", "1234");
    counter.run();
    counter.desk.set_quantity("3");
    ASSERT_EQ(counter.screen(), Screen::approve);
    const auto asked = counter.view().approval;
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->of, Of::quantity);
    ASSERT_EQ(asked->goods.size(), 1U);
    EXPECT_EQ(asked->goods[0].quantity, "1 → 3 hộp");
    EXPECT_EQ(asked->before, "22.500");
    EXPECT_EQ(asked->after, "67.500");
}

TEST(Approval, ShowsTheOldLotThatWasScanned) {
    Counter counter;
    counter.open();
    counter.desk.scan("]C101089345631381651726112110L1");
    ASSERT_EQ(counter.screen(), Screen::approve);
    const auto asked = counter.view().approval;
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->of, Of::goods_added);
    ASSERT_EQ(asked->goods.size(), 1U);
    EXPECT_EQ(asked->goods[0].name, "Mắm cá cơm");
    EXPECT_EQ(asked->after, "120.000");
    EXPECT_NE(asked->rule.find("21/11/2026"), std::string::npos) << asked->rule;
}

TEST(Approval, ShowsTheCashThatIsToLeaveTheDrawer) {
    Counter counter;
    counter.open("hoa");
    counter.desk.receive(RecordSeen{*counter.journal.append(
        {"settings", counter.clock.time, {{"key", "cash.cashier_out_max"}, {"value", "100000"}}}
    )});
    counter.desk.sign_in("lan", "1234");
    counter.run();
    counter.desk.press(Command::drawer);
    counter.desk.start_errand(1);
    counter.desk.move_cash("200k", "mua nước");
    ASSERT_EQ(counter.screen(), Screen::approve);
    const auto asked = counter.view().approval;
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->of, Of::cash_out);
    EXPECT_EQ(asked->after, "200.000");
    EXPECT_EQ(asked->reason, "mua nước");
}

TEST(Approval, LeavesNoTraceOfWhatItWorkedOut) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.give_discount("20", true, "x");
    const std::size_t records = counter.journal.records.size();
    for (int look = 0; look < 3; ++look) {
        (void)counter.view();
    }
    counter.run();
    EXPECT_EQ(counter.journal.records.size(), records);
    EXPECT_FALSE(counter.desk.till().basket.discount.given());
    EXPECT_TRUE(counter.desk.till().unwritten_tries.empty());
}

} // namespace
} // namespace ocop::ui
