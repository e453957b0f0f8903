#include "pos/ui/typed_day.hpp"
#include "pos/ui/typed_reading.hpp"
#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ocop::ui {
namespace {

using testing::Counter;

/// On the screen of one errand, with the shift open.
Counter& start(Counter& counter, Screen errand) {
    counter.desk.press(Command::drawer);
    for (std::size_t i = 0; errands.at(i) != errand; ++i) {
        counter.desk.press(Command::down);
    }
    counter.desk.press(Command::confirm);
    return counter;
}

const Record& last_record(const Counter& counter) {
    return counter.journal.records.back();
}

TEST(Drawer, OffersItsErrandsByArrowsAndEnter) {
    Counter counter;
    counter.open();
    for (const Screen errand : errands) {
        start(counter, errand);
        EXPECT_EQ(counter.screen(), errand);
        counter.desk.press(Command::back);
        EXPECT_EQ(counter.screen(), Screen::drawer);
        counter.desk.press(Command::back);
        EXPECT_EQ(counter.screen(), Screen::sell);
    }
}

TEST(Drawer, TakesCashInWithAReasonAndOpensOnlyOnceThatIsOnDisk) {
    Counter counter;
    start(counter.open(), Screen::paid_in);
    counter.desk.move_cash("200k", "More change");
    EXPECT_TRUE(counter.papers.empty());
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.notice(), "200.000 in");
    EXPECT_EQ(last_record(counter).kind, "paid-in");
    EXPECT_EQ(last_record(counter).body.json()["amount"], 200'000);
    EXPECT_EQ(last_record(counter).body.json()["reason"], "More change");
    ASSERT_EQ(counter.papers.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<OpenDrawer>(*counter.papers[0].effect));
}

TEST(Drawer, RefusesCashOutWithoutAReasonAndStays) {
    Counter counter;
    start(counter.open(), Screen::paid_out);
    counter.desk.move_cash("50k", "");
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::paid_out);
    EXPECT_EQ(counter.rings, 1);
    counter.desk.move_cash("fifty", "Delivery");
    EXPECT_EQ(counter.notice(), "not an amount");
}

TEST(Drawer, OpensWithoutASaleAndKeepsTheBasket) {
    Counter counter;
    counter.open();
    counter.desk.scan("QNA-002");
    start(counter, Screen::no_sale);
    counter.desk.move_cash("", "Changing notes");
    counter.run();
    EXPECT_EQ(last_record(counter).kind, "no-sale");
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines.size(), 1U);
}

TEST(Drawer, IsOpenedWithItsKeyWhereThePrinterOpensNone) {
    for (const char* const set : {"2", "off"}) {
        Counter counter;
        for (const auto& [key, value] : {std::pair{"printer", "usb"}, {"printer.drawer", set}}) {
            counter.journal
                .append({"settings", counter.clock.now(), {{"key", key}, {"value", value}}})
                .value();
        }
        counter.desk.opened(counter.journal.ledger(), testing::catalog(), {});
        start(counter.open(), Screen::no_sale);
        counter.desk.move_cash("", "Changing notes");
        counter.run();
        EXPECT_EQ(last_record(counter).kind, "no-sale");
        EXPECT_EQ(counter.notice(), set == std::string{"2"} ? "drawer open" : "drawer by key");
    }
    Counter without; // no printer is plugged in that could open it
    start(without.open(), Screen::no_sale);
    without.desk.move_cash("", "Changing notes");
    without.run();
    EXPECT_EQ(without.notice(), "drawer by key");
}

TEST(Drawer, OffersReasonsGivenBeforeTheNewestFirst) {
    Counter counter;
    counter.open();
    for (const char* reason : {"Bags", "Delivery", "Bags"}) {
        start(counter, Screen::paid_out);
        counter.desk.move_cash("10k", reason);
        counter.run();
    }
    start(counter, Screen::paid_out);
    EXPECT_EQ(counter.view().reasons, (std::vector<std::string>{"Bags", "Delivery"}));
    counter.desk.press(Command::back);
    counter.desk.press(Command::confirm);
    EXPECT_EQ(counter.screen(), Screen::paid_in);
    EXPECT_TRUE(counter.view().reasons.empty()) << "another kind has its own";
}

TEST(Drawer, KeepsSellingAtAScan) {
    Counter counter;
    start(counter.open(), Screen::paid_out);
    counter.desk.scan("QNA-002");
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().lines.size(), 1U);
}

