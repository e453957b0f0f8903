#include "tests/shell/shop_day.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

using testing::Shop;

/// `action` (its closing brace left out) with the PIN of `user`.
std::string by(const char* user, const std::string& action) {
    return action + R"(,"approver":")" + user + R"(","approver_pin":"1234"})";
}

Json last_body(const Shop& shop) {
    return shop.journal.records.back().body.json();
}

TEST(Approval, OfALineDiscountHoldsForNoMoreOfTheGoods) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    ASSERT_EQ(
        shop.code_of(by("hoa", R"({"do":"discount","line":1,"percent":100,"reason":"mẫu thử")")),
        "ok"
    );
    EXPECT_EQ(
        shop.code_of(R"({"do":"add","product":"QNA-002","quantity":500000})"), "approval-needed"
    );
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":501000})"), "approval-needed");
    EXPECT_EQ(shop.code_of(R"({"do":"scan","code":"QNA-002"})"), "approval-needed");
    EXPECT_EQ(shop.session.till().basket.entries[0].quantity, one_unit);
    // Other goods are none of that approval's.
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-003"})"), "ok");
    // Whoever is asked again sees all of it, and the record says what they saw.
    EXPECT_EQ(
        shop.code_of(by("minh", R"({"do":"quantity","line":1,"quantity":2000)")), "approval-needed"
    ) << "a lead's limit is 20 %";
    EXPECT_EQ(
        shop.code_of(by("lan", R"({"do":"quantity","line":1,"quantity":2000)")), "not-allowed"
    );
    EXPECT_EQ(shop.code_of(by("hoa", R"({"do":"quantity","line":1,"quantity":3000)")), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":2000})"), "ok") << "fewer goods";
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":3000})"), "ok") << "as shown";
    EXPECT_EQ(shop.ask(R"({"do":"pay","tender":"cash","amount":150000})")["total"], 150'000);
    const Json given = last_body(shop)["discounts"][0];
    EXPECT_EQ(given["approver"], "hoa");
    EXPECT_EQ(given["shown"], (Json{{"gross", 135'000}, {"off", 135'000}}));
}

TEST(Approval, OfABasketDiscountHoldsForTheGoodsThatWereThere) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":4000})");
    shop.ask(R"({"do":"add","product":"QNA-004"})");
    ASSERT_EQ(shop.code_of(by("hoa", R"({"do":"discount","percent":50,"reason":"x")")), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-003"})"), "approval-needed");
    EXPECT_EQ(shop.code_of(R"({"do":"remove","line":1})"), "ok");
    // The room left by goods that went is not for others.
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-003"})"), "approval-needed");
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-004"})"), "approval-needed");
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-002","quantity":4000})"), "ok");
    EXPECT_EQ(shop.code_of(by("hoa", R"({"do":"add","product":"SET-01")")), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"SET-01"})"), "approval-needed");
    // Taken off, it stands in nobody's way.
    EXPECT_EQ(shop.code_of(R"({"do":"discount","percent":0})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"SET-01"})"), "ok");
}

TEST(Approval, OfABasketDiscountDoesNotGrowAsALinesOwnDiscountIsTakenOff) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    shop.ask(by("hoa", R"({"do":"discount","line":1,"percent":90,"reason":"x")"));
    shop.ask(by("hoa", R"({"do":"discount","percent":50,"reason":"x")"));
    EXPECT_EQ(shop.code_of(R"({"do":"discount","line":1,"amount":0})"), "approval-needed");
    EXPECT_EQ(shop.code_of(by("hoa", R"({"do":"discount","line":1,"amount":0)")), "ok");
    EXPECT_EQ(shop.ask(R"({"do":"pay","tender":"cash","amount":75000})")["total"], 75'000);
}

