#include "pos/core/tender.hpp"
#include "pos/ui/trace.hpp"
#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

namespace ocop::ui {
namespace {

using testing::catalog;
using testing::Counter;

TEST(Desk, AsksWhoSellsFirst) {
    Counter counter;
    EXPECT_EQ(counter.screen(), Screen::sign_in);
    counter.desk.sign_in("lan", "1234");
    EXPECT_EQ(counter.screen(), Screen::sign_in) << "the PIN is still being checked";
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::open_shift);
}

TEST(Desk, RefusesAWrongPinWithASentenceAndASound) {
    Counter counter;
    counter.desk.sign_in("lan", "0000");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sign_in);
    EXPECT_EQ(counter.desk.state().notice.kind, Notice::Kind::refusal);
    EXPECT_FALSE(counter.notice().empty());
    EXPECT_EQ(counter.rings, 1);
}

TEST(Desk, OpensAShiftWithAnAmountAsTyped) {
    Counter counter;
    counter.open();
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.desk.till().ledger.shift->opening_float, Money{2'000'000});
}

TEST(Desk, AddsAProductFoundByWordsWithoutDiacritics) {
    Counter counter;
    counter.open();
    counter.desk.search("mam ca");
    ASSERT_EQ(counter.desk.results().size(), 1U);
    counter.desk.enter_code();
    ASSERT_EQ(counter.view().lines.size(), 1U);
    EXPECT_EQ(counter.view().lines[0].name, "Mắm cá cơm");
    EXPECT_EQ(counter.desk.state().search, "");
    EXPECT_EQ(counter.desk.state().selected_line, 1);
}

TEST(Desk, HandsOverWhatIsOnTheCounterWheneverItChangesAndNotOtherwise) {
    Counter counter;
    counter.open();
    EXPECT_TRUE(counter.kept_baskets.empty());
    counter.desk.scan("QNA-002");
    ASSERT_EQ(counter.kept_baskets.size(), 1U);
    EXPECT_EQ(counter.kept_baskets.back()->basket.entries.size(), 1U);
    EXPECT_EQ(counter.kept_baskets.back()->cashier, "lan");
    counter.desk.search("mam");
    counter.desk.press(Command::down);
    counter.desk.press(Command::pay_cash);
    EXPECT_EQ(counter.kept_baskets.size(), 1U) << "no key press is written down";
    counter.desk.pay("20k");
    ASSERT_EQ(counter.kept_baskets.size(), 2U);
    EXPECT_EQ(paid(counter.kept_baskets.back()->tenders), Money{20'000});
    counter.desk.pay("25k");
    EXPECT_EQ(counter.kept_baskets.size(), 2U) << "open until its sale is on disk";
    counter.run();
    ASSERT_EQ(counter.kept_baskets.size(), 3U);
    EXPECT_FALSE(counter.kept_baskets.back().has_value());
}

/// `next` is the start after the death of `died`.
void start_after(const Counter& died, Counter& next) {
    for (const Record& record : died.journal.records) {
        if (record.seq >= next.journal.ledger().records) {
            ASSERT_TRUE(next.journal.append({record.kind, record.at, record.body}).has_value());
        }
    }
    const auto kept = parse_kept_basket(to_json(*died.kept_baskets.back()));
    ASSERT_TRUE(kept.has_value());
    ASSERT_TRUE(
        next.journal.append(left_basket(*kept, next.journal.ledger(), next.clock.now())).has_value()
    );
    next.desk.opened(next.journal.ledger(), catalog(), {});
}

TEST(Desk, OffersTheBasketThatTheTillDiedWithToWhoeverSignsIn) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    Counter next;
    start_after(counter, next);
    next.desk.sign_in("hoa", "1234");
    next.run();
    EXPECT_EQ(next.screen(), Screen::holds);
    EXPECT_NE(next.notice().find("45.000"), std::string::npos) << next.notice();
    EXPECT_NE(next.notice().find("no receipt yet"), std::string::npos) << next.notice();
    ASSERT_EQ(next.view().holds.size(), 1U);
    EXPECT_TRUE(next.view().holds[0].left);
    EXPECT_TRUE(next.view().holds[0].selected);
    next.desk.press(Command::back);
    EXPECT_EQ(next.screen(), Screen::sell) << "it may wait";
    next.desk.press(Command::recall);
    next.desk.press(Command::confirm);
    EXPECT_EQ(next.screen(), Screen::sell);
    EXPECT_EQ(next.view().total.total, "45.000");
}

TEST(Desk, GoesOnWithThePaymentThatTheTillDiedIn) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("20k");
    Counter next;
    start_after(counter, next);
    next.desk.sign_in("lan", "1234");
    next.run();
    EXPECT_EQ(next.view().holds[0].paid, "20.000");
    next.desk.press(Command::confirm);
    EXPECT_EQ(next.screen(), Screen::pay);
    EXPECT_EQ(next.desk.rest(), Money{25'000});
}

TEST(Desk, NeverGuessesAtANumber) {
    Counter counter;
    counter.open();
    counter.desk.search("8934563138172"); // a good check digit, but nobody's
    counter.desk.enter_code();
    EXPECT_TRUE(counter.view().lines.empty());
    EXPECT_EQ(counter.rings, 1);
    EXPECT_NE(counter.notice().find("8934563138172"), std::string::npos);
}

TEST(Desk, AddsThreeOfACodeWithAStar) {
    Counter counter;
    counter.open();
    counter.desk.search("3*QNA-002");
    counter.desk.enter_code();
    ASSERT_EQ(counter.view().lines.size(), 1U);
    EXPECT_EQ(counter.view().lines[0].quantity, "3");
    EXPECT_EQ(counter.view().total.total, "135.000");
}

TEST(Desk, SetsTheQuantityOfTheChosenLine) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.scan("QNA-001");
    counter.desk.select_line(1);
    counter.desk.press(Command::quantity);
    EXPECT_EQ(counter.screen(), Screen::quantity);
    counter.desk.set_quantity("4");
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines[0].quantity, "4");
    EXPECT_TRUE(counter.view().lines[0].selected);
}

