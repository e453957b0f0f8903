#include "tests/cli/auditor.hpp"
#include "tests/cli/shop.hpp"

#include <algorithm>

namespace ocop::cli::test {

namespace {

using std::int64_t;

std::string give_back(const std::string& lines, const std::string& more = {}) {
    return R"({"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[)" + lines
           + R"(],"tender":"cash")" + more + "}\n";
}

const std::string approved = R"(,"approver":"hoa","approver_pin":"9999")";

TEST(Return, TakesBackInPartsThatAddUpToTheLine) {
    const Shop shop{Kind::training};
    shop.sell_as_manager(R"({"do":"add","product":"EN","quantity":7000}
{"do":"add","product":"SD"}
{"do":"discount","line":1,"amount":10001,"reason":"x"}
{"do":"discount","percent":3,"reason":"x"}
{"do":"pay","tender":"cash","amount":1000000})");
    const Json sold = shop.records("sale").at(0)["body"];
    const auto answers = shop.sell(
        give_back(R"({"line":1,"quantity":2000})", approved)
        + give_back(R"({"line":1,"quantity":4000},{"line":3,"quantity":1000})", approved)
        + give_back(R"({"line":1,"quantity":2000})", approved)
        + give_back(R"({"line":1,"quantity":1000},{"line":2,"quantity":2000})", approved)
        + give_back(R"({"line":1,"quantity":1000})", approved)
    );
    EXPECT_EQ(refused(answers[0]), "") << answers[0];
    EXPECT_EQ(answers[0]["return"], "QNA-HOIAN-01-1-000002");
    EXPECT_EQ(answers[0]["tenders"][0]["tender"], "cash");
    EXPECT_EQ(answers[0]["tenders"][0]["amount"], answers[0]["total"]);
    EXPECT_EQ(answers[0]["lines"].size(), 1u);
    EXPECT_EQ(refused(answers[2]), "return-too-much");
    EXPECT_EQ(refused(answers[4]), "return-too-much");

    const auto records = shop.records("return");
    ASSERT_EQ(records.size(), 3u);
    for (const char* key : {"quantity", "gross", "discount", "basket_discount", "net", "vat"}) {
        for (const Json& line : sold["lines"]) {
            int64_t back = 0;
            int64_t so_far = 0;
            for (const Json& record : records) {
                for (const Json& part : record["body"]["lines"]) {
                    if (part["of_line"] != line["line"]) {
                        continue;
                    }
                    so_far += part["quantity"].get<int64_t>();
                    back += part[key].get<int64_t>();
                    const std::string name = key;
                    if (name != "net" && name != "quantity") {
                        EXPECT_EQ(
                            back, rounded(line[key].get<int64_t>() * so_far, line["quantity"])
                        ) << key;
                    }
                }
            }
            EXPECT_EQ(back, line[key].get<int64_t>()) << key << line["line"];
        }
    }
    int64_t total = 0;
    for (const Json& record : records) {
        const Json& body = record["body"];
        total += body["total"].get<int64_t>();
        EXPECT_EQ(body["change"], 0);
        EXPECT_EQ(body["of"], "QNA-HOIAN-01-1-000001");
        EXPECT_EQ(body["shift"], 1);
        EXPECT_EQ(body["cashier"], "lan");
        EXPECT_FALSE(body.contains("sale"));
    }
    EXPECT_EQ(total, sold["total"].get<int64_t>());
    const Json& part = records[1]["body"]["lines"][1];
    for (const char* key :
         {"product",
          "gtin",
          "name",
          "unit_price",
          "vat_rate",
          "producer",
          "stars",
          "certificate",
          "cost_ex_vat",
          "consignment",
          "set"}) {
        EXPECT_EQ(part[key], sold["lines"][2][key]) << key;
    }
    EXPECT_EQ(audit(shop.done({"journal", "dump"}).lines()), "");
    shop.done({"journal", "verify", "--full"});
}

TEST(Return, NeedsAnApproverASaleAndAnEmptyBasket) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA","quantity":2000}
{"do":"add","product":"BA"}
{"do":"pay","tender":"transfer","amount":275000})");
    const std::string line = R"({"line":1,"quantity":1000})";
    const std::size_t before = shop.records().size();
    const auto answers = shop.sell(
        give_back(line) + give_back(line, R"(,"approver":"hoa","approver_pin":"1")")
        + give_back(line, R"(,"approver":"lan","approver_pin":"1234")")
        + give_back(R"({"line":3,"quantity":1000})", approved)
        + give_back(R"({"line":2,"quantity":500})", approved)
        + give_back(R"({"line":1,"quantity":0})", approved)
        + give_back(R"({"line":1,"quantity":2001})", approved) + give_back("", approved)
        + R"({"do":"return","sale":"QNA-HOIAN-01-1-000099","lines":[{"line":1,"quantity":1000}],"tender":"cash","approver":"hoa","approver_pin":"9999"}
{"do":"add","product":"CA"}
)" + give_back(line, approved)
    );
    for (std::size_t i = 0; i < answers.size(); ++i) {
        EXPECT_EQ(refused(answers[i]).empty(), i == 9) << answers[i];
    }
    EXPECT_EQ(refused(answers[0]), "approval-needed");
    EXPECT_EQ(refused(answers[8]), "unknown-sale");
    EXPECT_EQ(refused(answers[10]), "basket-not-empty");
    // What a refused action leaves is that somebody typed a wrong PIN.
    const auto records = shop.records();
    EXPECT_TRUE(std::all_of(
        records.begin() + static_cast<std::ptrdiff_t>(before),
        records.end(),
        [](const Json& record) {
            return record["kind"] == "wrong-pin" || record["kind"] == "right-pin";
        }
    ));
}

TEST(Return, PutsGoodsBackUnlessToldOtherwiseAndSharesTheRowOfNumbers) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"receive","product":"CA","quantity":10000}
{"do":"add","product":"CA","quantity":4000}
{"do":"pay","tender":"cash","amount":480000})");
    const auto stock = [&] {
        return shop.done({"catalog", "show", "CA", "--json"}).json()["quantity"].get<int64_t>();
    };
    EXPECT_EQ(stock(), 6000);
    shop.sell(give_back(R"({"line":1,"quantity":1500})", approved));
    EXPECT_EQ(stock(), 7500);
    shop.sell(give_back(R"({"line":1,"quantity":1000})", approved + R"(,"restock":false)"));
    EXPECT_EQ(stock(), 7500);
    EXPECT_EQ(
        shop.sell(R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000})")
            .back()["sale"],
        "QNA-HOIAN-01-1-000004"
    );
    // Without its receipt: at today's price, and `of` says that no sale is known.
    const Json loose = shop.last(
        R"({"do":"return","lines":[{"product":"BA","quantity":1000}],"tender":"transfer","approver":"minh","approver_pin":"5678"})"
    );
    EXPECT_EQ(refused(loose), "") << loose;
    const Json body = shop.records("return").back()["body"];
    EXPECT_EQ(body["return"], "QNA-HOIAN-01-1-000005");
    EXPECT_TRUE(body["of"].is_null());
    EXPECT_EQ(body["total"], 35000);
}

} // namespace
} // namespace ocop::cli::test
