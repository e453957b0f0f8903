#include "tests/cli/auditor.hpp"
#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

using testing::ElementsAre;

/// One figure of every line.
std::vector<Json> column(const Json& answer, const char* key) {
    std::vector<Json> figures;
    for (const Json& line : answer["lines"]) {
        figures.push_back(line[key]);
    }
    return figures;
}

TEST(Answers, CarryTotalPaidAndLinesOfTheBasketAfterEveryAcceptedAction) {
    const Shop shop{Kind::training, false};
    const auto answers = shop.sell(R"({"do":"open-shift","float":0}
{"do":"receive","producer":"P-01","product":"CA","quantity":5000,"lot":"L1","expiry":"2027-01-31","cost":100000,"consignment":true}
{"do":"no-sale"}
{"do":"paid-in","amount":1000,"reason":"tiền lẻ"}
{"do":"paid-out","amount":500,"reason":"nước"}
{"do":"scan","code":"]E08934563138165"}
{"do":"add","product":"BA","quantity":2000}
{"do":"quantity","line":2,"quantity":3000}
{"do":"discount","line":1,"percent":5,"reason":"quen"}
{"do":"hold"}
{"do":"recall","hold":1}
{"do":"remove","line":2}
{"do":"cancel"}
{"do":"sign-out"})");
    ASSERT_EQ(answers.size(), 14u);
    const std::vector<std::int64_t> totals{
        0, 0, 0, 0, 0, 120000, 190000, 225000, 219000, 0, 219000, 114000, 0, 0};
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Json& answer = answers[i];
        EXPECT_EQ(refused(answer), "") << answer;
        EXPECT_TRUE(answer["do"].is_string());
        EXPECT_EQ(answer["total"], totals[i]) << answer;
        EXPECT_EQ(answer["paid"], 0);
        std::int64_t sum = 0;
        for (const Json& line : answer["lines"]) {
            sum += line["net"].get<std::int64_t>();
        }
        EXPECT_EQ(sum, totals[i]);
    }
    EXPECT_EQ(answers[9]["hold"], 1);
}

TEST(Answers, ARefusalHasACodeAndASentenceAndTheScriptGoesOn) {
    const Shop shop{Kind::training};
    const Ran ran = shop.done(
        {"sell", "--script", "-"},
        "{\"do\":\"hold\"}\n"
        "not json\n"
        "[1,2]\n"
        "\n"
        "{\"do\":\"fly\"}\n"
        "{\"do\":\"add\"}\n"
        "{\"do\":\"add\",\"product\":\"CA\",\"quantity\":1.5}\n"
        "{\"do\":\"add\",\"product\":\"CA\",\"quantity\":\"1000\"}\n"
        "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"0000\"}\n"
        "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"1234\"}"
    );
    const auto lines = ran.lines();
    ASSERT_EQ(lines.size(), 9u);
    std::vector<std::string> codes;
    for (const std::string& line : lines) {
        const Json answer = Json::parse(line);
        codes.push_back(refused(answer));
        if (!codes.back().empty()) {
            EXPECT_EQ(answer["ok"], false);
            EXPECT_FALSE(answer["error"]["message"].get<std::string>().empty());
        }
    }
    EXPECT_THAT(
        codes,
        ElementsAre(
            "not-signed-in",
            "bad-action",
            "bad-action",
            "bad-action",
            "bad-action",
            "bad-action",
            "bad-action",
            "wrong-pin",
            ""
        )
    );
}

TEST(Answers, UnderStrictTheFirstRefusalEndsTheScriptWithThree) {
    const Shop shop{Kind::training};
    const std::string script = R"({"do":"sign-in","user":"lan","pin":"1234"}
{"do":"add","product":"CA"}
{"do":"add","product":"XX"}
{"do":"pay","tender":"cash","amount":120000}
)";
    const Ran strict = shop.ocop({"sell", "--script", "-", "--strict"}, script);
    EXPECT_EQ(strict.exit, 3);
    EXPECT_EQ(strict.lines().size(), 3u);
    EXPECT_TRUE(shop.records("sale").empty());
    EXPECT_EQ(shop.ocop({"sell", "--script", "-", "--strict"}, "nonsense\n").exit, 3);
    EXPECT_EQ(shop.ocop({"sell", "--script", "-"}, script).exit, 0);
    EXPECT_EQ(shop.records("sale").size(), 1u);
    EXPECT_EQ(shop.ocop({"sell", "--script", "/nonexistent"}).exit, 3);
}