TEST(Desk, RaisesAndLowersWithPlusAndMinus) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::more);
    EXPECT_EQ(counter.view().lines[0].quantity, "2");
    counter.desk.press(Command::less);
    counter.desk.press(Command::less);
    EXPECT_EQ(counter.view().lines[0].quantity, "1") << "quantity 0 is refused, not a removal";
    EXPECT_EQ(counter.rings, 1);
}

TEST(Desk, RaisesAGiftSetByWholeSets) {
    Counter counter;
    counter.open();
    counter.desk.scan("SET-01");
    ASSERT_EQ(counter.view().lines.size(), 3U);
    counter.desk.press(Command::more);
    EXPECT_EQ(counter.view().total.total, "540.000");
}

TEST(View, TellsAGiftSetsSharesFromDiscountsSomebodyGave) {
    Counter counter;
    counter.open();
    counter.desk.scan("SET-01");
    const ViewModel set = counter.view();
    ASSERT_EQ(set.lines.size(), 3U);
    EXPECT_EQ(set.total.discount, "");
    EXPECT_EQ(set.lines.front().discount, "");
}

TEST(Desk, KeepsSellingAtAScanWhileAQuestionIsOpen) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::quantity);
    counter.desk.scan("QNA-001");
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines.size(), 2U);
}

TEST(Desk, TakesCashAndSaysTheChange) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::pay_cash);
    ASSERT_EQ(counter.screen(), Screen::pay);
    counter.desk.pay("50k");
    EXPECT_EQ(counter.screen(), Screen::pay) << "not sold before it is on disk";
    EXPECT_TRUE(counter.papers.empty()) << "no paper before it is on disk";
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::receipt);
    const auto receipt = counter.view().receipt;
    ASSERT_TRUE(receipt.has_value());
    EXPECT_EQ(receipt->change, "5.000");
    EXPECT_EQ(receipt->number, "T-01-1-000001");
}

TEST(Desk, TakesASecondEnterOnPayForTheSameOne) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("50k");
    counter.desk.pay("50k");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::receipt);
    EXPECT_EQ(counter.rings, 0);
}

TEST(Desk, PaysExactlyWhatIsLeftWithAnEmptyField) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("20k");
    EXPECT_EQ(counter.view().pay.rest, "25.000");
    counter.desk.choose_tender("transfer");
    counter.desk.pay("");
    counter.run();
    ASSERT_TRUE(counter.view().receipt.has_value());
    EXPECT_EQ(counter.view().receipt->change, "0");
}