TEST(Approval, OfAnAmountHoldsForTheGoodsTooAndForALeadsLimit) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-003","quantity":2000})");
    ASSERT_EQ(shop.code_of(by("minh", R"({"do":"discount","amount":60000,"reason":"x")")), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":3000})"), "approval-needed");
    // With fewer goods the amount is more of each than a lead may give.
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":1000})"), "approval-needed");
    EXPECT_EQ(shop.code_of(by("hoa", R"({"do":"quantity","line":1,"quantity":1000)")), "ok");
    // So many that the cashier could give it: nobody is asked.
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":8000})"), "ok");
    shop.ask(R"({"do":"pay","tender":"cash","amount":2000000})");
    EXPECT_EQ(last_body(shop)["discounts"][0]["approver"], nullptr)
        << "hoa saw it on other goods than these";
}

TEST(Approval, GoesWithTheDiscountThroughAHoldAndIsAskedAgainAtRecall) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":2000})");
    shop.ask(by("hoa", R"({"do":"discount","line":1,"percent":40,"reason":"x")"));
    shop.ask(R"({"do":"hold"})");
    shop.ask(R"({"do":"recall","hold":1})");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":3000})"), "approval-needed");
    shop.ask(R"({"do":"pay","tender":"cash","amount":54000})");
    EXPECT_EQ(last_body(shop)["discounts"][0]["approver"], "hoa");
}

TEST(Approval, LeavesADiscountWithWhoGaveItThroughAHold) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"sign-in","user":"minh","pin":"1234"})");
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":2000})");
    ASSERT_EQ(shop.code_of(R"({"do":"discount","percent":20,"reason":"khách quen"})"), "ok");
    shop.ask(R"({"do":"hold"})");
    shop.ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    EXPECT_EQ(shop.code_of(R"({"do":"recall","hold":1})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":1000})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-003"})"), "approval-needed");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":3000})"), "approval-needed");
    shop.ask(R"({"do":"pay","tender":"cash","amount":36000})");
    const Json given = last_body(shop)["discounts"][0];
    EXPECT_EQ(given["by"], "minh");
    EXPECT_EQ(given["approver"], nullptr);
}

TEST(Approval, AnsweredForByTheManagerWhoGoesOnWithABasket) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(by("minh", R"({"do":"discount","percent":20,"reason":"x")"));
    shop.ask(R"({"do":"hold"})");
    shop.ask(R"({"do":"sign-in","user":"hoa","pin":"1234"})");
    shop.ask(R"({"do":"recall","hold":1})");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":9000})"), "ok");
    shop.ask(R"({"do":"hold"})");
    shop.ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    EXPECT_EQ(shop.code_of(R"({"do":"recall","hold":2})"), "ok") << "hoa gave it on nine";
}

TEST(Approval, IsAskedAtRecallAndWhenPaidWhereTheLimitWasLoweredSince) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":2000})");
    shop.ask(R"({"do":"discount","percent":5,"reason":"x"})");
    shop.ask(R"({"do":"hold"})");
    shop.ask(by("hoa", R"({"do":"settings","key":"discount.cashier_percent","value":"3")"));
    EXPECT_EQ(shop.code_of(R"({"do":"recall","hold":1})"), "approval-needed");
    EXPECT_EQ(shop.code_of(by("minh", R"({"do":"recall","hold":1)")), "ok");
    shop.ask(by("hoa", R"({"do":"settings","key":"discount.lead_percent","value":"4")"));
    EXPECT_EQ(shop.code_of(R"({"do":"pay","tender":"cash","amount":85500})"), "approval-needed");
    EXPECT_EQ(shop.code_of(by("hoa", R"({"do":"pay","tender":"cash","amount":85500)")), "ok");
    EXPECT_EQ(last_body(shop)["discounts"][0]["approver"], "hoa");
}