TEST(Answers, ARefusedActionLeavesNothingInTheJournal) {
    const Shop shop{Kind::training, false};
    const Json before = contents_of(shop.data());
    for (const Json& answer : shop.sell(R"({"do":"add","product":"CA"}
{"do":"scan","code":"08934563138165"}
{"do":"pay","tender":"cash","amount":1}
{"do":"close-shift","counted":{}}
{"do":"hold"}
{"do":"recall","hold":1}
{"do":"paid-in","amount":1,"reason":"x"}
{"do":"open-shift","float":-1}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":1000}],"tender":"cash"}
{"do":"receive","product":"XX","quantity":1000})")) {
        EXPECT_NE(refused(answer), "") << answer;
    }
    EXPECT_EQ(contents_of(shop.data()), before);
    EXPECT_TRUE(shop.records("catalog").empty());
}

TEST(Answers, AWrongPinLeavesARecordAndNoMore) {
    const Shop shop{Kind::training, false};
    const std::size_t before = shop.records().size();
    shop.sell(R"({"do":"sign-in","user":"lan","pin":"0000"})");
    const auto records = shop.records();
    ASSERT_EQ(records.size(), before + 1);
    EXPECT_EQ(records.back()["kind"], "wrong-pin");
    EXPECT_EQ(records.back()["body"]["user"], "lan");
    EXPECT_EQ(records.back()["body"]["for"], "sign-in");
    shop.done({"journal", "verify", "--full"});
    shop.done({"journal", "rebuild"});
    shop.done({"journal", "verify", "--full"});
}

TEST(Basket, ScanningAgainRaisesTheLineAndRemovingMovesLaterOnesUp) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell(R"({"do":"scan","code":"8934563138165"}
{"do":"scan","code":"]E08934563138165"}
{"do":"scan","code":"]C10108934563138165"}
{"do":"add","product":"BA"}
{"do":"add","product":"EN"}
{"do":"remove","line":1}
{"do":"quantity","line":2,"quantity":4000}
{"do":"remove","line":3}
{"do":"quantity","line":0,"quantity":1000})");
    EXPECT_THAT(column(answers[2], "quantity"), ElementsAre(3000));
    EXPECT_THAT(column(answers[5], "product"), ElementsAre("BA", "EN"));
    EXPECT_THAT(column(answers[5], "line"), ElementsAre(1, 2));
    EXPECT_THAT(column(answers[6], "quantity"), ElementsAre(1000, 4000));
    EXPECT_EQ(refused(answers[7]), "unknown-line");
    EXPECT_EQ(refused(answers[8]), "unknown-line");
}

TEST(Basket, TakesFractionsOfWeightLengthAndVolumeAlone) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell(R"({"do":"add","product":"CA","quantity":1}
{"do":"add","product":"FU","quantity":1500}
{"do":"add","product":"BA","quantity":1500}
{"do":"add","product":"SR","quantity":500}
{"do":"add","product":"CA","quantity":0}
{"do":"add","product":"CA","quantity":-1000}
{"do":"quantity","line":1,"quantity":0}
{"do":"quantity","line":2,"quantity":999}
{"do":"add","product":"GO"}
{"do":"scan","code":"8934563138166"}
{"do":"scan","code":"8935000000007"})");
    EXPECT_EQ(answers[0]["total"], 120);
    EXPECT_EQ(answers[1]["total"], 120 + 50000); // 33333 × 1.5 = 49999.5
    EXPECT_EQ(refused(answers[2]), "quantity-fraction");
    EXPECT_EQ(refused(answers[3]), "quantity-fraction");
    EXPECT_EQ(refused(answers[4]), "quantity-zero");
    EXPECT_NE(refused(answers[5]), "");
    EXPECT_EQ(refused(answers[6]), "quantity-zero");
    EXPECT_EQ(answers[7]["total"], 120 + 33300); // 33299.667
    EXPECT_EQ(refused(answers[8]), "inactive-product");
    EXPECT_EQ(refused(answers[9]), "bad-check-digit");
    EXPECT_EQ(refused(answers[10]), "unknown-code");
}

TEST(Basket, AScanMayCarryALotAndAnExpiry) {
    const Shop shop{Kind::training};
    const auto answers =
        shop.sell("{\"do\":\"scan\",\"code\":\"]C101089345631381651727013110L7\\u001d\"}\n"
                  "{\"do\":\"scan\",\"code\":\"]C1010893456313816517260131\"}\n"
                  "{\"do\":\"scan\",\"code\":\"https://truyxuat.example/abc\"}");
    EXPECT_EQ(answers[0]["lines"][0]["lot"], "L7");
    EXPECT_EQ(answers[0]["lines"][0]["expiry"], "2027-01-31");
    EXPECT_EQ(refused(answers[1]), "lot-expired");
    EXPECT_NE(refused(answers[2]), "");
}