TEST(Receive, TakesGoodsFoundByWordsWithTheirLot) {
    Counter counter;
    start(counter.open(), Screen::receive);
    counter.desk.search("tra");
    counter.desk.enter_code();
    EXPECT_EQ(counter.view().receive.name, "Trà rừng");
    EXPECT_EQ(counter.view().receive.on_the_books, "0");
    counter.desk.receive_goods({"24", "L1", "31/01/2027", "30k", true});
    counter.run();
    const Json body = last_record(counter).body.json();
    EXPECT_EQ(body["product"], "QNA-002");
    EXPECT_EQ(body["quantity"], 24'000);
    EXPECT_EQ(body["lot"], "L1");
    EXPECT_EQ(body["expiry"], "2027-01-31");
    EXPECT_EQ(body["cost"], 30'000);
    EXPECT_EQ(body["consignment"], true);
    EXPECT_EQ(body["producer"], "P-01");
    EXPECT_EQ(counter.screen(), Screen::receive) << "the next product is close at hand";
    EXPECT_EQ(counter.notice(), "24 hộp of Trà rừng, now 24");
    EXPECT_EQ(counter.view().receive.name, "");
}

TEST(Receive, ReadsLotAndExpiryFromTheCode) {
    Counter counter;
    start(counter.open(), Screen::receive);
    counter.desk.scan("]C101089345631381651727013110L7");
    const ReceiveView goods = counter.view().receive;
    EXPECT_EQ(goods.name, "Mắm cá cơm");
    EXPECT_EQ(goods.lot, "L7");
    EXPECT_EQ(goods.expiry, "31/01/2027");
    EXPECT_TRUE(goods.consignment) << "as the catalogue states it";
    EXPECT_TRUE(counter.view().lines.empty()) << "nothing was sold";
}

TEST(Receive, SaysWhatIsWrongAndKeepsTheProduct) {
    Counter counter;
    start(counter.open(), Screen::receive);
    counter.desk.receive_goods({"1", {}, {}, {}, false});
    EXPECT_EQ(counter.notice(), "nothing to receive");
    counter.desk.scan("9999999999994");
    EXPECT_NE(counter.notice().find("9999999999994"), std::string::npos);
    counter.desk.scan("QNA-002");
    counter.desk.receive_goods({"many", {}, {}, {}, false});
    EXPECT_EQ(counter.notice(), "not a quantity");
    counter.desk.receive_goods({"1", {}, "31/02/2027", {}, false});
    EXPECT_EQ(counter.notice(), "not a day");
    counter.desk.receive_goods({"1,5", {}, {}, {}, false}); // a box is whole
    EXPECT_EQ(counter.desk.state().notice.kind, Notice::Kind::refusal);
    EXPECT_EQ(counter.view().receive.name, "Trà rừng");
}

TEST(Receive, TakesMoreThanOneCustomerEverBuys) {
    Counter counter;
    start(counter.open(), Screen::receive);
    counter.desk.scan("QNA-002");
    counter.desk.receive_goods({"12.000", {}, {}, {}, false});
    counter.run();
    EXPECT_EQ(last_record(counter).body.json()["quantity"], 12'000'000);
}

/// One reading of a typed number on every screen: "1.5" kg that came in were 15 kg.
TEST(Receive, ReadsANumberAsEveryOtherFieldDoes) {
    for (const auto& [typed, thousandths] : std::vector<std::pair<std::string, std::int64_t>>{
             {"1.5", 1'500}, {"1,5", 1'500}, {"0.500", 500}, {"1.500", 1'500'000}, {"2", 2'000}}) {
        Counter counter;
        start(counter.open(), Screen::receive);
        counter.desk.search("QNA-001"); // by the kg
        counter.desk.enter_code();
        counter.desk.receive_goods({typed, {}, {}, "12,5k", false});
        counter.run();
        EXPECT_EQ(last_record(counter).body.json()["quantity"], thousandths) << typed;
        EXPECT_EQ(last_record(counter).body.json()["cost"], 12'500) << typed;
    }
}

TEST(TypedReading, IsSaidBeforeEnter) {
    EXPECT_EQ(amount_reading("12,5k"), "= 12.500");
    EXPECT_EQ(amount_reading("50.000"), "= 50.000");
    EXPECT_EQ(amount_reading("50,000"), "= ?");
    EXPECT_EQ(amount_reading("50000"), "");
    EXPECT_EQ(amount_reading(""), "");
    EXPECT_EQ(quantity_reading("1.5"), "= 1,5");
    EXPECT_EQ(quantity_reading("1.500"), "= 1.500");
    EXPECT_EQ(count_reading("1.5*QNA-001"), "= 1,5");
    EXPECT_EQ(count_reading("1.5"), "") << "may be a code or a word";
}

TEST(Receive, NeedsNoShift) {
    Counter counter;
    counter.desk.sign_in("lan", "1234");
    counter.run();
    start(counter, Screen::receive);
    counter.desk.scan("QNA-002");
    counter.desk.receive_goods({"2", {}, {}, {}, false});
    counter.run();
    EXPECT_EQ(last_record(counter).kind, "stock");
}

TEST(TypedDay, ReadsWhatLabelsSay) {
    const Day day{2027, 1, 31};
    for (const char* text :
         {"31/01/2027", "31/1/27", "31-01-2027", "31.01.27", "310127", "31012027", "2027-01-31"}) {
        EXPECT_EQ(parse_typed_day(text), day) << text;
    }
}

TEST(TypedDay, RefusesWhatIsNoDay) {
    for (const char* text :
         {"",
          "31",
          "31/01",
          "31/02/2027",
          "1/13/2027",
          "31//2027",
          "31/01/2027/1",
          "/1/2",
          "31/01/227",
          "ab/cd/ef",
          "31 01 2027",
          "3101277"}) {
        EXPECT_EQ(parse_typed_day(text), std::nullopt) << text;
    }
}

} // namespace
} // namespace ocop::ui
