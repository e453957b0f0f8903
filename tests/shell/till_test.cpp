#include "pos/core/tender.hpp"
#include "tests/shell/shop_day.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace ocop {
namespace {

using testing::Shop;

TEST(Till, SellsForCashAndPrintsOnlyWhatIsOnDisk) {
    Shop shop;
    shop.open();
    EXPECT_EQ(shop.ask(R"({"do":"scan","code":"]E08934563138165"})")["total"], 120'000);
    shop.ask(R"({"do":"quantity","line":1,"quantity":1500})");
    const Json sale = shop.ask(R"({"do":"pay","tender":"cash","amount":200000})");
    EXPECT_EQ(sale["ok"], true);
    EXPECT_EQ(sale["sale"], "T-01-1-000001");
    EXPECT_EQ(sale["total"], 180'000);
    EXPECT_EQ(sale["paid"], 200'000);
    EXPECT_EQ(sale["change"], 20'000);
    EXPECT_EQ(sale["lines"].size(), 1U);
    ASSERT_EQ(shop.paper.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<OpenDrawer>(shop.paper[0]));
    EXPECT_TRUE(std::holds_alternative<PrintReceipt>(shop.paper[1]));
    EXPECT_EQ(shop.journal.records.back().kind, "sale");
    EXPECT_EQ(shop.journal.records.back().body.json()["catalog"], 42);
    EXPECT_TRUE(shop.session.till().basket.empty());
}

TEST(Till, KeepsTheSaleOpenAndTheDrawerShutWhereTheDiskIsFull) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.journal.fail_next = true;
    const Json failed = shop.ask(R"({"do":"pay","tender":"cash","amount":50000})");
    EXPECT_EQ(failed["ok"], false);
    EXPECT_EQ(failed["error"]["code"], "disk-full");
    EXPECT_TRUE(shop.paper.empty());
    EXPECT_FALSE(shop.session.till().basket.empty());
    EXPECT_FALSE(shop.session.till().paying());
    EXPECT_EQ(shop.ask(R"({"do":"pay","tender":"cash","amount":50000})")["sale"], "T-01-1-000001");
}

TEST(Till, RefusesWhatNeedsASignInOrAShift) {
    Shop shop;
    EXPECT_EQ(shop.code_of(R"({"do":"open-shift","float":0})"), "not-signed-in");
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"ai","pin":"1234"})"), "unknown-user");
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"lan","pin":"0000"})"), "wrong-pin");
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"lan","pin":"1234"})"), "ok");
    for (const char* action :
         {R"({"do":"scan","code":"8934563138165"})",
          R"({"do":"add","product":"QNA-001"})",
          R"({"do":"pay","tender":"cash","amount":1})",
          R"({"do":"paid-in","amount":1,"reason":"x"})",
          R"({"do":"close-shift","counted":{}})",
          R"({"do":"hold"})"}) {
        EXPECT_EQ(shop.code_of(action), "no-shift") << action;
    }
    EXPECT_EQ(shop.code_of(R"({"do":"no-sale"})"), "ok");
    EXPECT_EQ(
        shop.code_of(
            R"({"do":"receive","producer":"P-01","product":"QNA-001","quantity":5000,"lot":"L1","cost":1})"
        ),
        "ok"
    );
    EXPECT_EQ(shop.code_of(R"({"do":"open-shift","float":0})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"open-shift","float":0})"), "shift-already-open");
}

TEST(Till, LocksAUserOutForAMinuteAfterFiveWrongPins) {
    Shop shop;
    for (int i = 0; i < pin_tries_max; ++i) {
        EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"lan","pin":"9"})"), "wrong-pin");
    }
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"lan","pin":"1234"})"), "pin-locked");
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"hoa","pin":"1234"})"), "ok");
    shop.now = Moment{shop.now.seconds() + pin_lock_s};
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"lan","pin":"1234"})"), "ok");
}

TEST(Till, LetsAnAuditorLookButNotSell) {
    Shop shop;
    shop.ask(R"({"do":"sign-in","user":"thu","pin":"1234"})");
    EXPECT_EQ(shop.code_of(R"({"do":"open-shift","float":0})"), "not-allowed");
}

TEST(Till, GivesCashiersFivePercentAndMoreOnlyWithApproval) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-001","quantity":1000})");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","line":1,"percent":5,"reason":"quen"})"), "ok");
    EXPECT_EQ(
        shop.code_of(R"({"do":"discount","line":1,"percent":6,"reason":"quen"})"), "approval-needed"
    );
    EXPECT_EQ(
        shop.code_of(R"({"do":"discount","amount":10000,"reason":"quen"})"), "approval-needed"
    );
    EXPECT_EQ(
        shop.code_of(
            R"({"do":"discount","line":1,"percent":10,"reason":"","approver":"hoa","approver_pin":"0"})"
        ),
        "wrong-pin"
    );
    EXPECT_EQ(
        shop.code_of(
            R"({"do":"discount","line":1,"percent":10,"reason":"","approver":"lan","approver_pin":"1234"})"
        ),
        "not-allowed"
    );
    EXPECT_EQ(
        shop.code_of(
            R"({"do":"discount","line":1,"percent":25,"reason":"","approver":"minh","approver_pin":"1234"})"
        ),
        "approval-needed"
    );
    const Json done = shop.ask(
        R"({"do":"discount","line":1,"percent":50,"reason":"hội chợ","approver":"hoa","approver_pin":"1234"})"
    );
    EXPECT_EQ(done["total"], 60'000);
    shop.ask(R"({"do":"pay","tender":"cash","amount":60000})");
    const Json body = shop.journal.records.back().body.json();
    EXPECT_EQ(body["discounts"][0]["approver"], "hoa");
    EXPECT_EQ(body["discounts"][0]["reason"], "hội chợ");
}

