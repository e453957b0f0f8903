#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

TEST(Tender, SeveralAddUpAndTheSaleCompletesWhenCovered) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"voucher","amount":20000}
{"do":"pay","tender":"card","amount":30000}
{"do":"pay","tender":"transfer","amount":70001}
{"do":"pay","tender":"transfer","amount":10000}
{"do":"pay","tender":"cash","amount":100000})");
    EXPECT_EQ(answers[1]["paid"], 20000);
    EXPECT_EQ(answers[1]["total"], 120000);
    EXPECT_FALSE(answers[1].contains("sale"));
    EXPECT_EQ(answers[2]["paid"], 50000);
    EXPECT_EQ(refused(answers[3]), "tender-too-big");
    EXPECT_EQ(answers[4]["paid"], 60000);
    const Json& sold = answers[5];
    EXPECT_EQ(sold["sale"], "QNA-HOIAN-01-1-000001");
    EXPECT_EQ(sold["change"], 40000);
    EXPECT_EQ(sold["total"], 120000);
    EXPECT_EQ(sold["lines"].size(), 1u);
    const Json body = shop.records("sale").at(0)["body"];
    const Json tenders = {
        {{"tender", "voucher"}, {"amount", 20000}},
        {{"tender", "card"}, {"amount", 30000}},
        {{"tender", "transfer"}, {"amount", 10000}},
        {{"tender", "cash"}, {"amount", 100000}}};
    EXPECT_EQ(body["tenders"], tenders);
    EXPECT_EQ(body["change"], 40000);
}

TEST(Tender, ATotalOfNothingCompletesByPayingNothing) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell_as_manager(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":0}
{"do":"discount","percent":100,"reason":"tặng"}
{"do":"pay","tender":"cash","amount":0})");
    EXPECT_NE(refused(answers[1]), "");
    EXPECT_EQ(answers[3]["sale"], "QNA-HOIAN-01-1-000001");
    EXPECT_EQ(answers[3]["change"], 0);
}

TEST(Tender, RefusesWhatIsNoPaymentAndKeepsTheBasket) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell(R"({"do":"pay","tender":"cash","amount":1000}
{"do":"add","product":"CA"}
{"do":"pay","tender":"gold","amount":120000}
{"do":"pay","tender":"cash","amount":-1}
{"do":"pay","tender":"transfer","amount":120001}
{"do":"pay","tender":"cash","amount":1}
{"do":"hold"}
{"do":"remove","line":1}
{"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":154999})");
    EXPECT_EQ(refused(answers[0]), "basket-empty");
    EXPECT_EQ(refused(answers[2]), "unknown-tender");
    EXPECT_EQ(refused(answers[3]), "amount-not-positive");
    EXPECT_EQ(refused(answers[4]), "tender-too-big");
    EXPECT_EQ(answers[5]["paid"], 1);
    EXPECT_EQ(refused(answers[6]), "paying");
    EXPECT_EQ(refused(answers[7]), "paying");
    EXPECT_EQ(answers[8]["total"], 155000);
    EXPECT_EQ(answers[9]["change"], 0);
}

TEST(Tender, CashIsRoundedOnlyWhereTheShopSaysSo) {
    const Shop shop{Kind::training};
    const std::string script = R"({"do":"add","product":"DU"}
{"do":"pay","tender":"cash","amount":10000})";
    EXPECT_EQ(shop.sell(script).back()["change"], 1);
    shop.done({"settings", "set", "rounding", "500-down", "--at", Shop::at});
    EXPECT_EQ(shop.sell(script).back()["change"], 500);
    shop.done({"settings", "set", "rounding", "off", "--at", Shop::at});
    EXPECT_EQ(shop.sell(script).back()["change"], 1);
    shop.done({"journal", "verify", "--full"});
}

