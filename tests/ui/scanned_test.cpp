#include "tests/ui/counter.hpp"

#include <gtest/gtest.h>

namespace ocop::ui {
namespace {

using testing::Counter;
using Kind = compose::ScannerSign::Kind;

TEST(Scanned, TwentyCodesBecomeLinesInOrderNoneDropped) {
    Counter counter;
    counter.open();
    for (int i = 0; i < 10; ++i) {
        counter.desk.scanned("QNA-002");
        counter.desk.scanned("]E08934563138165");
    }
    const auto lines = counter.view().lines;
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].quantity, "10");
    EXPECT_EQ(lines[1].quantity, "10");
    EXPECT_TRUE(lines[1].selected) << "the last one scanned";
}

TEST(Scanned, WhileTheDiskWritesWaitsAndBelongsToTheNextSale) {
    Counter counter;
    counter.open();
    counter.desk.scanned("QNA-002");
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("50k");
    counter.desk.scanned("QNA-002");
    counter.desk.scanned("QNA-002");
    EXPECT_EQ(counter.rings, 0);
    counter.run();
    ASSERT_EQ(counter.view().lines.size(), 1U);
    EXPECT_EQ(counter.view().lines[0].quantity, "2");
    EXPECT_EQ(counter.screen(), Screen::sell);
    EXPECT_EQ(counter.journal.ledger().receipts, 1);
}

TEST(Scanned, WhereAPinIsAskedForIsRefusedAloudAndTypesNothing) {
    Counter counter;
    counter.desk.scanned("8934563138165");
    EXPECT_EQ(counter.screen(), Screen::sign_in);
    EXPECT_EQ(counter.notice(), "8934563138165 not taken");
    EXPECT_EQ(counter.rings, 1);
    EXPECT_EQ(counter.desk.state().search, "");
}

TEST(Scanned, PutsTheHelpAwayAndLeavesWhatIsBeingAsked) {
    Counter counter;
    counter.open();
    counter.desk.scanned("QNA-002");
    counter.desk.press(Command::help);
    counter.desk.scanned("QNA-002");
    EXPECT_FALSE(counter.desk.state().help);
    EXPECT_EQ(counter.view().lines[0].quantity, "2");
    counter.desk.press(Command::quantity);
    ASSERT_EQ(counter.screen(), Screen::quantity);
    counter.desk.scanned("QNA-002");
    EXPECT_EQ(counter.view().lines[0].quantity, "3") << "never the 893… of a code as a quantity";
}

TEST(Scanned, ADigitalLinkThatIsBrokenIsRefusedAndTheBasketStays) {
    Counter counter;
    counter.open();
    counter.desk.scanned("QNA-002");
    counter.desk.scanned("https://x.vn/01/08934563138165/392p/1");
    EXPECT_EQ(counter.rings, 1);
    ASSERT_EQ(counter.view().lines.size(), 1U);
    EXPECT_EQ(counter.view().lines[0].quantity, "1");
}

TEST(Scanned, ALabelWithoutItsWeightAsksForItAndTakesWhatIsTyped) {
    Counter counter;
    counter.open();
    counter.desk.scanned("]C101989345631381683103000000");
    EXPECT_TRUE(counter.view().lines.empty());
    EXPECT_NE(counter.notice().find("0,5*"), std::string::npos) << counter.notice();
    counter.desk.search("0,485*98934563138168");
    counter.desk.enter_code();
    ASSERT_EQ(counter.view().lines.size(), 1U);
    EXPECT_EQ(counter.view().lines[0].quantity, "0,485");
    counter.desk.search("3*]C101989345631381683103001250");
    counter.desk.enter_code();
    EXPECT_EQ(counter.view().lines[0].quantity, "4,235") << "three packs of 1,25 kg, not 3 kg";
}

/// What a scanner that ends with Tab leaves in the field where it was not told from fingers.
TEST(Typed, CodesBehindWhichTabComesAreWhole) {
    Counter counter;
    counter.open();
    for (const char* text : {"QNA-002", "8934563138165", "8930000000019", "(01)08934563138165"}) {
        counter.desk.search(text);
        EXPECT_TRUE(counter.desk.holds_code()) << text;
    }
    for (const char* text : {"", "tra", "QNA", "12"}) {
        counter.desk.search(text);
        EXPECT_FALSE(counter.desk.holds_code()) << text << ": Tab shows goods";
    }
}

TEST(Scanned, MoreThanCanWaitIsRefusedAloud) {
    Counter counter;
    counter.open();
    counter.desk.scanned("QNA-002");
    counter.desk.press(Command::pay_cash);
    counter.desk.pay("50k");
    for (int i = 0; i < 200; ++i) {
        counter.desk.scanned("QNA-002");
    }
    EXPECT_EQ(counter.rings, 0);
    counter.desk.scanned("QNA-001");
    EXPECT_EQ(counter.rings, 1);
    EXPECT_EQ(counter.notice(), "QNA-001 not taken");
    counter.run();
    EXPECT_EQ(counter.view().lines[0].quantity, "200");
}