TEST(Approval, IsNeededWhereLineAndBasketTogetherExceedWhatOnePersonMayGive) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","line":1,"percent":5})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","percent":5})"), "approval-needed");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","amount":1})"), "approval-needed");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","line":1,"percent":3})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","percent":2})"), "ok") << "4.94 %";
    EXPECT_EQ(shop.code_of(R"({"do":"discount","line":1,"percent":20})"), "approval-needed");
    EXPECT_EQ(
        shop.code_of(by("minh", R"({"do":"discount","line":1,"percent":20)")), "approval-needed"
    ) << "with the basket's 2 %";
    EXPECT_EQ(shop.code_of(R"({"do":"discount","percent":0})"), "ok");
    EXPECT_EQ(shop.code_of(by("minh", R"({"do":"discount","line":1,"percent":20)")), "ok");
    EXPECT_EQ(shop.code_of(by("minh", R"({"do":"discount","percent":20)")), "approval-needed")
        << "36 % of a lead's giving";
    EXPECT_EQ(shop.code_of(by("hoa", R"({"do":"discount","percent":20)")), "ok");
}

TEST(Approval, IsNotNeededForWhatRoundingAddsToAPercentage) {
    std::vector<Product> goods = testing::goods();
    goods[1].price = Money{23'751};
    goods[2].price = Money{10};
    Shop shop{true, goods};
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    EXPECT_EQ(shop.ask(R"({"do":"discount","percent":5,"reason":"x"})")["total"], 23'751 - 1'188);
    EXPECT_EQ(shop.code_of(R"({"do":"discount","amount":1188})"), "approval-needed");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","amount":1187})"), "ok");
    shop.ask(R"({"do":"cancel"})");
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    EXPECT_EQ(shop.code_of(R"({"do":"discount","line":1,"percent":6})"), "approval-needed")
        << "0.6 đ round to 1, as 0.5 do";
    EXPECT_EQ(shop.ask(R"({"do":"discount","line":1,"percent":5})")["total"], 9);
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-002"})"), "ok") << "still five percent";
}

TEST(Approval, OfAReturnEndsWithItAndABiggerOneTakesTheManager) {
    Shop shop{true, testing::goods(), {{"return.lead_max", "50000"}}};
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":4000})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":180000})");
    const auto back = [](const char* quantity) {
        return R"({"do":"return","sale":"T-01-1-000001","lines":[{"line":1,"quantity":)"
               + std::string{quantity} + R"(}],"tender":"cash")";
    };
    EXPECT_EQ(shop.code_of(back("1000") + "}"), "approval-needed");
    EXPECT_EQ(shop.code_of(by("minh", back("2000"))), "approval-needed");
    EXPECT_EQ(shop.code_of(by("minh", back("1000"))), "ok");
    EXPECT_EQ(last_body(shop)["approver"], "minh");
    EXPECT_EQ(shop.code_of(back("1000") + "}"), "approval-needed") << "that was the one before";
    EXPECT_EQ(shop.code_of(by("hoa", back("3000"))), "ok");
    shop.journal.fail_next = true;
    const std::string without = R"({"do":"return","lines":[{"product":"QNA-002","quantity":1000}])";
    EXPECT_EQ(shop.code_of(by("hoa", without)), "disk-full");
    EXPECT_EQ(shop.code_of(without + "}"), "approval-needed") << "nor for another try";
    shop.ask(R"({"do":"sign-in","user":"minh","pin":"1234"})");
    EXPECT_EQ(shop.code_of(without + "}"), "ok") << "45,000 by a lead";
    EXPECT_EQ(
        shop.code_of(R"({"do":"return","lines":[{"product":"QNA-003","quantity":1000}]})"),
        "approval-needed"
    );
}