TEST(Tender, ADueThatRoundsToNothingAndTheExactTotalInCashComplete) {
    const Shop shop{Kind::training};
    shop.done({"settings", "set", "rounding", "500-nearest", "--at", Shop::at});
    // DU costs 9.999: 200 are left in cash, then 251, which rounds up.
    const auto answers = shop.sell(R"({"do":"add","product":"DU"}
{"do":"pay","tender":"transfer","amount":9799}
{"do":"pay","tender":"cash","amount":0}
{"do":"add","product":"DU"}
{"do":"pay","tender":"transfer","amount":9748}
{"do":"pay","tender":"cash","amount":0}
{"do":"pay","tender":"cash","amount":251})");
    EXPECT_EQ(answers[2]["sale"], "QNA-HOIAN-01-1-000001") << answers[2];
    EXPECT_EQ(answers[2]["change"], 0);
    EXPECT_EQ(refused(answers[5]), "amount-not-positive");
    EXPECT_EQ(answers[6]["sale"], "QNA-HOIAN-01-1-000002") << answers[6];
    EXPECT_EQ(answers[6]["change"], 0);
    const Json exact{
        {{"tender", "transfer"}, {"amount", 9748}}, {{"tender", "cash"}, {"amount", 251}}};
    EXPECT_EQ(answers[6]["tenders"], exact);
    shop.done({"journal", "verify", "--full"});
}

TEST(Tender, CanBeTakenBackWithARecordWhereItWasCash) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":500}
{"do":"pay","tender":"card","amount":20000}
{"do":"untender","tender":3}
{"do":"untender","tender":2}
{"do":"untender","tender":1}
{"do":"untender","tender":1}
{"do":"pay","tender":"cash","amount":50000}
{"do":"cancel"})");
    EXPECT_EQ(refused(answers[3]), "no-such-tender");
    EXPECT_EQ(answers[4]["paid"], 500);
    EXPECT_EQ(answers[4]["hand_back"][0]["tender"], "card");
    EXPECT_EQ(answers[5]["paid"], 0);
    EXPECT_EQ(answers[5]["total"], 120000);
    EXPECT_EQ(answers[5]["hand_back"][0], (Json{{"tender", "cash"}, {"amount", 500}}));
    EXPECT_EQ(refused(answers[6]), "no-such-tender");
    EXPECT_EQ(answers[8]["hand_back"][0], (Json{{"tender", "cash"}, {"amount", 50000}}));
    EXPECT_EQ(shop.records("untender").size(), 1u);
    EXPECT_EQ(shop.records("cancel").at(0)["body"]["tenders"][0]["amount"], 50000);
    const Json closed = shop.last(R"({"do":"close-shift","counted":{"500000":1}})");
    EXPECT_EQ(closed["difference"], 0) << "what was handed back never was the drawer's";
    const std::string report = shop.done({"shift", "report", "1", "--as", "z"}).out;
    EXPECT_NE(report.find("1 / 500"), std::string::npos) << report;
    shop.done({"journal", "verify", "--full"});
}

TEST(Refund, OverSeveralReturnsIsWhatWasKept) {
    const Shop shop{Kind::training};
    shop.done({"settings", "set", "rounding", "1000-nearest", "--at", Shop::at});
    // 2 × 9.999 = 19.998, of which 20.000 are kept.
    const auto answers = shop.sell_as_manager(R"({"do":"add","product":"DU","quantity":2000}
{"do":"pay","tender":"cash","amount":20000}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":1000}],"tender":"cash"}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":1000}],"tender":"card"})"
    );
    EXPECT_EQ(answers[2]["paid"], 10000) << answers[2];
    EXPECT_EQ(answers[3]["paid"], 10000) << answers[3];
    EXPECT_EQ(answers[3]["total"], 9999);
    shop.done({"journal", "verify", "--full"});
}