TEST(Discount, IsAWholePercentageOrAnAmountAndALaterOneReplacesIt) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell_as_manager(R"({"do":"add","product":"EN"}
{"do":"discount","line":1,"percent":33,"reason":"x"}
{"do":"discount","line":1,"amount":7777,"reason":"x"}
{"do":"discount","line":1,"percent":10,"reason":"x"}
{"do":"quantity","line":1,"quantity":3000}
{"do":"discount","percent":50,"reason":"x"}
{"do":"discount","percent":1,"reason":"x"}
{"do":"discount","percent":0}
{"do":"discount","percent":101}
{"do":"discount","line":1,"percent":10,"amount":5}
{"do":"discount","line":1,"amount":-5}
{"do":"discount","line":1,"amount":233332}
{"do":"discount","line":2,"percent":5}
{"do":"discount","percent":100})");
    EXPECT_EQ(answers[1]["lines"][0]["discount"], 25666); // 25666.41
    EXPECT_EQ(answers[2]["lines"][0]["discount"], 7777);
    EXPECT_EQ(answers[3]["lines"][0]["discount"], 7778);  // 7777.7
    EXPECT_EQ(answers[4]["lines"][0]["discount"], 23333); // follows the line: 23333.1
    EXPECT_EQ(answers[5]["lines"][0]["basket_discount"], 104999);
    EXPECT_EQ(answers[6]["lines"][0]["basket_discount"], 2100); // 2099.98
    EXPECT_EQ(answers[7]["lines"][0]["basket_discount"], 0);    // 0 takes it off
    for (std::size_t i : {8u, 9u, 10u, 11u, 12u}) {
        EXPECT_NE(refused(answers[i]), "") << answers[i];
    }
    EXPECT_EQ(answers[13]["total"], 0);
}

TEST(Discount, OfTheBasketIsSharedByLargestRemainderTiesToTheEarlierLine) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell_as_manager(R"({"do":"add","product":"BA"}
{"do":"add","product":"CH"}
{"do":"add","product":"BA","quantity":1000}
{"do":"add","product":"DU"}
{"do":"discount","line":1,"amount":20000,"reason":"x"}
{"do":"discount","amount":10001,"reason":"x"}
{"do":"cancel"}
{"do":"add","product":"EN"}
{"do":"add","product":"CH"}
{"do":"discount","line":2,"percent":100}
{"do":"discount","line":1,"percent":100}
{"do":"discount","percent":10})");
    // Over 50000, 50000, 9999 of 109999: 4545.95.., 4545.95.., 909.08..
    EXPECT_THAT(column(answers[5], "basket_discount"), ElementsAre(4546, 4546, 909));
    EXPECT_EQ(answers[5]["total"], 109999 - 10001);
    EXPECT_EQ(answers[11]["total"], 0);
}

TEST(Discount, AboveTheCashiersFivePercentNeedsAnApproverWhoMay) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell(R"({"do":"add","product":"BA","quantity":2000}
{"do":"discount","line":1,"percent":5,"reason":"x"}
{"do":"discount","line":1,"percent":6,"reason":"x"}
{"do":"discount","line":1,"amount":3501,"reason":"x"}
{"do":"discount","line":1,"amount":3500,"reason":"x"}
{"do":"discount","percent":6,"reason":"x"}
{"do":"discount","percent":6,"reason":"x","approver":"hoa","approver_pin":"0000"}
{"do":"discount","percent":6,"reason":"x","approver":"lan","approver_pin":"1234"}
{"do":"discount","percent":6,"reason":"x","approver":"nobody","approver_pin":"1234"}
{"do":"discount","percent":90,"reason":"x","approver":"hoa","approver_pin":"9999"})");
    const std::vector<std::string> codes{
        "",
        "",
        "approval-needed",
        "approval-needed",
        "",
        "approval-needed",
        "wrong-pin",
        "not-allowed",
        "unknown-user",
        ""};
    for (std::size_t i = 0; i < codes.size(); ++i) {
        EXPECT_EQ(refused(answers[i]), codes[i]) << answers[i];
    }
    EXPECT_EQ(answers.back()["total"], 6650);
}