TEST(Drawer, GivesNoMoreCashThanItShouldHold) {
    Shop shop;
    shop.open(); // with 2,000,000
    const auto out = [](const char* amount) {
        return R"({"do":"paid-out","amount":)" + std::string{amount} + R"(,"reason":"x")";
    };
    EXPECT_EQ(shop.code_of(out("2000001") + "}"), "drawer-short");
    EXPECT_EQ(shop.code_of(by("hoa", out("2000001"))), "drawer-short") << "nobody can";
    EXPECT_EQ(shop.code_of(out("1990000") + "}"), "ok");
    const std::string back = R"({"do":"return","lines":[{"product":"QNA-004","quantity":1000}],)";
    EXPECT_EQ(shop.code_of(by("hoa", back + R"("tender":"cash")")), "drawer-short");
    EXPECT_EQ(shop.code_of(by("hoa", back + R"("tender":"transfer")")), "ok");
    shop.ask(R"({"do":"paid-in","amount":5000,"reason":"tiền lẻ"})");
    EXPECT_EQ(shop.code_of(by("hoa", back + R"("tender":"cash")")), "ok");
    EXPECT_EQ(shop.code_of(out("1") + "}"), "drawer-short");
}

TEST(Drawer, GivesACashierNoMoreThanIsSetWithoutAnApproval) {
    Shop shop{true, testing::goods(), {{"cash.cashier_out_max", "500000"}}};
    shop.open();
    const auto out = [](const char* amount) {
        return R"({"do":"paid-out","amount":)" + std::string{amount} + R"(,"reason":"x")";
    };
    EXPECT_EQ(shop.code_of(out("500000") + "}"), "ok");
    EXPECT_FALSE(last_body(shop).contains("approver"));
    EXPECT_EQ(shop.code_of(out("500001") + "}"), "approval-needed");
    EXPECT_EQ(shop.code_of(by("lan", out("500001"))), "approval-needed");
    EXPECT_EQ(shop.code_of(by("thu", out("500001"))), "approval-needed") << "an auditor looks";
    EXPECT_EQ(shop.code_of(by("minh", out("500001"))), "approval-needed") << "a lead is no manager";
    EXPECT_EQ(shop.code_of(by("minh", out("9999999"))), "drawer-short") << "nobody can";
    EXPECT_EQ(shop.code_of(by("hoa", out("500001"))), "ok");
    EXPECT_EQ(last_body(shop)["approver"], "hoa");
}

/// A scan of a lot of QNA-001 with that expiry (yymmdd), without its closing brace.
std::string lot(const char* expiry) {
    return R"({"do":"scan","code":"]C1010893456313816517)" + std::string{expiry} + R"(10L1")";
}

TEST(Approval, OfAnOldLotHoldsForTheQuantityThatWasShown) {
    Shop shop;
    shop.open();
    EXPECT_EQ(shop.code_of(by("hoa", lot("261121"))), "ok");
    EXPECT_EQ(shop.code_of(lot("261121") + "}"), "lot-expired");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":5000})"), "lot-expired");
    EXPECT_EQ(
        shop.code_of(by("minh", R"({"do":"quantity","line":1,"quantity":5000)")), "lot-expired"
    );
    EXPECT_EQ(shop.code_of(by("hoa", R"({"do":"quantity","line":1,"quantity":5000)")), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"quantity","line":1,"quantity":4000})"), "ok");
    EXPECT_EQ(shop.code_of(lot("261121") + "}"), "ok") << "five were shown";
    EXPECT_EQ(shop.code_of(R"({"do":"hold"})"), "ok");
    EXPECT_EQ(shop.code_of(R"({"do":"recall","hold":1})"), "ok");
    EXPECT_EQ(shop.code_of(lot("261121") + "}"), "lot-expired");
    EXPECT_EQ(shop.code_of(R"({"do":"pay","tender":"cash","amount":600000})"), "ok");
}