TEST(Desk, StaysOpenWhenTheDiskFails) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("50k");
    counter.journal.fail_next = true;
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::pay);
    EXPECT_EQ(counter.desk.state().notice.kind, Notice::Kind::refusal);
    EXPECT_EQ(counter.view().total.total, "45.000");
    counter.desk.pay("50k");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::receipt) << "the same sale goes through afterwards";
}

TEST(Desk, SaysSoWhenTheStoreThreadTakesNoMore) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::pay_cash);
    counter.store_is_full = true;
    counter.desk.pay("50k");
    EXPECT_EQ(counter.notice(), "store busy");
    EXPECT_EQ(counter.screen(), Screen::pay);
}

TEST(Desk, StartsTheNextCustomerAtAScanOverTheReceipt) {
    Counter counter;
    counter.open().sell_tea();
    counter.desk.scan("QNA-001");
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines.size(), 1U);
}

TEST(Desk, SaysThatNothingIsPrintedAgainWhereNoPrinterIs) {
    Counter counter;
    counter.open().sell_tea();
    counter.desk.press(Command::reprint);
    EXPECT_EQ(counter.notice(), words(PrintTrouble::no_printer, Language::en));
    devices::PrintStatus status;
    status.phase = devices::PrintStatus::Phase::waiting;
    status.trouble = PrintTrouble::paper_out;
    counter.desk.receive(status);
    counter.desk.press(Command::reprint);
    EXPECT_EQ(counter.notice(), words(PrintTrouble::paper_out, Language::en)) << "it waits";
}

TEST(Desk, PrintsAgainMarkedAsACopy) {
    Counter counter;
    counter.open().sell_tea();
    (void)counter.journal.append(
        {"settings", counter.clock.time, {{"key", "printer"}, {"value", "folder"}}}
    );
    counter.desk.receive(Message{RecordSeen{counter.journal.records.back()}});
    counter.papers.clear();
    counter.desk.press(Command::reprint);
    ASSERT_EQ(counter.papers.size(), 1U);
    EXPECT_TRUE(counter.papers[0].print);
    ASSERT_TRUE(counter.papers[0].document.has_value());
    EXPECT_EQ(counter.papers[0].name, counter.view().receipt->number + "-reprint");
    EXPECT_EQ(counter.notice(), "reprinted");
}

TEST(Desk, TellsThePrintersTroubleWithoutTouchingTheSale) {
    Counter counter;
    counter.open().sell_tea();
    counter.desk.receive(PaperNews{Purpose::none, std::nullopt, true, "no paper"});
    EXPECT_EQ(counter.desk.state().paper_fault, "no paper");
    EXPECT_EQ(counter.notice(), "not out: no paper") << "all of it, where there is room";
    EXPECT_EQ(counter.screen(), Screen::receipt);
    counter.desk.receive(PaperNews{Purpose::none, std::nullopt, true, {}});
    EXPECT_EQ(counter.desk.state().paper_fault, "") << "it works again";
}

TEST(Desk, PutsABasketAsideAndTakesItUpAgain) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::hold);
    counter.run();
    EXPECT_TRUE(counter.view().lines.empty());
    EXPECT_EQ(counter.notice(), "held as 1.");
    counter.desk.press(Command::recall);
    ASSERT_EQ(counter.screen(), Screen::holds);
    ASSERT_EQ(counter.view().holds.size(), 1U);
    EXPECT_EQ(counter.view().holds[0].goods, "Trà rừng");
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines.size(), 1U);
}

TEST(Desk, GivesUpABasketOnlyWhenAskedTwice) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::cancel_basket);
    EXPECT_EQ(counter.notice(), "cancel again");
    EXPECT_EQ(counter.view().lines.size(), 1U);
    counter.desk.press(Command::more); // something else in between
    counter.desk.press(Command::cancel_basket);
    EXPECT_EQ(counter.view().lines.size(), 1U);
    counter.desk.press(Command::cancel_basket);
    counter.run();
    EXPECT_TRUE(counter.view().lines.empty());
}

TEST(Desk, AsksForAnApproverAboveTheCashiersLimit) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::discount);
    counter.desk.give_discount("10", false, "Near its expiry");
    ASSERT_EQ(counter.screen(), Screen::approve);
    counter.desk.approve("minh", "0000");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::approve) << "a wrong PIN asks again";
    counter.desk.approve("minh", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().total.total, "40.500");
    EXPECT_EQ(counter.view().lines[0].discount, "-4.500");
}