TEST(GiftSet, EachComponentIsALineBroughtToItsShareOfThePrice) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell_as_manager(R"({"do":"add","product":"SR"}
{"do":"add","product":"SD"}
{"do":"add","product":"SR"}
{"do":"add","product":"CA"}
{"do":"discount","percent":10,"reason":"x"}
{"do":"discount","line":1,"percent":10,"reason":"x"}
{"do":"pay","tender":"transfer","amount":603001})");
    const Json sale = shop.records("sale").at(0)["body"];
    ASSERT_EQ(sale["lines"].size(), 5u) << answers.back();
    EXPECT_EQ(refused(answers[5]), "discount-of-set");
    EXPECT_THAT(column(sale, "product"), ElementsAre("CA", "BA", "BA", "CH", "CA"));
    // Two cheap sets of 150000: 240000 and 140000 of list price 380000.
    EXPECT_THAT(column(sale, "quantity"), ElementsAre(2000, 4000, 2000, 1000, 1000));
    EXPECT_THAT(column(sale, "gross"), ElementsAre(240000, 140000, 70000, 50000, 120000));
    // 300000 shared 240:140 and 250001 shared 70:50.
    EXPECT_THAT(
        column(sale, "discount"),
        ElementsAre(240000 - 189474, 140000 - 110526, 70000 - 145834, 50000 - 104167, 0)
    );
    const Json one{{"product", "SR"}, {"number", 1}, {"quantity", 2000}, {"price", 150000}};
    const Json two{{"product", "SD"}, {"number", 2}, {"quantity", 1000}, {"price", 250001}};
    EXPECT_THAT(column(sale, "set"), ElementsAre(one, one, two, two, Json(nullptr)));
    EXPECT_EQ(sale["total"], 603001); // 670001 less 67000.1
    EXPECT_EQ(audit(shop.done({"journal", "dump"}).lines()), "");
}

TEST(Hold, OutlivesTheProcessAndIsRecalledOnce) {
    const Shop shop{Kind::training};
    shop.sell_as_manager(R"({"do":"add","product":"CA","quantity":1500}
{"do":"add","product":"SR"}
{"do":"discount","line":1,"percent":40,"reason":"x"}
{"do":"hold"}
{"do":"add","product":"BA"}
{"do":"hold"})");
    const auto answers = shop.sell(R"({"do":"recall","hold":3}
{"do":"recall","hold":1}
{"do":"recall","hold":2}
{"do":"pay","tender":"cash","amount":300000}
{"do":"recall","hold":1}
{"do":"recall","hold":2})");
    EXPECT_EQ(refused(answers[0]), "unknown-hold");
    EXPECT_EQ(answers[1]["total"], 108000 + 150000);
    EXPECT_THAT(column(answers[1], "quantity"), ElementsAre(1500, 1000, 2000));
    EXPECT_EQ(refused(answers[2]), "basket-not-empty");
    EXPECT_EQ(answers[3]["change"], 42000);
    EXPECT_EQ(refused(answers[4]), "unknown-hold");
    EXPECT_EQ(answers[5]["total"], 35000);
    EXPECT_EQ(audit(shop.done({"journal", "dump"}).lines()), "");
}

TEST(Hold, ABasketRecalledAndNotPaidIsStillThereAfterThePowerFails) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"hold"})");
    {
        Conversation till{shop.words({"sell", "--script", "-"})};
        EXPECT_EQ(refused(till.ask(R"({"do":"sign-in","user":"lan","pin":"1234"})")), "");
        EXPECT_EQ(till.ask(R"({"do":"recall","hold":1})")["total"], 120000);
        till.kill();
    }
    EXPECT_EQ(shop.last(R"({"do":"recall","hold":1})")["total"], 120000);
}

TEST(Stock, LackOfItWarnsAndNeverRefusesASale) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell(R"({"do":"receive","product":"BA","quantity":1000}
{"do":"add","product":"BA","quantity":1000}
{"do":"add","product":"BA","quantity":1000}
{"do":"pay","tender":"transfer","amount":70000})");
    EXPECT_FALSE(answers[1].contains("warnings")) << answers[1];
    ASSERT_TRUE(answers[2].contains("warnings"));
    EXPECT_EQ(answers[2]["warnings"][0]["code"], "stock");
    EXPECT_EQ(refused(answers[3]), "");
    const Json stock = shop.records("stock").at(0)["body"];
    EXPECT_EQ(stock["product"], "BA");
    EXPECT_EQ(stock["quantity"], 1000);
    EXPECT_EQ(shop.done({"catalog", "show", "BA", "--json"}).json()["quantity"], -1000);
}

} // namespace
} // namespace ocop::cli::test