TEST(Approval, IsAskedForALotThatExpiredOnTheCounterOrInAHold) {
    Shop shop;
    shop.open();
    EXPECT_EQ(shop.code_of(lot("261122") + "}"), "ok") << "its last day";
    shop.ask(R"({"do":"hold"})");
    EXPECT_EQ(shop.code_of(lot("261122") + "}"), "ok");
    shop.now = Moment{shop.now.seconds() + 86'400};
    const std::string pay = R"({"do":"pay","tender":"cash","amount":120000)";
    EXPECT_EQ(shop.code_of(pay + "}"), "lot-expired");
    EXPECT_EQ(shop.code_of(R"({"do":"add","product":"QNA-002"})"), "ok") << "other goods go on";
    EXPECT_EQ(shop.code_of(R"({"do":"remove","line":2})"), "ok");
    EXPECT_EQ(shop.code_of(by("hoa", pay)), "ok");
    EXPECT_EQ(last_body(shop)["lines"][0]["lot_approver"], "hoa");
    EXPECT_EQ(shop.code_of(R"({"do":"recall","hold":1})"), "lot-expired");
    EXPECT_EQ(shop.code_of(by("hoa", R"({"do":"recall","hold":1)")), "ok");
    EXPECT_EQ(shop.code_of(pay + "}"), "ok");
}

TEST(Approval, OfALotTooNearItsExpiryEndsWithTheExpiry) {
    std::vector<Product> goods = testing::goods();
    goods[0].sell_before_days = 3;
    Shop shop{true, goods};
    shop.open();
    ASSERT_EQ(shop.code_of(by("hoa", lot("261123"))), "ok");
    shop.ask(R"({"do":"hold"})");
    shop.now = Moment{shop.now.seconds() + 86'400};
    EXPECT_EQ(shop.code_of(R"({"do":"recall","hold":1})"), "ok") << "its last day";
    shop.ask(R"({"do":"hold"})");
    shop.now = Moment{shop.now.seconds() + 86'400};
    EXPECT_EQ(shop.code_of(R"({"do":"recall","hold":2})"), "lot-expired");
}

/// The shop's goods with `code` taken off sale.
std::shared_ptr<const Catalog> without(const char* code) {
    std::vector<Product> goods = testing::goods();
    for (Product& product : goods) {
        product.active = product.active && product.code != code;
    }
    return std::make_shared<const Catalog>(43, std::move(goods));
}

TEST(Recall, RefusesWhatWasTakenOffSaleOrLeavesItOutWhereAsked) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"add","product":"SET-01"})");
    shop.ask(R"({"do":"add","product":"QNA-004"})");
    shop.ask(R"({"do":"hold"})");
    Session later{
        shop.journal.ledger(), without("QNA-002"), shop.runner, [](const PaperEffect&) {}};
    const auto ask = [&](const std::string& action) {
        return to_json(later.ask(*parse_action(action), shop.now), Language::en);
    };
    ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    EXPECT_EQ(ask(R"({"do":"recall","hold":1})")["error"]["code"], "inactive-product");
    EXPECT_EQ(ask(by("hoa", R"({"do":"recall","hold":1)"))["error"]["code"], "inactive-product");
    const Json recalled = ask(R"({"do":"recall","hold":1,"leave_out":true})");
    EXPECT_EQ(recalled["total"], 15'000);
    ASSERT_EQ(recalled["warnings"].size(), 2U) << "a set goes with its part";
    EXPECT_EQ(recalled["warnings"][0]["code"], "gone");
    EXPECT_EQ(ask(R"({"do":"add","product":"SET-01"})")["error"]["code"], "inactive-product");
    EXPECT_EQ(ask(R"({"do":"pay","tender":"cash","amount":15000})")["ok"], true);
    EXPECT_TRUE(shop.journal.ledger().holds.empty());
}

TEST(Recall, OfAHoldOfAnOlderVersionTakesItsHolderForWhoGaveAndItsGoodsForWhatWasShown) {
    Shop shop;
    shop.open();
    const auto hold = [&](Json discount, std::int64_t number) {
        Json entry{
            {"product", "QNA-002"},
            {"price", 45'000},
            {"quantity", 2'000},
            {"lot", nullptr},
            {"expiry", nullptr},
            {"discount", std::move(discount)},
            {"components", Json::array()}};
        Json basket{
            {"entries", Json::array({std::move(entry)})},
            {"discount", Json::object()},
            {"removed_lines", 1}};
        (void)shop.journal.append(
            {"hold", shop.now, {{"hold", number}, {"cashier", "minh"}, {"basket", basket}}}
        );
    };
    hold({{"percent", 20}}, 1);
    hold({{"percent", 60}, {"approver", "hoa"}}, 2);
    hold({{"percent", 60}}, 3);
    Session later{
        shop.journal.ledger(), testing::catalog(), shop.runner, [](const PaperEffect&) {}};
    const auto code_of = [&](const std::string& action) {
        const Json answer = to_json(later.ask(*parse_action(action), shop.now), Language::en);
        return answer["ok"].get<bool>() ? "ok" : answer["error"]["code"].get<std::string>();
    };
    (void)code_of(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    for (const char* number : {"1", "2"}) {
        EXPECT_EQ(code_of(R"({"do":"recall","hold":)" + std::string{number} + "}"), "ok");
        EXPECT_EQ(code_of(R"({"do":"add","product":"QNA-002"})"), "approval-needed");
        EXPECT_EQ(code_of(R"({"do":"pay","tender":"cash","amount":90000})"), "ok");
    }
    EXPECT_EQ(code_of(R"({"do":"recall","hold":3})"), "approval-needed");
}

TEST(Emptied, ABasketTakenOffLineByLineLeavesARecordAndIsANewOne) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":3000})");
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    shop.ask(R"({"do":"buyer","name":"Nguyễn Văn A"})");
    shop.ask(R"({"do":"discount","percent":5,"reason":"x"})");
    shop.ask(R"({"do":"quantity","line":1,"quantity":1000})");
    EXPECT_EQ(shop.code_of(R"({"do":"remove","line":1})"), "ok");
    const std::size_t records = shop.journal.records.size();
    const Json emptied = shop.ask(R"({"do":"remove","line":1})");
    EXPECT_EQ(emptied["ok"], true);
    EXPECT_EQ(emptied["do"], "remove");
    EXPECT_EQ(emptied["lines"].size(), 0U);
    ASSERT_EQ(shop.journal.records.size(), records + 1);
    EXPECT_EQ(shop.journal.records.back().kind, "cancel");
    const Json body = last_body(shop);
    EXPECT_EQ(body["emptied"], true);
    EXPECT_EQ(body["cashier"], "lan");
    EXPECT_EQ(body["removed_lines"], 2);
    EXPECT_EQ(body["total"], 3 * 45'000 + 150'000);
    EXPECT_EQ(
        body["removed"][0],
        (Json{{"product", "QNA-002"}, {"name", "Trà rừng"}, {"quantity", 3000}, {"amount", 135'000}}
        )
    );
    const ShiftSummary& shift = *shop.journal.ledger().shift;
    EXPECT_EQ(shift.cancelled, 1);
    EXPECT_EQ(shift.removed_lines, 2);
    EXPECT_EQ(shift.cancelled_amount, Money{285'000});
    EXPECT_EQ(shop.session.till().basket, Basket{});
    shop.ask(R"({"do":"add","product":"QNA-004"})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":15000})");
    const Json sale = last_body(shop);
    EXPECT_EQ(sale["total"], 15'000);
    for (const char* key : {"removed_lines", "hold", "buyer", "discounts"}) {
        EXPECT_FALSE(sale.contains(key)) << key;
    }
}

TEST(Emptied, ARecalledBasketIsGivenUpWithItsHold) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"add","product":"QNA-003"})");
    shop.ask(R"({"do":"remove","line":2})");
    shop.ask(R"({"do":"hold"})");
    shop.ask(R"({"do":"recall","hold":1})");
    EXPECT_EQ(shop.code_of(R"({"do":"remove","line":1})"), "ok");
    EXPECT_EQ(last_body(shop)["hold"], 1);
    EXPECT_EQ(last_body(shop)["removed_lines"], 2) << "those before the hold too";
    EXPECT_EQ(last_body(shop)["total"], 195'000);
    EXPECT_TRUE(shop.journal.ledger().holds.empty());
    EXPECT_EQ(shop.code_of(R"({"do":"recall","hold":1})"), "unknown-hold");
}

TEST(Emptied, KeepsTheLastLineWhereTheDiskIsFullOrMoneyWasTaken) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.journal.fail_next = true;
    EXPECT_EQ(shop.code_of(R"({"do":"remove","line":1})"), "disk-full");
    EXPECT_EQ(shop.session.till().basket.entries.size(), 1U);
    EXPECT_EQ(shop.session.till().basket.removed_lines, 0);
    shop.ask(R"({"do":"pay","tender":"transfer","amount":1000})");
    EXPECT_EQ(shop.code_of(R"({"do":"remove","line":1})"), "paying");
}

TEST(Emptied, WhatLiesOnTheCounterWhenTheProgramDiesIsGoneWithoutATrace) {
    // A crash takes the basket: nothing of it was sold, held or given up. What was held is kept.
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    EXPECT_EQ(shop.code_of(R"({"do":"sign-out"})"), "basket-not-empty");
    EXPECT_EQ(shop.code_of(R"({"do":"sign-in","user":"hoa","pin":"1234"})"), "basket-not-empty");
    const Ledger before = shop.journal.ledger();
    const Session later{
        shop.journal.ledger(), testing::catalog(), shop.runner, [](const PaperEffect&) {}};
    EXPECT_TRUE(later.till().basket.empty());
    EXPECT_EQ(shop.journal.ledger(), before);
}

TEST(Recall, ThatComesBackEmptyLeavesItsHoldToTheNextBasketNot) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"hold"})");
    Session later{
        shop.journal.ledger(), without("QNA-002"), shop.runner, [](const PaperEffect&) {}};
    const auto ask = [&](const char* action) {
        return to_json(later.ask(*parse_action(action), shop.now), Language::en);
    };
    ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    ask(R"({"do":"recall","hold":1,"leave_out":true})");
    ask(R"({"do":"add","product":"QNA-004"})");
    ask(R"({"do":"pay","tender":"cash","amount":15000})");
    EXPECT_FALSE(last_body(shop).contains("hold"));
    EXPECT_EQ(shop.journal.ledger().holds.size(), 1U);
    ask(R"({"do":"recall","hold":1,"leave_out":true})");
    ask(R"({"do":"sign-in","user":"minh","pin":"1234"})");
    EXPECT_EQ(ask(R"({"do":"cancel"})")["error"]["code"], "basket-empty") << "it was lan's to do";
    ask(R"({"do":"recall","hold":1,"leave_out":true})");
    EXPECT_EQ(ask(R"({"do":"cancel"})")["ok"], true);
    EXPECT_TRUE(shop.journal.ledger().holds.empty());
}

