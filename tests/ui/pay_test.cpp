// The payment screen: codes that follow what is typed, tenders that are taken back.

#include "receipts/vietqr.hpp"
#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

#include <variant>

namespace ocop::ui {
namespace {

using testing::Counter;

/// A counter whose shop has an account and rounds cash as `rounding` says.
void set_up(Counter& counter, const std::string& rounding = "off") {
    counter.open();
    for (const auto& [key, value] : std::map<std::string, std::string>{
             {"bank.bin", "970436"}, {"bank.account", "0123456789"}, {"rounding", rounding}}) {
        counter.desk.receive(RecordSeen{*counter.journal.append(
            {"settings", counter.clock.time, {{"key", key}, {"value", value}}}
        )});
    }
}

/// The amount of the payment code that was ordered last.
Money last_code(const Counter& counter) {
    for (auto order = counter.papers.rbegin(); order != counter.papers.rend(); ++order) {
        if (order->purpose == Purpose::payment_code) {
            const auto& code = std::get<receipts::Code>(order->document->blocks.front());
            return receipts::parse_vietqr(code.data)->amount.value_or(Money{});
        }
    }
    return {};
}

std::size_t codes(const Counter& counter) {
    std::size_t count = 0;
    for (const PaperOrder& order : counter.papers) {
        count += order.purpose == Purpose::payment_code ? 1 : 0;
    }
    return count;
}

/// The paper thread has drawn the order `index` from the end.
void draw(Counter& counter, std::size_t from_end = 0) {
    const PaperOrder& order = counter.papers.at(counter.papers.size() - 1 - from_end);
    counter.desk.receive(PaperNews{order.purpose, receipts::Bitmap{8, 8}, false, {}, order.number});
}

TEST(Pay, TheCodeFollowsTheAmountThatIsTyped) {
    Counter counter;
    set_up(counter);
    counter.desk.scan("QNA-003"); // 150.000
    counter.desk.press(Command::pay_transfer);
    EXPECT_EQ(last_code(counter), Money{150'000});
    EXPECT_EQ(counter.view().pay.asked, "150.000");
    EXPECT_FALSE(counter.view().pay.is_part);
    draw(counter);
    ASSERT_TRUE(counter.desk.state().payment_code.has_value());

    counter.desk.type_amount("1");
    EXPECT_FALSE(counter.desk.state().payment_code.has_value()) << "the one before asks for all";
    counter.desk.type_amount("100k");
    EXPECT_EQ(last_code(counter), Money{100'000});
    EXPECT_EQ(counter.view().pay.asked, "100.000");
    EXPECT_TRUE(counter.view().pay.is_part);
    draw(counter, 1);
    EXPECT_FALSE(counter.desk.state().payment_code.has_value()) << "that is of 1 đ";
    draw(counter);
    EXPECT_TRUE(counter.desk.state().payment_code.has_value());

    // More than is left, nothing, or no amount: no code at all.
    const std::size_t before = codes(counter);
    for (const char* none : {"150001", "0", "abc", "-5"}) {
        counter.desk.type_amount(none);
        EXPECT_EQ(codes(counter), before) << none;
        EXPECT_FALSE(counter.desk.state().payment_code.has_value()) << none;
        EXPECT_EQ(counter.view().pay.asked, "") << none;
    }
    counter.desk.type_amount("");
    EXPECT_EQ(last_code(counter), Money{150'000});

    counter.desk.type_amount("100k");
    counter.desk.pay("100k");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::pay);
    EXPECT_EQ(counter.desk.state().amount_typed, "");
    EXPECT_EQ(last_code(counter), Money{50'000}) << "what is left";
    counter.desk.scan("QNA-004");
    EXPECT_EQ(last_code(counter), Money{65'000}) << "and what was scanned since";
    counter.desk.untender(0);
    counter.run();
    EXPECT_EQ(counter.notice(), "100.000 back");
    EXPECT_EQ(last_code(counter), Money{165'000});
}

TEST(Pay, ACodeThatComesLateIsNotShownForAnotherTender) {
    Counter counter;
    set_up(counter);
    counter.desk.scan("QNA-003");
    counter.desk.press(Command::pay_transfer);
    counter.desk.press(Command::pay_cash);
    draw(counter);
    EXPECT_FALSE(counter.desk.state().payment_code.has_value());
    counter.desk.press(Command::back);
    counter.desk.scan("QNA-003");
    counter.desk.press(Command::pay_transfer);
    draw(counter, 1);
    EXPECT_FALSE(counter.desk.state().payment_code.has_value()) << "of the basket before";
}

TEST(Pay, TakesTheLastTenderBackWithDeleteAndSaysInFiguresWhatGoesBack) {
    Counter counter;
    set_up(counter);
    counter.desk.scan("QNA-003");
    counter.desk.press(Command::pay_cash);
    counter.desk.press(Command::remove_line);
    EXPECT_NE(counter.notice(), "") << "nothing was taken";
    EXPECT_EQ(counter.screen(), Screen::pay);
    counter.desk.pay("500");
    ASSERT_EQ(counter.view().pay.taken.size(), 1U);
    counter.desk.press(Command::remove_line);
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::hand_back);
    const auto back = counter.view().hand_back;
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->amount, "500");
    EXPECT_TRUE(back->is_cash);
    EXPECT_FALSE(back->given_up);
    EXPECT_EQ(counter.journal.records.back().kind, "untender");
    EXPECT_FALSE(takes_scans(counter.screen())) << "it is handed back first";
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.screen(), Screen::pay);
    EXPECT_TRUE(counter.view().pay.taken.empty());
    counter.desk.pay("500k");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::receipt);
    EXPECT_EQ(counter.view().receipt->change, "350.000");
}

TEST(Pay, SaysOnTheSellingScreenThatMoneyWasTaken) {
    Counter counter;
    set_up(counter);
    counter.desk.scan("QNA-003");
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("100k");
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_NE(counter.notice().find("100.000"), std::string::npos) << counter.notice();
    EXPECT_EQ(counter.view().total.taken, "100.000");
    EXPECT_EQ(counter.view().total.rest, "50.000");
}

TEST(Pay, GivingUpABasketWithMoneyTakenSaysWhatGoesBackAndLeavesNoDeadScreen) {
    for (const bool from_pay : {true, false}) {
        Counter counter;
        set_up(counter);
        counter.desk.scan("QNA-003");
        counter.desk.set_quantity("9");
        counter.desk.press(Command::pay_transfer);
        counter.desk.pay("70k");
        counter.desk.press(Command::pay_cash);
        counter.desk.pay("500k");
        if (!from_pay) {
            counter.desk.press(Command::back);
        }
        counter.desk.press(Command::cancel_basket);
        counter.desk.press(Command::cancel_basket);
        counter.run();
        ASSERT_EQ(counter.screen(), Screen::hand_back);
        const auto back = counter.view().hand_back;
        ASSERT_TRUE(back.has_value());
        EXPECT_EQ(back->amount, "500.000");
        EXPECT_TRUE(back->given_up);
        const std::vector<std::pair<std::string, std::string>> others{{"transfer", "70.000"}};
        EXPECT_EQ(back->others, others);
        counter.desk.press(from_pay ? Command::confirm : Command::back);
        EXPECT_EQ(counter.screen(), Screen::sell);
        counter.desk.scan("QNA-004");
        EXPECT_EQ(counter.view().lines.size(), 1U) << "the next customer";
    }
}

TEST(Pay, GivingUpABasketOnThePaymentScreenLeavesItEvenWhereNothingWasTaken) {
    Counter counter;
    set_up(counter);
    counter.desk.scan("QNA-003");
    counter.desk.press(Command::pay_cash);
    counter.desk.press(Command::cancel_basket);
    counter.desk.press(Command::cancel_basket);
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_TRUE(counter.view().lines.empty());
}

TEST(Pay, OnlyTransfersThatWereTakenAreToldOnGivingUp) {
    Counter counter;
    set_up(counter);
    counter.desk.scan("QNA-003");
    counter.desk.press(Command::pay_transfer);
    counter.desk.pay("70k");
    counter.desk.press(Command::cancel_basket);
    counter.desk.press(Command::cancel_basket);
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::hand_back);
    EXPECT_EQ(counter.view().hand_back->amount, "70.000");
    EXPECT_FALSE(counter.view().hand_back->is_cash);
}

TEST(Pay, FinishesADueThatRoundsToNothing) {
    Counter counter;
    set_up(counter, "500-nearest");
    counter.desk.scan("QNA-004"); // 15.000
    counter.desk.press(Command::discount);
    counter.desk.give_discount("1", true, "x"); // 14.850
    counter.desk.press(Command::pay_transfer);
    counter.desk.pay("14650");
    counter.desk.press(Command::pay_cash);
    EXPECT_EQ(counter.view().pay.rest, "200");
    EXPECT_EQ(counter.view().pay.cash_rest, "0");
    EXPECT_EQ(counter.view().pay.likely.front().amount, 0);
    counter.desk.pay("0"); // the button that is offered
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::receipt);
}

TEST(Pay, ShowsWhatOfARoundedSaleGoesBack) {
    Counter counter;
    set_up(counter, "1000-nearest");
    counter.desk.scan("QNA-004");
    counter.desk.press(Command::discount);
    counter.desk.give_discount("1", true, "x"); // 14.850, of which 15.000 are kept
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("");
    counter.run();
    counter.desk.press(Command::give_back);
    counter.desk.sale_found(*counter.journal.find("T-01-1-000001"), {});
    counter.desk.set_coming_back(0, one_unit);
    EXPECT_EQ(counter.view().return_total, "15.000");
}

TEST(Pay, ShowsAnApproverTheRoundedSumThatGoesBack) {
    Counter counter;
    set_up(counter, "1000-nearest");
    counter.desk.scan("QNA-004");
    counter.desk.press(Command::discount);
    counter.desk.give_discount("1", true, "x"); // 14.850, of which 15.000 are kept
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("");
    counter.run();
    counter.desk.press(Command::give_back);
    counter.desk.sale_found(*counter.journal.find("T-01-1-000001"), {});
    counter.desk.set_coming_back(0, one_unit);
    counter.desk.take_back();
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::approve);
    EXPECT_EQ(counter.view().approval->after, "15.000");
}

} // namespace
} // namespace ocop::ui