TEST(Sale, HoldsEverythingAReportOrAnAuditorNeeds) {
    const Shop shop{Kind::training};
    shop.done({"settings", "set", "event", "Hội chợ", "--at", Shop::at});
    shop.sell_as_manager(R"({"do":"add","product":"CA","quantity":1500}
{"do":"discount","line":1,"percent":10,"reason":"quen"}
{"do":"pay","tender":"cash","amount":200000})");
    const Json record = shop.records("sale").at(0);
    EXPECT_EQ(record["till"], Shop::till);
    Json body = record["body"];
    const Json expected_line{
        {"line", 1},
        {"product", "CA"},
        {"gtin", "08934563138165"},
        {"name", "Mắm cá cơm"},
        {"unit", "kg"},
        {"quantity", 1500},
        {"unit_price", 120000},
        {"gross", 180000},
        {"discount", 18000},
        {"basket_discount", 0},
        {"net", 162000},
        {"vat_rate", "8"},
        {"vat", 12000},
        {"producer", "P-01"},
        {"producer_kind", "htx"},
        {"group", "12"},
        {"stars", 4},
        {"certificate", "valid"},
        {"recognised_on", "2023-05-04"},
        {"commune", "Cẩm An"},
        {"district", "Hội An"},
        {"province", "QNA"},
        {"lot", nullptr},
        {"expiry", nullptr},
        {"cost_ex_vat", 100000},
        {"producer_cost", 90000},
        {"consignment", {{"producer_price_ex_vat", 100000}}},
        {"set", nullptr}};
    for (const auto& [key, value] : expected_line.items()) {
        EXPECT_EQ(body["lines"][0][key], value) << key;
    }
    const Json expected{
        {"sale", "QNA-HOIAN-01-1-000001"},
        {"shift", 1},
        {"cashier", "hoa"},
        {"catalog", 1},
        {"event", "Hội chợ"},
        {"total", 162000},
        {"vat", {{{"rate", "8"}, {"net_ex_vat", 150000}, {"vat", 12000}}}},
        {"tenders", {{{"tender", "cash"}, {"amount", 200000}}}},
        {"change", 38000}};
    for (const auto& [key, value] : expected.items()) {
        EXPECT_EQ(body[key], value) << key;
    }
}

TEST(Sale, SaysHowEachCertificateStoodAndWhatVatItsDayHad) {
    const Shop shop{Kind::training};
    const auto line_on = [&](const char* product, const std::string& moment) {
        const Json answer = shop.sell(
            R"({"do":"add","product":")" + std::string{product} + R"(","at":")" + moment + R"("})"
        )[0];
        return answer["lines"].at(0);
    };
    const auto standing = [&](const char* product, const std::string& day) {
        const Json line = line_on(product, day + "T10:00:00+07:00");
        return line["certificate"].get<std::string>() + " " + line["stars"].dump() + " "
               + line["recognised_on"].dump();
    };
    const std::string since = R"("2023-05-04")";
    EXPECT_EQ(standing("CA", "2026-11-20"), "valid 4 " + since);
    EXPECT_EQ(standing("CA", "2023-05-03"), "none null " + since);
    EXPECT_EQ(standing("BA", "2026-12-31"), "expiring 3 " + since);
    EXPECT_EQ(standing("BA", "2027-01-01"), "grace 3 " + since);
    EXPECT_EQ(standing("BA", "2027-06-29"), "grace 3 " + since);
    EXPECT_EQ(standing("BA", "2027-06-30"), "expired null " + since);
    EXPECT_EQ(standing("CH", "2026-11-20"), "grace 5 " + since);
    EXPECT_EQ(standing("EN", "2025-05-31"), R"(valid 4 "2024-01-01")");
    EXPECT_EQ(standing("EN", "2026-11-20"), R"(revoked null "2024-01-01")");
    EXPECT_EQ(standing("FU", "2026-11-20"), "none null null");

    const auto vat = [&](const char* product, const std::string& moment) {
        const Json line = line_on(product, moment);
        return line["vat_rate"].get<std::string>() + " " + line["vat"].dump();
    };
    const std::string year_end = "2026-12-31T23:59:59+07:00";
    EXPECT_EQ(vat("CA", year_end), "8 8889");
    EXPECT_EQ(vat("CA", "2027-01-01T00:00:00+07:00"), "10 10909");
    EXPECT_EQ(vat("BA", year_end), "10 3182");
    EXPECT_EQ(vat("CH", year_end), "5 2381");
    EXPECT_EQ(vat("DU", year_end), "KCT 0");
    EXPECT_EQ(vat("EN", year_end), "TT 0");
    EXPECT_EQ(vat("FU", year_end), "0 0");
}

} // namespace
} // namespace ocop::cli::test