TEST(Approval, OfAReturnIsNotPassedBySplittingIt) {
    Shop shop{true, testing::goods(), {{"return.lead_max", "100000"}}};
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002","quantity":3000})");
    shop.ask(R"({"do":"pay","tender":"cash","amount":135000})");
    const std::string one = R"({"do":"return","sale":"T-01-1-000001",)"
                            R"("lines":[{"line":1,"quantity":1000}],"tender":"cash")";
    EXPECT_EQ(shop.code_of(by("minh", one)), "ok");
    EXPECT_EQ(shop.code_of(by("minh", one)), "ok");
    EXPECT_EQ(shop.code_of(by("minh", one)), "approval-needed") << "135,000 of one sale";
    EXPECT_EQ(shop.code_of(by("hoa", one)), "ok");
    const std::string without = R"({"do":"return","lines":[{"product":"QNA-002","quantity":1000}])";
    EXPECT_EQ(shop.code_of(by("hoa", without)), "ok");
    EXPECT_EQ(shop.code_of(by("minh", without)), "ok") << "the manager's does not count";
    EXPECT_EQ(shop.code_of(by("minh", without)), "ok");
    EXPECT_EQ(shop.code_of(by("minh", without)), "approval-needed") << "the third in this shift";
    const auto shift = shop.session.till().ledger.shift;
    EXPECT_EQ(shift->lead_returned, Money{90'000});
    EXPECT_EQ(parse_shift_summary(to_json(*shift)), shift);
}

TEST(Drawer, GivesACashierNoMoreInPartsEither) {
    Shop shop{true, testing::goods(), {{"cash.cashier_out_max", "500000"}}};
    shop.open();
    const auto out = [](const char* amount) {
        return R"({"do":"paid-out","amount":)" + std::string{amount} + R"(,"reason":"x")";
    };
    EXPECT_EQ(shop.code_of(by("hoa", out("600000"))), "ok");
    EXPECT_EQ(shop.code_of(out("300000") + "}"), "ok") << "the manager's does not count";
    EXPECT_EQ(shop.code_of(out("300000") + "}"), "approval-needed");
    EXPECT_EQ(shop.code_of(by("minh", out("200000"))), "ok");
    EXPECT_EQ(shop.code_of(out("1") + "}"), "approval-needed");
    const auto shift = shop.session.till().ledger.shift;
    EXPECT_EQ(shift->cashier_out, Money{500'000});
    EXPECT_EQ(parse_shift_summary(to_json(*shift)), shift);
}

TEST(Recall, LeavesAFixedAmountOutWithTheGoodsItWasGivenFor) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    shop.ask(R"({"do":"add","product":"QNA-004"})");
    shop.ask(by("hoa", R"({"do":"discount","amount":20000,"reason":"x")"));
    shop.ask(R"({"do":"hold"})");
    Session later{
        shop.journal.ledger(), without("QNA-002"), shop.runner, [](const PaperEffect&) {}};
    const auto ask = [&](const std::string& action) {
        return to_json(later.ask(*parse_action(action), shop.now), Language::en);
    };
    ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    EXPECT_EQ(ask(R"({"do":"recall","hold":1,"leave_out":true})")["total"], 15'000);
}

TEST(Pay, AsksAgainWhetherTheGoodsAreStillSold) {
    Shop shop;
    shop.open();
    shop.ask(R"({"do":"add","product":"SET-01"})");
    const Asked paying{*parse_action(R"({"do":"pay","tender":"cash","amount":270000})"), shop.now};
    const Step now = step(shop.session.till(), *without("QNA-003"), paying);
    ASSERT_EQ(now.effects.size(), 1U);
    const auto& answer = std::get<Tell>(now.effects[0]).answer;
    ASSERT_TRUE(std::holds_alternative<Refused>(answer));
    EXPECT_EQ(to_json(answer, Language::en)["error"]["code"], "inactive-product");
}

TEST(Approval, IsAskedForAnOldLotOfGoodsThatWereAddedWithIt) {
    Shop shop;
    shop.open();
    EXPECT_EQ(
        shop.code_of(R"({"do":"add","product":"QNA-001","quantity":2000,"lot":"L1",)"
                     R"("expiry":"2025-01-01"})"),
        "lot-expired"
    );
    ASSERT_EQ(
        shop.code_of(R"({"do":"add","product":"QNA-001","lot":"L1","expiry":"2028-01-01"})"), "ok"
    );
    shop.ask(R"({"do":"pay","tender":"cash","amount":120000})");
    EXPECT_EQ(last_body(shop)["lines"][0]["lot"], "L1");
}

} // namespace
} // namespace ocop