TEST(Till, DoesNotLetAFixedDiscountOutgrowItsLimitAsLinesShrink) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":10000})");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","amount":22500,"reason":"mua nhiều"})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":1000})"), "approval-needed");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","amount":0})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":1000})"), "ok");
}

TEST(Till, HoldsAndRecallsABasketAcrossProcesses) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":3000})");
    EXPECT_EQ(shop.ask(R"({"do":"hold"})")["hold"], 1);
    EXPECT_EQ(shop.code_of(R"({"do":"hold"})"), "basket-empty");
    // Another process begins with nothing but the journal.
    Session later{
        shop.journal.ledger(), testing::catalog(), shop.runner, [](const PaperEffect&) {}};
    const auto ask = [&](const char* action) {
        return to_json(later.ask(*parse_action(action), shop.now), Language::en);
    };
    EXPECT_EQ(ask(R"({"do":"recall","hold":1})")["error"]["code"], "not-signed-in");
    ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    EXPECT_EQ(ask(R"({"do":"recall","hold":2})")["error"]["code"], "unknown-hold");
    EXPECT_EQ(ask(R"({"do":"recall","hold":1})")["total"], 135'000);
    EXPECT_EQ(shop.journal.ledger().holds.size(), 1U); // until it is sold
    EXPECT_EQ(ask(R"({"do":"pay","tender":"transfer","amount":135000})")["ok"], true);
    EXPECT_TRUE(shop.journal.ledger().holds.empty());
}

TEST(Till, SellsWhatAHoldHoldsThoughItsGoodsLeftTheCatalogue) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"hold"})");
    Session later{
        shop.journal.ledger(),
        std::make_shared<const Catalog>(43, std::vector<Product>{}),
        shop.runner,
        [](const PaperEffect&) {}};
    const auto ask = [&](const char* action) {
        return to_json(later.ask(*parse_action(action), shop.now), Language::en);
    };
    ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    const Json recalled = ask(R"({"do":"recall","hold":1})");
    EXPECT_EQ(recalled["total"], 45'000);
    EXPECT_EQ(recalled["lines"][0]["producer_name"], "HTX Làng Nghề");
    EXPECT_EQ(recalled["warnings"][0]["code"], "vanished");
    EXPECT_EQ(recalled["warnings"][0]["subject"], "Trà rừng");
    EXPECT_EQ(ask(R"({"do":"pay","tender":"cash","amount":45000})")["change"], 0);
    EXPECT_TRUE(shop.journal.ledger().holds.empty());
}