TEST(Desk, AsksAManagerToConfirmADayThatIsFarFromTheLastRecord) {
    Counter counter{false};
    counter.clock.time = *parse_moment("2029-03-04T09:00:00+07:00");
    counter.desk.sign_in("lan", "1234");
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::approve);
    EXPECT_NE(counter.notice().find("04/03/2029"), std::string::npos) << counter.notice();
    ASSERT_EQ(counter.view().approvers.size(), 1U) << "a manager alone";
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::sign_in);
    counter.desk.sign_in("lan", "1234");
    counter.run();
    counter.desk.approve("hoa", "0000");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::approve) << "a wrong PIN asks again";
    counter.desk.approve("hoa", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sign_in);
    EXPECT_EQ(counter.notice(), "day confirmed");
    EXPECT_EQ(counter.journal.records.back().kind, "clock");
    counter.desk.sign_in("lan", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::open_shift);
}

TEST(Desk, SaysThatAClockWasNeverSetAndAsksNobodyToConfirmIt) {
    Counter counter{false};
    counter.clock.time = Moment{86'400};
    counter.desk.sign_in("hoa", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sign_in);
    EXPECT_NE(counter.notice().find("set the computer's clock"), std::string::npos)
        << counter.notice();
    EXPECT_NE(counter.journal.records.back().kind, "clock");
}

TEST(Desk, SellsAnOldLotOnlyWithTheManagersPinForSoMuchOfIt) {
    Counter counter;
    counter.open();
    const char* const old_lot = "]C101089345631381651726112110L1";
    counter.desk.scan(old_lot);
    ASSERT_EQ(counter.screen(), Screen::approve);
    const auto view = counter.view();
    EXPECT_TRUE(view.managers_alone);
    ASSERT_EQ(view.approvers.size(), 1U) << "a lead may not";
    EXPECT_NE(counter.notice().find("21/11/2026"), std::string::npos) << counter.notice();
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_TRUE(counter.view().lines.empty()) << "put aside";
    counter.desk.scan(old_lot);
    counter.desk.approve("hoa", "0000");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::approve) << "a wrong PIN asks again";
    counter.desk.approve("hoa", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sell);
    ASSERT_EQ(counter.view().lines.size(), 1U);
    counter.desk.scan(old_lot);
    ASSERT_EQ(counter.screen(), Screen::approve) << "one more of it";
    counter.desk.approve("hoa", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines.size(), 1U);
    EXPECT_EQ(counter.view().lines[0].quantity, "2");
    counter.desk.scan("]C101089345631381651726112010L2");
    EXPECT_EQ(counter.screen(), Screen::approve) << "another lot";
}

TEST(Desk, AsksTheApproverAgainForWhateverMakesAnApprovedDiscountMore) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::discount);
    counter.desk.give_discount("50", true, "x");
    counter.desk.approve("hoa", "1234");
    counter.run();
    ASSERT_EQ(counter.view().total.total, "22.500");
    const auto is_asked_and_goes_back = [&] {
        ASSERT_EQ(counter.screen(), Screen::approve);
        EXPECT_FALSE(counter.view().managers_alone);
        EXPECT_NE(counter.notice().find("> 5 %"), std::string::npos) << counter.notice();
        counter.desk.press(Command::back);
        ASSERT_EQ(counter.screen(), Screen::sell) << "as it was";
    };
    counter.desk.scan("QNA-002");
    is_asked_and_goes_back();
    counter.desk.set_quantity("500");
    is_asked_and_goes_back();
    counter.desk.search("QNA-004");
    counter.desk.enter_code();
    is_asked_and_goes_back();
    EXPECT_EQ(counter.view().total.total, "22.500");
    counter.desk.set_quantity("3");
    counter.desk.approve("hoa", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().total.total, "67.500");
}