TEST(Scanners, ComeAndGoInTheStatusLineAndAMissingOneIsTold) {
    Counter counter;
    counter.open();
    counter.desk.receive(compose::ScannerSign{Kind::ready, "0c2e:0b8f@1-1", "Voyager", {}});
    counter.desk.receive(compose::ScannerSign{Kind::ready, "1eab:1d06@1-2", "Newland", {}});
    EXPECT_EQ(counter.view().frame.scanner, "Voyager, Newland");
    EXPECT_EQ(counter.notice(), "");
    counter.desk.receive(compose::ScannerSign{Kind::gone, "0c2e:0b8f@1-1", "Voyager", {}});
    EXPECT_EQ(counter.view().frame.scanner, "Newland");
    EXPECT_EQ(counter.notice(), "Voyager gone");
    counter.desk.receive(compose::ScannerSign{Kind::ready, "0c2e:0b8f@1-3", "Voyager", {}});
    EXPECT_EQ(counter.notice(), "") << "it is back";
    counter.desk.receive(compose::ScannerSign{Kind::failed, "1eab:1d06@1-2", "Newland", "held"});
    EXPECT_EQ(counter.notice(), "held");
    EXPECT_EQ(counter.desk.state().notice.kind, Notice::Kind::warning);
}

/// The scan of a scanner whose keys the system does not tell.
WedgeScan typed(const char* text) {
    return {text, text};
}

TEST(Typed, ScansAreTakenAndHowToDoBetterIsSaidOnce) {
    Counter counter;
    counter.open();
    counter.desk.scanned(counter.desk.sent(typed("8934563138165")));
    EXPECT_EQ(counter.view().lines.size(), 1U);
    EXPECT_EQ(counter.notice(), "it types");
    counter.desk.scanned(counter.desk.sent(typed("8934563138165")));
    EXPECT_EQ(counter.view().lines[0].quantity, "2");
    EXPECT_EQ(counter.notice(), "") << "once is enough";
}

TEST(Typed, ScansHintBehindWhatTheyThemselvesWarnOf) {
    Counter counter;
    counter.open();
    counter.desk.scanned(counter.desk.sent(typed("QNA-003")));
    EXPECT_NE(counter.notice(), "it types") << "rice wine is not for children";
    EXPECT_TRUE(counter.notice().ends_with(" it types")) << counter.notice();
}

TEST(Typed, ScansOfAShopThatClaimsNoScannerNeedNoHint) {
    Counter counter;
    counter.journal
        .append({"settings", counter.clock.now(), {{"key", "scanner"}, {"value", "off"}}})
        .value();
    counter.desk.opened(counter.journal.ledger(), testing::catalog(), {});
    counter.open();
    counter.desk.scanned(counter.desk.sent(typed("8934563138165")));
    EXPECT_EQ(counter.notice(), "");
}

TEST(Typed, ScansThatAnInputMethodChangedAreUnderstoodAndTheUserIsToldOnce) {
    Counter counter;
    counter.open();
    const char* const by_layout = "\u0301\u0323êô\u0300\u0309êăê\u0301ă\u0309\u0300";
    counter.desk.scanned(counter.desk.sent(typed(by_layout)));
    ASSERT_EQ(counter.view().lines.size(), 1U);
    EXPECT_EQ(counter.notice(), "taken as 8934563138165");
    counter.desk.scanned(counter.desk.sent({"8934563138165", "89"}));
    EXPECT_EQ(counter.view().lines[0].quantity, "2") << "the keys were heard";
    EXPECT_EQ(counter.notice(), "");
}

TEST(Typed, ScansThatAreLostAreToldNotGuessed) {
    Counter counter;
    counter.open();
    counter.desk.search("SÁ0001"); // as it came
    counter.desk.scanned(counter.desk.sent(typed("SÁ0001")));
    EXPECT_EQ(counter.desk.state().search, "") << "the next search begins anew";
    EXPECT_EQ(counter.notice(), "SÁ0001 lost");
    EXPECT_EQ(counter.rings, 1);
    EXPECT_TRUE(counter.view().lines.empty());
}

TEST(Scanned, WithACountKeepsLotAndExpiry) {
    Counter counter;
    counter.open();
    counter.desk.search("1*(01)08934563138165(17)250101");
    counter.desk.enter_code();
    counter.run();
    EXPECT_EQ(counter.screen(), Screen::approve) << "that lot has expired";
    Counter fresh;
    fresh.open();
    fresh.desk.search("2*(01)08934563138165(17)280101(10)L1");
    fresh.desk.enter_code();
    fresh.run();
    ASSERT_EQ(fresh.desk.till().basket.entries.size(), 1U);
    const BasketEntry& entry = fresh.desk.till().basket.entries[0];
    EXPECT_EQ(entry.lot, "L1");
    EXPECT_EQ(entry.expiry, (Day{2028, 1, 1}));
    EXPECT_EQ(entry.quantity, Quantity{2000});
}

TEST(Scanned, GoodsByWeightWithAPalletsWeightAreNotOneKilogram) {
    Counter counter;
    counter.open();
    counter.desk.scanned("]C101089345631381653303001500");
    EXPECT_TRUE(counter.view().lines.empty());
}

} // namespace
} // namespace ocop::ui