TEST(StockBook, IsCountedAndSetRightByALeadOrWithOne) {
    Shop shop;
    const std::string count = R"({"do":"count-stock","product":"QNA-002","quantity":12000)";
    EXPECT_EQ(shop.code_of(count + "}"), "not-signed-in");
    shop.ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    EXPECT_EQ(shop.code_of(count + "}"), "approval-needed");
    EXPECT_EQ(
        shop.code_of(count + R"(,"approver":"lan","approver_pin":"1234"})"), "approval-needed"
    );
    EXPECT_EQ(
        shop.code_of(count + R"(,"lot":"L1","approver":"minh","approver_pin":"1234"})"), "ok"
    );
    EXPECT_EQ(shop.journal.ledger().stock.at("QNA-002"), Quantity{12'000});
    const Json counted = shop.journal.records.back().body.json();
    EXPECT_EQ(counted["do"], "count");
    EXPECT_EQ(counted["was"], 0);
    EXPECT_EQ(counted["lot"], "L1");
    EXPECT_EQ(counted["cashier"], "lan");
    EXPECT_EQ(counted["approver"], "minh");
    const std::string adjust =
        R"({"do":"adjust-stock","product":"QNA-002","quantity":-2000,"reason":"vỡ")";
    EXPECT_EQ(shop.code_of(adjust + "}"), "approval-needed");
    EXPECT_EQ(shop.code_of(adjust + R"(,"approver":"hoa","approver_pin":"0000"})"), "wrong-pin");
    EXPECT_EQ(shop.code_of(adjust + R"(,"approver":"hoa","approver_pin":"1234"})"), "ok");
    EXPECT_EQ(shop.journal.ledger().stock.at("QNA-002"), Quantity{10'000});
    EXPECT_EQ(shop.journal.records.back().body.json()["was"], 12'000);
    EXPECT_EQ(shop.journal.records.back().body.json()["reason"], "vỡ");
}

TEST(StockBook, HoldsTextsInFormC) {
    Shop shop;
    shop.ask(R"({"do":"sign-in","user":"hoa","pin":"1234"})");
    ASSERT_EQ(
        shop.code_of("{\"do\":\"adjust-stock\",\"product\":\"QNA-002\",\"quantity\":1000,"
                     "\"lot\":\"Lo\u0302\",\"reason\":\"vo\u031B\u0303\"}"),
        "ok"
    );
    const Json body = shop.journal.records.back().body.json();
    EXPECT_EQ(body["lot"], "Lô");
    EXPECT_EQ(body["reason"], "vỡ");
}

TEST(Ledger, RefusesASaleThatTakesStockBeyondCounting) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":45000})");
    Ledger before;
    for (std::size_t i = 0; i + 1 < shop.journal.records.size(); ++i) {
        ASSERT_FALSE(before.apply(shop.journal.records[i]).has_value());
    }
    before.stock["QNA-002"] = Quantity{std::numeric_limits<std::int64_t>::min()};
    const Ledger unchanged = before;
    EXPECT_TRUE(before.apply(shop.journal.records.back()).has_value());
    EXPECT_EQ(before.stock, unchanged.stock);
}

TEST(StockBook, RefusesWhatCannotBeInWords) {
    Shop shop;
    shop.ask(R"({"do":"sign-in","user":"hoa","pin":"1234"})");
    const auto before = shop.journal.records.size();
    const auto refused = [&](const char* action) { return shop.code_of(action); };
    EXPECT_EQ(refused(R"({"do":"count-stock","product":"X","quantity":1000})"), "unknown-product");
    EXPECT_EQ(
        refused(R"({"do":"count-stock","product":"QNA-002","quantity":-1000})"), "quantity-negative"
    );
    EXPECT_EQ(
        refused(R"({"do":"count-stock","product":"QNA-002","quantity":1500})"), "quantity-fraction"
    );
    EXPECT_EQ(
        refused(R"({"do":"count-stock","product":"QNA-002","quantity":9000000000000})"),
        "quantity-too-big"
    );
    EXPECT_EQ(
        refused(R"({"do":"adjust-stock","product":"QNA-002","quantity":1000})"), "reason-missing"
    );
    EXPECT_EQ(
        refused(R"({"do":"adjust-stock","product":"QNA-002","quantity":0,"reason":"x"})"),
        "quantity-zero"
    );
    EXPECT_EQ(
        refused(
            R"({"do":"adjust-stock","product":"QNA-002","quantity":-9000000000000,"reason":"x"})"
        ),
        "quantity-too-big"
    );
    for (const char* quantity : {"-9223372036854775808", "9223372036854775807"}) {
        EXPECT_EQ(
            shop.code_of(
                R"({"do":"adjust-stock","product":"QNA-001","reason":"x","quantity":)"
                + std::string{quantity} + "}"
            ),
            "quantity-too-big"
        );
    }
    EXPECT_EQ(refused(R"({"do":"count-stock","product":"QNA-002"})"), "bad-action");
    EXPECT_EQ(shop.journal.records.size(), before);
    EXPECT_EQ(refused(R"({"do":"count-stock","product":"QNA-002","quantity":0})"), "ok");
    EXPECT_EQ(refused(R"({"do":"count-stock","product":"QNA-001","quantity":1500})"), "ok");
}

TEST(Till, TakesSeveralTendersAndLetsOnlyADearerBasketIn) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    const Json part = shop.ask(R"({"do":"pay","tender":"transfer","amount":100000})");
    EXPECT_EQ(part["paid"], 100'000);
    EXPECT_FALSE(part.contains("sale"));
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-002"})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"remove","line":1})"), "paying");
    EXPECT_EQ(shop.code_of(R"({"do":"hold"})"), "paying");
    EXPECT_EQ(shop.code_of(R"({"do":"pay","tender":"card","amount":95001})"), "tender-too-big");
    const Json done = shop.ask(R"({"do":"pay","tender":"cash","amount":100000})");
    EXPECT_EQ(done["change"], 5'000);
    EXPECT_EQ(done["tenders"].size(), 2U);
}

std::size_t drawers(const Shop& shop) {
    return static_cast<std::size_t>(std::count_if(
        shop.paper.begin(),
        shop.paper.end(),
        [](const PaperEffect& effect) { return std::holds_alternative<OpenDrawer>(effect); }
    ));
}

TEST(Till, TakesATenderBackAndWritesDownCashThatWasInHand) {
    Shop shop;
    shop.open();
    EXPECT_EQ(shop.code_of(R"({"do":"untender","tender":1})"), "no-such-tender");
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    EXPECT_EQ(shop.code_of(R"({"do":"untender","tender":1})"), "no-such-tender");
    shop.ask(R"({"do":"pay","tender":"cash","amount":500})"); // 500k was meant
    shop.ask(R"({"do":"pay","tender":"transfer","amount":20000})");
    const Json three = shop.ask(R"({"do":"pay","tender":"cash","amount":1000})");
    ASSERT_EQ(three["tenders"].size(), 3U);
    EXPECT_EQ(shop.code_of(R"({"do":"untender","tender":0})"), "no-such-tender");
    EXPECT_EQ(shop.code_of(R"({"do":"untender","tender":4})"), "no-such-tender");
    EXPECT_EQ(shop.code_of(R"({"do":"untender"})"), "bad-action");

    const std::size_t records = shop.journal.records.size();
    const Json cash = shop.ask(R"({"do":"untender","tender":1})");
    EXPECT_EQ(cash["ok"], true);
    EXPECT_EQ(cash["hand_back"], Json::array({Json{{"tender", "cash"}, {"amount", 500}}}));
    EXPECT_EQ(cash["paid"], 21'000);
    EXPECT_EQ(cash["lines"].size(), 1U) << "the basket stays";
    EXPECT_EQ(drawers(shop), 1U) << "it lies there";
    ASSERT_EQ(shop.journal.records.size(), records + 1);
    EXPECT_EQ(shop.journal.records.back().kind, "untender");
    EXPECT_EQ(
        shop.journal.records.back().body.json(),
        (Json{
            {"cashier", "lan"}, {"shift", 1}, {"tender", "cash"}, {"amount", 500}, {"left", 21000}})
    );

    const Json transfer = shop.ask(R"({"do":"untender","tender":1})");
    EXPECT_EQ(
        transfer["hand_back"], Json::array({Json{{"tender", "transfer"}, {"amount", 20'000}}})
    );
    EXPECT_EQ(transfer["paid"], 1'000);
    EXPECT_EQ(shop.journal.records.size(), records + 1) << "no cash was in hand";
    EXPECT_EQ(drawers(shop), 1U);

    shop.journal.fail_next = true;
    EXPECT_EQ(shop.code_of(R"({"do":"untender","tender":1})"), "disk-full");
    EXPECT_EQ(paid(shop.session.till().tenders), Money{1'000}) << "and is still there";
    EXPECT_EQ(shop.code_of(R"({"do":"untender","tender":1})"), "ok");
    EXPECT_FALSE(shop.session.till().paying());
    EXPECT_EQ(shop.code_of(R"({"do":"hold"})"), "ok") << "as if nothing had been taken";

    const ShiftSummary& shift = *shop.journal.ledger().shift;
    EXPECT_EQ(shift.untendered, 2);
    EXPECT_EQ(shift.untendered_amount, Money{1'500});
    EXPECT_EQ(shift.expected_cash(), Money{2'000'000});
    EXPECT_EQ(parse_shift_summary(to_json(shift)), shift);
    Ledger again;
    for (const Record& record : shop.journal.records) {
        EXPECT_FALSE(again.apply(record).has_value());
    }
    EXPECT_EQ(again, shop.session.till().ledger);
}

TEST(Till, SaysWhatToHandBackWhereABasketIsGivenUpWithMoneyTaken) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    EXPECT_FALSE(shop.ask(R"({"do":"cancel"})").contains("hand_back"));
    EXPECT_EQ(drawers(shop), 0U);
    shop.ask(R"({"do":"add","product":"QNA-003","quantity":9000})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":500000})");
    shop.ask(R"({"do":"pay","tender":"card","amount":70000})");
    const Json given_up = shop.ask(R"({"do":"cancel"})");
    const Json both{
        {{"tender", "cash"}, {"amount", 500'000}}, {{"tender", "card"}, {"amount", 70'000}}};
    EXPECT_EQ(given_up["hand_back"], both);
    EXPECT_EQ(given_up["paid"], 0);
    EXPECT_FALSE(given_up.contains("tenders"));
    EXPECT_EQ(shop.journal.records.back().body.json()["tenders"], both);
    EXPECT_EQ(drawers(shop), 1U);
    EXPECT_EQ(shop.journal.ledger().shift->expected_cash(), Money{2'000'000});
}

TEST(Till, GivesBackOverSeveralReturnsWhatWasKept) {
    std::vector<Product> goods = testing::goods();
    goods[1].price = Money{10'500};
    goods[2].price = Money{333};
    Shop shop{true, goods, {{"rounding", "1000-nearest"}}};
    shop.open();
    const auto back = [&](const char* sale, const char* tender) {
        return shop.ask(
            R"({"do":"return","sale":"T-01-1-00000)" + std::string{sale}
            + R"(","lines":[{"line":1,"quantity":1000}],"tender":")" + tender
            + R"(","approver":"hoa","approver_pin":"1234"})"
        )["tenders"];
    };
    const auto row = [](const char* tender, std::int64_t amount) {
        return Json{{"tender", tender}, {"amount", amount}};
    };
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":2000})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":21000})");
    EXPECT_EQ(back("1", "cash"), Json::array({row("cash", 10'500)}));
    EXPECT_EQ(back("1", "transfer"), Json::array({row("transfer", 10'500)}));
    // 999 for which 1.000 were kept.
    shop.ask(R"({"do":"add","product":"QNA-003","quantity":3000})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":1000})");
    EXPECT_EQ(back("4", "cash"), Json::array({row("cash", 333)}));
    EXPECT_EQ(back("4", "card"), Json::array({row("card", 334), row("rounding", -1)}));
    EXPECT_EQ(back("4", "cash"), Json::array({row("cash", 333)}));
    // The drawer holds what it held.
    EXPECT_EQ(
        shop.journal.ledger().shift->expected_cash(),
        Money{2'000'000 + 21'000 - 10'500 + 1'000 - 666}
    );
    EXPECT_EQ(shop.code_of(R"({"do":"close-shift","counted":{}})"), "ok");
}

TEST(Till, ReturnsGoodsWithApprovalAndOnlyOnce) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":2000})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":90000})");
    const std::string lines = R"("lines":[{"line":1,"quantity":1000}],"tender":"cash")";
    const std::string of = R"({"do":"return","sale":"T-01-1-000001",)";
    EXPECT_EQ(shop.code_of(of + lines + "}"), "approval-needed");
    const std::string approved = of + lines + R"(,"approver":"hoa","approver_pin":"1234"})";
    const Json back = shop.ask(approved);
    EXPECT_EQ(back["return"], "T-01-1-000002");
    EXPECT_EQ(back["total"], 45'000);
    EXPECT_EQ(back["tenders"][0]["amount"], 45'000);
    EXPECT_EQ(shop.code_of(approved), "ok");
    EXPECT_EQ(shop.code_of(approved), "return-too-much");
    EXPECT_EQ(
        shop.code_of(
            R"({"do":"return","sale":"T-01-1-000009","lines":[{"line":1,"quantity":1000}],"tender":"cash","approver":"hoa","approver_pin":"1234"})"
        ),
        "unknown-sale"
    );
    // A return is no sale: it cannot be returned in turn.
    EXPECT_EQ(
        shop.code_of(
            R"({"do":"return","sale":"T-01-1-000002","lines":[{"line":1,"quantity":1000}],"tender":"cash","approver":"hoa","approver_pin":"1234"})"
        ),
        "unknown-sale"
    );
    const ShiftSummary& shift = *shop.journal.ledger().shift;
    EXPECT_EQ(shift.expected_cash(), Money{2'000'000});
    EXPECT_EQ(shop.journal.ledger().stock.at("QNA-002"), Quantity{0});
}

TEST(Till, CountsTheDrawerAgainstFloatSalesReturnsAndMovements) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":500000})");
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"pay","tender":"transfer","amount":45000})");
    EXPECT_EQ(shop.code_of(R"({"do":"paid-out","amount":30000})"), "reason-missing");
    shop.ask(R"({"do":"paid-out","amount":30000,"reason":"mua nước"})");
    shop.ask(R"({"do":"paid-in","amount":10000,"reason":"bù"})");
    EXPECT_EQ(shop.code_of(R"({"do":"close-shift","counted":{"300000":1}})"), "bad-denomination");
    EXPECT_EQ(shop.code_of(R"({"do":"close-shift","counted":{"1000":-1}})"), "bad-denomination");
    const Json closed =
        shop.ask(R"({"do":"close-shift","counted":{"500000":4,"100000":1,"10000":2}})");
    EXPECT_EQ(closed["expected"], 2'130'000);
    EXPECT_EQ(closed["counted"], 2'120'000);
    EXPECT_EQ(closed["difference"], -10'000);
    EXPECT_EQ(closed["by_tender"]["cash"], 150'000);
    EXPECT_EQ(closed["by_tender"]["transfer"], 45'000);
    EXPECT_EQ(closed["denominations"]["10000"], 2);
    EXPECT_FALSE(shop.journal.ledger().shift.has_value());
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-002"})"), "no-shift");
}

TEST(Till, RefusesAnActionThatIsNoneAndGoesOn) {
    Shop shop;
    shop.open();
    for (const char* line :
         {"",
          "x",
          "[]",
          "{}",
          R"({"do":"fly"})",
          R"({"do":"scan"})",
          R"({"do":"scan","code":1})",
          R"({"do":"add","product":"QNA-001","quantity":1.5})",
          R"({"do":"close-shift","counted":{"abc":1}})",
          R"({"do":"add","product":"QNA-001","at":"gestern"})"}) {
        EXPECT_EQ(shop.code_of(line), "bad-action") << line;
    }
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-001"})"), "ok");
}

TEST(Till, NamesEveryRefusalOfACode) {
    Shop shop;
    shop.open();
    EXPECT_EQ(shop.code_of(R"({"do":"scan","code":"8930000000019"})"), "unknown-code");
    EXPECT_EQ(shop.code_of(R"({"do":"scan","code":"8934563138160"})"), "bad-check-digit");
    EXPECT_EQ(
        shop.code_of(R"({"do":"scan","code":"https://truyxuat.example/1"})"), "trace-address"
    );
    EXPECT_EQ(shop.code_of(R"({"do":"scan","code":"]C101089"})"), "bad-element-string");
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"XX"})"), "unknown-product");
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-006"})"), "inactive-product");
    EXPECT_EQ(shop.code_of(R"({"do":"scan","code":"QNA-001"})"), "ok");
    const std::string expired = R"({"do":"scan","code":"]C101089345631381651726112110L1")";
    EXPECT_EQ(shop.code_of(expired + "}"), "lot-expired");
    EXPECT_EQ(
        shop.code_of(expired + R"(,"approver":"minh","approver_pin":"1234"})"), "lot-expired"
    );
    EXPECT_EQ(shop.code_of(expired + R"(,"approver":"hoa","approver_pin":"1234"})"), "ok");
    // A lot that expires today is still sold.
    EXPECT_EQ(shop.code_of(R"({"do":"scan","code":"]C101089345631381651726112210L2"})"), "ok");
}

TEST(Till, SellsPacksByTheWeightOrThePriceInTheShopsOwnCodes) {
    std::vector<Product> goods = testing::goods();
    goods[0].code = "123"; // by the kg, 120,000 đ
    goods[1].gtin = Gtin::parse("2200777000007");
    Shop shop{
        true,
        goods,
        {{"instore.21", "weight"}, {"instore.22", "price10"}, {"discount.cashier_percent", "0"}}};
    shop.open();
    const Json weighed = shop.ask(R"({"do":"scan","code":"]E02100123004850"})");
    EXPECT_EQ(weighed["lines"][0]["product"], "123");
    EXPECT_EQ(weighed["lines"][0]["quantity"], 485);
    EXPECT_EQ(weighed["total"], 58'200);
    const Json named = shop.ask(R"({"do":"scan","code":"]E02200777044001"})");
    EXPECT_EQ(named["lines"][1]["product"], "QNA-002") << "named by its number of value 0";
    EXPECT_EQ(named["total"], 58'200 + 44'000);
    // 155,200 đ buy 1.293 kg; no đồng is lost, whatever a cashier may take off.
    const Json priced = shop.ask(R"({"do":"scan","code":"]E02200123155207"})");
    EXPECT_EQ(priced["ok"], true);
    EXPECT_EQ(priced["lines"][2]["quantity"], 1293);
    EXPECT_EQ(priced["total"], 58'200 + 44'000 + 155'200);
    const Json sale = shop.ask(R"({"do":"pay","tender":"cash","amount":300000})");
    EXPECT_EQ(sale["total"], 257'400);
}

TEST(Till, RefusesACodeThatDoesNotSayHowMuchAndKeepsTheBasket) {
    Shop shop{true, testing::goods(), {{"instore.21", "weight"}}};
    shop.open();
    EXPECT_EQ(shop.ask(R"({"do":"scan","code":"8934563138165"})")["total"], 120'000);
    for (const char* code :
         {"]C101989345631381683103000000",
          "]C101989345631381683202000500",
          "]C101989345631381683153001250",
          "98934563138168"}) {
        const Json answer = shop.ask(R"({"do":"scan","code":")" + std::string{code} + "\"}");
        EXPECT_EQ(answer["error"]["code"], "measure-missing") << code;
        EXPECT_NE(answer["error"]["message"].get<std::string>().find("kg"), std::string::npos);
    }
    EXPECT_EQ(shop.code_of(R"({"do":"scan","code":"00189345630000000124"})"), "carton-code");
    EXPECT_EQ(
        shop.code_of(R"({"do":"scan","code":"https://x.vn/01/08934563138165/392p/1"})"),
        "trace-address"
    );
    EXPECT_EQ(shop.ask(R"({"do":"quantity","line":1,"quantity":2000})")["total"], 240'000);
}

TEST(Till, SellsAPackOfVaryingMeasureAsTheGoodsItHolds) {
    Shop shop;
    shop.open();
    const Json pack =
        shop.ask(R"({"do":"scan","code":"]C101989345631381683103001250\u001d3920149000"})");
    EXPECT_EQ(pack["lines"][0]["product"], "QNA-001");
    EXPECT_EQ(pack["lines"][0]["quantity"], 1250);
    EXPECT_EQ(pack["total"], 149'000) << "what the label says, not 150,000";
}

TEST(Till, SellsNoLotTooNearItsExpiryWithoutTheManager) {
    std::vector<Product> goods = testing::goods();
    goods[0].sell_before_days = 3;
    Shop shop{true, goods};
    shop.open();
    const auto lot = [](const char* expiry) {
        return std::string{R"({"do":"scan","code":"]C1010893456313816517)"} + expiry + R"(10L1")";
    };
    EXPECT_EQ(shop.code_of(lot("261125") + "}"), "ok"); // today is the last of three days before
    EXPECT_EQ(shop.code_of(lot("261124") + "}"), "lot-near-expiry");
    EXPECT_EQ(shop.code_of(lot("261121") + "}"), "lot-expired");
    EXPECT_EQ(shop.code_of(lot("261124") + R"(,"approver":"hoa","approver_pin":"1234"})"), "ok");
    // Of so much of this lot it is decided, for this basket, also after it was put aside.
    EXPECT_EQ(shop.code_of(lot("261124") + "}"), "lot-near-expiry") << "one more of it";
    EXPECT_EQ(shop.code_of(R"({"do":"hold"})"), "ok");
    EXPECT_EQ(shop.code_of(lot("261124") + "}"), "lot-near-expiry") << "another customer";
    EXPECT_EQ(shop.code_of(R"({"do":"recall","hold":1})"), "ok");
    EXPECT_EQ(shop.code_of(lot("261124") + R"(,"approver":"hoa","approver_pin":"1234"})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"pay","tender":"cash","amount":10000000})"), "ok");
    const auto sale = read_sale(shop.journal.records.back());
    ASSERT_TRUE(sale);
    ASSERT_EQ(sale->lines.size(), 2U);
    EXPECT_EQ(sale->lines[0].lot_approver, std::nullopt);
    EXPECT_EQ(sale->lines[1].lot_approver, "hoa") << "the journal says who let it go";
}

TEST(Till, SellsAtThePriceOfTheDay) {
    std::vector<Product> goods = testing::goods();
    goods[1].price_list = {{Day{2026, 11, 22}, Day{2026, 11, 22}, Money{40'000}}};
    Shop shop{true, goods};
    shop.open();
    EXPECT_EQ(shop.ask(R"({"do":"add","product":"QNA-002"})")["total"], 40'000);
    shop.now = Moment{shop.now.seconds() + 86'400};
    EXPECT_EQ(shop.ask(R"({"do":"add","product":"QNA-002"})")["total"], 85'000);
}

TEST(Till, TakesTimesFromScriptsOnlyInTraining) {
    Shop training{true};
    training.open();
    training.ask(R"({"do":"add","product":"QNA-001","at":"2025-04-15T10:00:00+07:00"})");
    training.ask(R"({"do":"pay","tender":"cash","amount":120000,"at":"2025-04-15T10:00:01+07:00"})"
    );
    EXPECT_EQ(iso(training.journal.records.back().at), "2025-04-15T10:00:01+07:00");
    Shop real{false};
    EXPECT_EQ(
        real.code_of(
            R"({"do":"sign-in","user":"lan","pin":"1234","at":"2025-04-15T10:00:00+07:00"})"
        ),
        "at-refused"
    );
}

TEST(Till, NotesAClockThatWasSetBackBeforeItGoesOn) {
    Shop shop{false};
    shop.open();
    shop.now = Moment{shop.now.seconds() - 3600};
    shop.ask(R"({"do":"no-sale"})");
    const auto& records = shop.journal.records;
    EXPECT_EQ(records[records.size() - 2].kind, "clock");
    EXPECT_EQ(records[records.size() - 2].body.json()["behind_s"], 3600);
    EXPECT_EQ(records.back().kind, "no-sale");
    shop.ask(R"({"do":"no-sale"})");
    EXPECT_EQ(records[records.size() - 2].kind, "no-sale");
}

TEST(Till, KeepsEverythingAskedWhileARecordIsOnItsWayToDisk) {
    testing::FakeJournal journal;
    Till till;
    till.ledger = journal.ledger();
    till.cashier = "lan";
    const auto shop = testing::catalog();
    const Moment now = *parse_moment("2026-11-22T09:00:00+07:00");
    Step next = step(till, *shop, Asked{*parse_action(R"({"do":"open-shift","float":0})"), now});
    const auto* append = std::get_if<AppendRecords>(&next.effects.front());
    ASSERT_NE(append, nullptr);
    for (int i = 0; i < 20; ++i) {
        Step waiting = step(
            next.till, *shop, Asked{*parse_action(R"({"do":"add","product":"QNA-002"})"), now}
        );
        EXPECT_TRUE(waiting.effects.empty());
        next.till = std::move(waiting.till);
    }
    const auto record = journal.append(append->drafts.front());
    const Step done = step(next.till, *shop, RecordsAppended{{*record}});
    EXPECT_EQ(done.till.basket.entries.front().quantity, Quantity{20'000});
    EXPECT_EQ(done.effects.size(), 21U); // each is answered
}

TEST(Till, RefusesALoudNumberOfWaitingActionsInsteadOfGrowing) {
    testing::FakeJournal journal;
    Till till;
    till.ledger = journal.ledger();
    till.cashier = "lan";
    const auto shop = testing::catalog();
    const Moment now{1'800'000'000};
    Step next = step(till, *shop, Asked{*parse_action(R"({"do":"open-shift","float":0})"), now});
    for (std::size_t i = 0; i < waiting_max; ++i) {
        next = step(next.till, *shop, Asked{*parse_action(R"({"do":"no-sale"})"), now});
    }
    next = step(next.till, *shop, Asked{*parse_action(R"({"do":"no-sale"})"), now});
    const Answer& answer = std::get<Tell>(next.effects.front()).answer;
    EXPECT_EQ(std::get<Refused>(answer).refusal.code, RefusalCode::busy);
}

TEST(Till, WarnsOfStockAgeAndLapsedCertificatesAndSellsAllTheSame) {
    std::vector<Product> goods = testing::goods();
    goods[0].certificate_expires = Day{2026, 1, 1};
    Shop shop{true, goods};
    shop.open();
    const Json lapsed = shop.ask(R"({"do":"add","product":"QNA-001"})");
    EXPECT_EQ(lapsed["warnings"][0]["code"], "certificate");
    EXPECT_EQ(lapsed["lines"][0]["stars"], nullptr);
    EXPECT_EQ(lapsed["lines"][0]["certificate"], "expired");
    EXPECT_EQ(shop.ask(R"({"do":"add","product":"QNA-003"})")["warnings"][0]["code"], "age");
    shop.ask(R"({"do":"receive","product":"QNA-002","quantity":1000})");
    EXPECT_FALSE(shop.ask(R"({"do":"add","product":"QNA-002"})").contains("warnings"));
    EXPECT_EQ(shop.ask(R"({"do":"add","product":"QNA-002"})")["warnings"][0]["code"], "stock");
}

TEST(Till, DoesNotWarnOfStockThatNobodyEverBooked) {
    Shop shop;
    shop.open();
    for (int sales = 0; sales < 2; ++sales) {
        EXPECT_FALSE(shop.ask(R"({"do":"add","product":"QNA-002"})").contains("warnings"));
        shop.ask(R"({"do":"pay","tender":"cash","amount":45000})");
    }
}

TEST(Till, RecordsABasketThatIsGivenUp) {
    Shop shop;
    shop.open();
    EXPECT_EQ(shop.code_of(R"({"do":"cancel"})"), "basket-empty");
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    shop.ask(R"({"do":"remove","line":1})");
    EXPECT_EQ(shop.code_of(R"({"do":"cancel"})"), "ok");
    const ShiftSummary& shift = *shop.journal.ledger().shift;
    EXPECT_EQ(shift.cancelled, 1);
    EXPECT_EQ(shift.cancelled_amount, Money{150'000});
    EXPECT_EQ(shift.removed_lines, 1);
}

TEST(Till, LetsAManagerChangeASettingAndWritesDownWho) {
    Shop shop;
    const char* const change = R"({"do":"settings","key":"printer","value":"usb:04B8:0E15@1-2"})";
    EXPECT_EQ(shop.code_of(change), "not-signed-in");
    shop.ask(R"({"do":"sign-in","user":"hoa","pin":"1234"})");
    EXPECT_EQ(shop.code_of(change), "ok") << "no shift is needed";
    const Record& record = shop.journal.records.back();
    EXPECT_EQ(record.kind, "settings");
    EXPECT_EQ(
        record.body.json(),
        (Json{{"key", "printer"}, {"value", "usb:04b8:0e15@1-2"}, {"cashier", "hoa"}})
    );
    EXPECT_EQ(shop.session.till().ledger.settings.at("printer"), "usb:04b8:0e15@1-2");
    const std::size_t written = shop.journal.records.size();
    EXPECT_EQ(shop.code_of(change), "ok");
    EXPECT_EQ(shop.journal.records.size(), written) << "what is so already is not written again";
    EXPECT_EQ(
        shop.code_of(R"({"do":"settings","key":"printer","value":"the red one"})"), "bad-setting"
    );
    EXPECT_EQ(shop.journal.records.size(), written);
}

TEST(Till, ChangesASettingForACashierOnlyWithAManagersPin) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    const auto change = [](const std::string& approval) {
        return R"({"do":"settings","key":"scanner","value":"off")" + approval + "}";
    };
    EXPECT_EQ(shop.code_of(change("")), "manager-needed");
    EXPECT_EQ(shop.code_of(change(R"(,"approver":"minh","approver_pin":"1234")")), "not-allowed")
        << "a lead is no manager";
    EXPECT_EQ(shop.code_of(change(R"(,"approver":"hoa","approver_pin":"0000")")), "wrong-pin");
    EXPECT_EQ(shop.session.till().ledger.settings.count("scanner"), 0U);
    const Json done = shop.ask(change(R"(,"approver":"hoa","approver_pin":"1234")"));
    EXPECT_EQ(done["ok"], true);
    EXPECT_EQ(done["lines"].size(), 1U) << "the basket stays";
    EXPECT_EQ(
        shop.journal.records.back().body.json(),
        (Json{{"key", "scanner"}, {"value", "off"}, {"cashier", "lan"}, {"approver", "hoa"}})
    );
}

TEST(Ledger, FoldedAnewFromTheRecordsComesOutEqual) {
    Shop shop;
    shop.open();
    for (int i = 0; i < 30; ++i) {
        shop.ask(R"({"do":"add","product":"QNA-002","quantity":2000})");
        shop.ask(
            i % 3 == 0 ? R"({"do":"hold"})" : R"({"do":"pay","tender":"cash","amount":100000})"
        );
    }
    shop.ask(R"({"do":"close-shift","counted":{"500000":7}})");
    Ledger again;
    for (const Record& record : shop.journal.records) {
        EXPECT_FALSE(again.apply(record).has_value());
    }
    EXPECT_EQ(again, shop.journal.ledger());
    EXPECT_EQ(again, shop.session.till().ledger);
    EXPECT_EQ(again.holds.size(), 10U);
}

TEST(Refusal, HasANameAndASentenceInBothLanguagesForEveryCode) {
    for (int i = 0; i <= static_cast<int>(RefusalCode::clock); ++i) {
        const auto code = static_cast<RefusalCode>(i);
        EXPECT_FALSE(name(code).empty()) << i;
        const Refusal refusal{code, "SUBJECT", "DETAIL", "P.csv:3:4"};
        for (const Language language : {Language::vi, Language::en}) {
            const std::string sentence = words(refusal, language);
            EXPECT_EQ(sentence.back(), '.') << sentence;
            EXPECT_EQ(sentence.substr(0, 11), "P.csv:3:4: ") << sentence;
            EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
        }
        EXPECT_NE(words(refusal, Language::vi), words(refusal, Language::en));
    }
}

} // namespace
} // namespace ocop