TEST(Desk, AsksTheManagerWhenPaidForALotThatExpiredOnTheCounter) {
    Counter counter;
    counter.open();
    counter.desk.scan("]C101089345631381651726112210L1");
    counter.clock.time = Moment{counter.clock.time.seconds() + 86'400};
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("");
    ASSERT_EQ(counter.screen(), Screen::approve);
    EXPECT_TRUE(counter.view().managers_alone);
    counter.desk.approve("hoa", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::receipt);
}

TEST(Desk, AsksForAnApproverOfMoreCashThanACashierMayTakeOut) {
    Counter counter;
    counter.open("hoa");
    counter.desk.receive(RecordSeen{*counter.journal.append(
        {"settings", counter.clock.time, {{"key", "cash.cashier_out_max"}, {"value", "100000"}}}
    )});
    counter.desk.sign_in("lan", "1234");
    counter.run();
    counter.desk.press(Command::drawer);
    counter.desk.start_errand(1);
    ASSERT_EQ(counter.screen(), Screen::paid_out);
    counter.desk.move_cash("200k", "mua nước");
    ASSERT_EQ(counter.screen(), Screen::approve);
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::drawer);
    counter.desk.start_errand(1);
    counter.desk.move_cash("200k", "mua nước");
    EXPECT_TRUE(counter.view().managers_alone);
    counter.desk.approve("minh", "1234");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::approve) << "what bounds a cashier is a manager's to lift";
    counter.desk.approve("hoa", "1234");
    counter.run();
    EXPECT_EQ(counter.notice(), "200.000 out");
    EXPECT_EQ(counter.journal.records.back().body.json()["approver"], "hoa");
}

TEST(Desk, SaysTheLastReceiptToWhoSignsIn) {
    Counter counter;
    counter.desk.sign_in("lan", "1234");
    counter.run();
    EXPECT_EQ(counter.notice(), "no receipt yet");
    counter.desk.open_shift("0");
    counter.run();
    counter.sell_tea();
    counter.desk.sign_in("minh", "1234");
    counter.run();
    EXPECT_EQ(counter.notice(), "shift is open last receipt T-01-1-000001, 22/11/2026 09:00:00");
}

TEST(Desk, RecallsABasketWithoutWhatIsNoLongerSoldAndSaysSo) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.scan("QNA-004");
    counter.desk.press(Command::hold);
    counter.run();
    std::vector<Product> goods = testing::goods();
    goods[1].active = false;
    counter.desk.receive(NewCatalog{std::make_shared<const Catalog>(43, std::move(goods)), {}});
    counter.desk.recall(1);
    EXPECT_EQ(counter.screen(), Screen::sell);
    ASSERT_EQ(counter.view().lines.size(), 1U);
    EXPECT_NE(counter.notice().find("Trà rừng"), std::string::npos) << counter.notice();
}

TEST(Desk, SaysThatNobodyCanSignInWherePinsAreLost) {
    // Sentences come from the store; the desk opens all the same.
    Counter counter;
    const std::string note = words(Failure{FailureCode::pins, "empty", "pins.json"}, Language::en);
    counter.desk.opened(counter.journal.ledger(), testing::catalog(), note);
    EXPECT_EQ(counter.screen(), Screen::sign_in);
    EXPECT_EQ(counter.notice(), note);
}

TEST(Desk, GivesASmallDiscountWithoutAsking) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::discount);
    counter.desk.give_discount("5", true, "Promotion");
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().total.total, "42.750");
}

TEST(Desk, TakesGoodsBackWithTheApproversPin) {
    Counter counter;
    counter.open().sell_tea();
    counter.desk.press(Command::give_back);
    counter.desk.find_receipt("1");
    ASSERT_EQ(counter.looked_up, std::vector<std::string>{"T-01-1-000001"});
    counter.desk.sale_found(*counter.journal.find("T-01-1-000001"), {});
    ASSERT_EQ(counter.view().return_lines.size(), 1U);
    counter.desk.take_back();
    EXPECT_EQ(counter.notice(), "nothing comes back");
    counter.desk.set_coming_back(0, one_unit);
    EXPECT_EQ(counter.view().return_total, "45.000");
    counter.desk.take_back();
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::approve);
    counter.desk.approve("minh", "1234");
    counter.run(); // the PIN, the sale, the record
    EXPECT_EQ(counter.screen(), Screen::receipt);
    ASSERT_TRUE(counter.view().receipt.has_value());
    EXPECT_TRUE(counter.view().receipt->is_return);
    EXPECT_EQ(counter.view().receipt->change, "45.000");
}

