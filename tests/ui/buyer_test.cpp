#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ocop::ui {
namespace {

using testing::Counter;

const Buyer firm{
    "Công ty TNHH Minh Anh", "0100109106", "1 Lê Lợi", "0905123456", "ketoan@minhanh.vn"};

/// At the counter with something in the basket.
struct Buying : Counter {
    Buying() {
        open();
        desk.scan("QNA-002");
    }

    void pay_cash() {
        desk.press(Command::pay_cash);
        desk.pay("");
        run();
    }
};

TEST(BuyerScreen, IsAskedForOnlyWhereThereAreGoods) {
    Counter counter;
    counter.open();
    counter.desk.press(Command::buyer);
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.rings, 1);
}

TEST(BuyerScreen, NotesTheBuyerAndGoesBackToWhereItWasAskedFor) {
    Buying counter;
    counter.desk.press(Command::pay_transfer);
    counter.desk.press(Command::buyer);
    EXPECT_EQ(counter.screen(), Screen::buyer);
    EXPECT_TRUE(counter.view().buyer.empty());
    counter.desk.name_buyer(firm);
    EXPECT_EQ(counter.screen(), Screen::pay);
    EXPECT_EQ(counter.desk.state().tender, "transfer");
    EXPECT_EQ(counter.notice(), "invoice for Công ty TNHH Minh Anh");
    EXPECT_EQ(counter.view().buyer, firm);
    counter.desk.press(Command::back);
    counter.desk.press(Command::buyer);
    counter.desk.press(Command::back);
    EXPECT_EQ(counter.screen(), Screen::sell);
    counter.pay_cash();
    EXPECT_EQ(read_sale(counter.journal.records.back())->buyer, firm);
    EXPECT_TRUE(counter.view().buyer.empty()) << "the next customer is somebody else";
}

TEST(BuyerScreen, StaysWithWhatIsWrong) {
    Buying counter;
    counter.desk.press(Command::buyer);
    counter.desk.name_buyer({"", "123", "", "", ""});
    EXPECT_EQ(counter.screen(), Screen::buyer);
    EXPECT_NE(counter.notice().find("\"123\""), std::string::npos) << counter.notice();
    EXPECT_EQ(counter.rings, 1);
}

TEST(BuyerScreen, PointsAtThePartThatIsWrongUntilItIsRight) {
    const std::vector<std::pair<Buyer, BuyerPart>> refused{
        {{"", "", "1 Lê Lợi", "", ""}, BuyerPart::tax_code},
        {{"A", "123", "", "1", "x"}, BuyerPart::tax_code},
        {{std::string(301, 'A'), "", "", "", ""}, BuyerPart::name},
        {{"A", "", std::string(301, 'A'), "", ""}, BuyerPart::address},
        {{"A", "", "", "0905", "x"}, BuyerPart::phone},
        {{"A", "", "", "", "x"}, BuyerPart::email}};
    Buying counter;
    counter.desk.press(Command::buyer);
    for (const auto& [buyer, part] : refused) {
        counter.desk.name_buyer(buyer);
        EXPECT_EQ(counter.view().buyer_wrong, part) << counter.notice();
        EXPECT_EQ(counter.screen(), Screen::buyer);
    }
    counter.desk.name_buyer(firm);
    EXPECT_EQ(counter.screen(), Screen::sell);
    counter.desk.press(Command::buyer);
    EXPECT_EQ(counter.view().buyer_wrong, std::nullopt);
}

TEST(BuyerScreen, SaysAtOnceThatATaxCodeCannotBeOne) {
    Buying counter;
    counter.desk.press(Command::buyer);
    EXPECT_FALSE(counter.desk.reads_tax_code("040123456"));
    EXPECT_EQ(counter.view().buyer_wrong, BuyerPart::tax_code);
    EXPECT_NE(counter.notice().find("\"040123456\""), std::string::npos) << counter.notice();
    counter.desk.correct_buyer();
    EXPECT_EQ(counter.view().buyer_wrong, std::nullopt) << "it is being typed anew";
    EXPECT_EQ(counter.notice(), "");
    EXPECT_TRUE(counter.desk.reads_tax_code(" 0401 234 567"));
    EXPECT_EQ(counter.view().buyer_wrong, std::nullopt);
    EXPECT_EQ(counter.notice(), "");
    EXPECT_TRUE(counter.desk.reads_tax_code("")) << "a person without one";
}

TEST(BuyerScreen, WarnsOfACheckDigitThatDoesNotFit) {
    Buying counter;
    counter.desk.press(Command::buyer);
    counter.desk.name_buyer({"", "0100109107", "", "", ""});
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.view().notice.kind, Notice::Kind::warning);
}

TEST(BuyerScreen, TakesABuyerBack) {
    Buying counter;
    counter.desk.press(Command::buyer);
    counter.desk.name_buyer({});
    EXPECT_EQ(counter.screen(), Screen::sell) << "nobody was noted, and nobody is";
    counter.desk.press(Command::buyer);
    counter.desk.name_buyer(firm);
    counter.desk.press(Command::buyer);
    EXPECT_EQ(counter.view().buyer, firm);
    counter.desk.name_buyer({});
    counter.pay_cash();
    EXPECT_FALSE(read_sale(counter.journal.records.back())->buyer.has_value());
}

TEST(BuyerScreen, KnowsWhoWasInvoicedBefore) {
    Buying counter;
    counter.desk.press(Command::buyer);
    counter.desk.name_buyer(firm);
    EXPECT_FALSE(counter.desk.known_buyer("0100109106").has_value()) << "only once it is a sale";
    counter.pay_cash();
    EXPECT_EQ(counter.desk.known_buyer("0100 109 106"), firm);
    EXPECT_FALSE(counter.desk.known_buyer("0401234567").has_value());
    EXPECT_FALSE(counter.desk.known_buyer("").has_value());
    EXPECT_FALSE(counter.desk.known_buyer("x").has_value());
}

} // namespace
} // namespace ocop::ui
