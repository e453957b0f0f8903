#include "tests/shell/shop_day.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

using testing::Shop;

const std::map<std::string, std::string> invoicing{
    {"shop.tax_code", "0401234567"},
    {"einvoice.series", "1C26MYY"},
    {"einvoice.code", "MNZLR"},
    {"einvoice.lookup", "https://tracuu.vn/{code}"}};

constexpr const char* honey = R"({"do":"add","product":"QNA-001"})";
constexpr const char* pay = R"({"do":"pay","tender":"cash","amount":500000})";
constexpr const char* firm =
    R"({"do":"buyer","name":"Công ty TNHH Minh Anh","tax_code":"0100 109 106","address":"1 Lê Lợi"})";

/// A shop that has its series, as a manager set it: in the journal.
struct Invoicing : testing::Shop {
    Invoicing() {
        ask(R"({"do":"sign-in","user":"hoa","pin":"1234"})");
        for (const auto& [key, value] : invoicing) {
            ask(canonical(Json{{"do", "settings"}, {"key", key}, {"value", value}}));
        }
        open();
    }

    Json sell() {
        ask(honey);
        return ask(pay);
    }
};

TEST(EinvoiceDay, NumbersEachSaleInItsRecordWithoutAGap) {
    Invoicing shop;
    EXPECT_EQ(shop.sell()["einvoice"]["number"], 1);
    shop.ask(honey);
    shop.ask(R"({"do":"cancel"})");
    shop.ask(honey);
    shop.journal.fail_next = true;
    shop.ask(pay);
    EXPECT_EQ(shop.ask(pay)["einvoice"]["number"], 2) << "no number is lost with a full disk";
    const Json body = shop.journal.records.back().body.json();
    EXPECT_EQ(body["einvoice"]["series"], "1C26MYY");
    EXPECT_EQ(body["einvoice"]["code"], "M1-26-MNZLR-00000000002");
    EXPECT_EQ(body["einvoice"]["lookup"], "https://tracuu.vn/M1-26-MNZLR-00000000002");
    EXPECT_FALSE(body.contains("buyer"));
    EXPECT_EQ(shop.journal.ledger().einvoices.at("1C26MYY"), 2);
}

TEST(EinvoiceDay, BeginsTheNewYearAtOne) {
    Invoicing shop;
    shop.sell();
    shop.now = *parse_moment("2027-01-01T00:00:01+07:00");
    const Json sale = shop.sell();
    EXPECT_EQ(sale["einvoice"]["series"], "1C27MYY");
    EXPECT_EQ(sale["einvoice"]["number"], 1);
}

TEST(EinvoiceDay, TakesGoodsBackWithAnInvoiceThatAdjustsTheSales) {
    Invoicing shop;
    shop.ask(honey);
    shop.ask(firm);
    const std::string number = shop.ask(pay)["sale"];
    shop.now = *parse_moment("2026-11-24T09:00:00+07:00");
    const Json back = shop.ask(canonical(Json{
        {"do", "return"},
        {"sale", number},
        {"lines", {{{"line", 1}, {"quantity", 1000}}}},
        {"approver", "hoa"},
        {"approver_pin", "1234"}}));
    ASSERT_EQ(back["ok"], true) << back;
    EXPECT_EQ(back["einvoice"]["number"], 2);
    EXPECT_EQ(
        back["einvoice"]["adjusts"],
        (Json{{"series", "1C26MYY"}, {"number", 1}, {"day", "2026-11-22"}})
    );
    EXPECT_EQ(back["buyer"]["tax_code"], "0100109106");
}

TEST(EinvoiceDay, LeavesReturnsOfSalesWithoutAnInvoiceWithoutOne) {
    Shop shop;
    shop.open();
    shop.ask(honey);
    const std::string number = shop.ask(pay)["sale"];
    shop.ask(R"({"do":"sign-in","user":"hoa","pin":"1234"})");
    shop.ask(R"({"do":"settings","key":"einvoice.series","value":"1C26MYY"})");
    const Json back = shop.ask(canonical(Json{
        {"do", "return"}, {"sale", number}, {"lines", {{{"line", 1}, {"quantity", 1000}}}}}));
    ASSERT_EQ(back["ok"], true) << back;
    EXPECT_FALSE(back.contains("einvoice"));
    EXPECT_FALSE(shop.journal.records.back().body.json().contains("einvoice"));
}

TEST(BuyerAtTheTill, StandsInTheRecordOfItsOwnSaleAlone) {
    Shop shop;
    shop.open();
    EXPECT_EQ(shop.code_of(firm), "basket-empty");
    shop.ask(honey);
    const Json named = shop.ask(firm);
    EXPECT_EQ(named["ok"], true);
    EXPECT_EQ(named["buyer"]["tax_code"], "0100109106");
    EXPECT_FALSE(named.contains("warnings"));
    EXPECT_EQ(shop.ask(pay)["buyer"]["name"], "Công ty TNHH Minh Anh");
    shop.ask(honey);
    EXPECT_FALSE(shop.ask(pay).contains("buyer"));
}

TEST(BuyerAtTheTill, IsTakenBackByAnEmptyOneAndForgottenWithTheLastLine) {
    Shop shop;
    shop.open();
    shop.ask(honey);
    shop.ask(firm);
    EXPECT_FALSE(shop.ask(R"({"do":"buyer"})").contains("buyer"));
    shop.ask(firm);
    shop.ask(R"({"do":"remove","line":1})");
    shop.ask(honey);
    EXPECT_FALSE(shop.ask(pay).contains("buyer"));
}

TEST(BuyerAtTheTill, OutlivesAHold) {
    Shop shop;
    shop.open();
    shop.ask(honey);
    shop.ask(firm);
    shop.ask(R"({"do":"hold"})");
    EXPECT_EQ(shop.ask(R"({"do":"recall","hold":1})")["buyer"]["address"], "1 Lê Lợi");
    EXPECT_EQ(shop.ask(pay)["buyer"]["address"], "1 Lê Lợi");
}

TEST(BuyerAtTheTill, IsRefusedWithTheFieldThatIsWrongAndWarnedOfAWrongCheckDigit) {
    Shop shop;
    shop.open();
    shop.ask(honey);
    EXPECT_EQ(shop.code_of(R"({"do":"buyer","address":"1 Lê Lợi"})"), "buyer-nobody");
    EXPECT_EQ(shop.code_of(R"({"do":"buyer","tax_code":"123"})"), "buyer-tax-code");
    EXPECT_EQ(shop.code_of(R"({"do":"buyer","name":"A","phone":"x"})"), "buyer-phone");
    EXPECT_EQ(
        shop.ask(R"({"do":"buyer","tax_code":"0100109107"})")["warnings"][0]["code"], "tax-code"
    );
}

TEST(TracePage, GoesFromTheCatalogueIntoTheRecord) {
    std::vector<Product> goods = testing::goods();
    goods[0].trace_url = "https://truyxuat.vn/QNA-001";
    Shop shop{true, goods};
    shop.open();
    shop.ask(honey);
    shop.ask(R"({"do":"add","product":"QNA-002"})");
    const Json sale = shop.ask(pay);
    EXPECT_EQ(sale["lines"][0]["trace_url"], "https://truyxuat.vn/QNA-001");
    EXPECT_FALSE(sale["lines"][1].contains("trace_url"));
}

} // namespace
} // namespace ocop