TEST(Desk, NeverTakesMoreBackThanWasSold) {
    Counter counter;
    counter.open().sell_tea();
    counter.desk.press(Command::give_back);
    counter.desk.sale_found(*counter.journal.find("T-01-1-000001"), {});
    counter.desk.set_coming_back(0, Quantity{9'000});
    EXPECT_EQ(counter.desk.state().coming_back.at(0), one_unit);
}

TEST(Desk, KeepsTheXReportFromACashierWhoCountsBlind) {
    Counter counter;
    counter.open("lan");
    counter.desk.press(Command::report);
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.notice(), "no x");
    Counter other;
    other.open("hoa");
    other.desk.press(Command::report);
    EXPECT_EQ(other.screen(), Screen::report);
    EXPECT_EQ(other.papers.size(), 1U);
}

TEST(Desk, SaysTheExpectedCashOnlyAfterTheCount) {
    Counter counter;
    counter.open().sell_tea();
    counter.desk.press(Command::close_shift);
    ASSERT_EQ(counter.screen(), Screen::count);
    EXPECT_FALSE(counter.view().closed.has_value());
    counter.desk.close_shift({{500'000, 4}, {20'000, 2}});
    counter.run();
    ASSERT_EQ(counter.screen(), Screen::shift_closed);
    ASSERT_TRUE(counter.view().closed.has_value());
    EXPECT_EQ(counter.view().closed->expected, "2.045.000");
    EXPECT_EQ(counter.view().closed->difference, "-5.000");
}

TEST(Desk, ClosesNoShiftOverABasket) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::close_shift);
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.rings, 1);
}

TEST(Desk, LeavesOnlyWithAnEmptyBasket) {
    Counter counter;
    counter.open();
    EXPECT_TRUE(counter.desk.may_leave());
    counter.desk.scan("QNA-002");
    EXPECT_FALSE(counter.desk.may_leave());
    EXPECT_EQ(counter.notice(), "finish first");
}

TEST(Desk, ShowsWhyTheStoreCannotBeOpened) {
    Counter counter;
    counter.desk.could_not_open("The disk is gone.");
    EXPECT_EQ(counter.screen(), Screen::failed);
    EXPECT_EQ(counter.view().notice.text, "The disk is gone.");
    counter.desk.press(Command::pay_cash);
    EXPECT_EQ(counter.screen(), Screen::failed);
}

TEST(Desk, KeepsWhatIsBeingTypedWhenAnAnswerComesLate) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::hold); // on its way to disk
    counter.desk.search("893456");     // the next scan has begun
    counter.run();
    EXPECT_EQ(counter.desk.state().search, "893456");
}

TEST(Desk, PutsHelpAwayAtTheNextKey) {
    Counter counter;
    counter.open();
    counter.desk.press(Command::help);
    EXPECT_TRUE(counter.view().help);
    counter.desk.press(Command::close_shift);
    EXPECT_FALSE(counter.view().help);
    EXPECT_EQ(counter.screen(), Screen::sell) << "the key only closed the help";
}

TEST(View, MarksLapsedCertificatesAndDemonstrationFigures) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-001");
    EXPECT_EQ(counter.view().lines.at(0).stars, 4);
    EXPECT_EQ(counter.view().lines.at(0).mark, StarMark::shown);
    counter.clock.time = *parse_moment("2028-11-22T09:00:00+07:00"); // long after its end
    EXPECT_EQ(counter.view().lines.at(0).stars, 0);
    EXPECT_EQ(counter.view().lines.at(0).mark, StarMark::lapsed);
}

TEST(View, OffersAmountsACustomerMayHandOver) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    counter.desk.press(Command::pay_cash);
    const auto likely = counter.view().pay.likely;
    ASSERT_FALSE(likely.empty());
    EXPECT_EQ(likely.front().label, "45.000");
    EXPECT_EQ(likely.front().amount, 45'000);
}

TEST(View, CountsTheChangeInNotes) {
    Counter counter;
    counter.open().sell_tea();
    const std::vector<std::pair<std::int64_t, std::int64_t>> one_note{{5'000, 1}};
    EXPECT_EQ(counter.view().receipt->change_pieces, one_note);
}

TEST(Trace, SaysOnOneLineWhatIsOnTheScreen) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    const Json line = Json::parse(trace_line(counter.view(), counter.desk.state()));
    EXPECT_EQ(line["screen"], "sell");
    EXPECT_EQ(line["total"], "45.000");
    EXPECT_EQ(line["lines"], 1);
}

} // namespace
} // namespace ocop::ui
