#include "tests/cli/auditor.hpp"
#include "tests/cli/shop.hpp"

#include <set>

namespace ocop::cli::test {
namespace {

/// The store of the demonstration, made as installers/run-till.sh makes it.
void make_demonstration_store(const Shop& shop) {
    const char* at = "2026-11-20T06:30:00+07:00";
    ASSERT_EQ(shop.init({"--training", "--at", at}).exit, 0);
    for (const auto& [name, role] :
         {std::pair{"hoa", "manager"}, {"minh", "lead"}, {"lan", "cashier"}}) {
        shop.done({"user", "add", name, "--role", role, "--pin-stdin", "--at", at}, "1234\n");
    }
    const std::string sample = OCOP_SOURCE_DIR "/catalog-sync/sample/";
    shop.done(
        {"catalog",
         "import",
         sample + "ocop_products.csv",
         "--figures",
         sample + "demo_figures.csv"}
    );
}

TEST(ShopDay, OfTheDemonstrationRunsWithoutARefusalAndAddsUpEverywhere) {
    const Shop shop;
    make_demonstration_store(shop);
    const Ran day = shop.done(
        {"sell", "--strict", "--script", OCOP_SOURCE_DIR "/tests/scenarios/shop_day.jsonl"}
    );
    for (const std::string& line : day.lines()) {
        EXPECT_EQ(refused(Json::parse(line)), "") << line;
    }
    EXPECT_EQ(audit(shop.done({"journal", "dump"}).lines()), "");
    shop.done({"journal", "verify", "--full"});
    shop.done({"journal", "rebuild"});

    auto records = shop.records();
    // One province since 1 July 2025 (Resolution 202/2025/QH15), whichever name goods were
    // recognised under.
    for (Json& record : records) {
        if (record["kind"] == "sale" || record["kind"] == "return") {
            for (Json& line : record["body"]["lines"]) {
                if (line["province"] == "Đà Nẵng") {
                    line["province"] = "Quảng Nam";
                }
            }
        }
    }
    std::set<std::string> products;
    std::set<std::string> tenders;
    std::size_t sales = 0;
    bool with_set = false;
    std::int64_t cash = 0;
    std::int64_t revenue = 0;
    for (const Json& record : records) {
        const bool is_return = record["kind"] == "return";
        if (!is_return && record["kind"] != "sale") {
            continue;
        }
        const Json& body = record["body"];
        sales += is_return ? 0u : 1u;
        const std::int64_t sign = is_return ? -1 : 1;
        revenue += sign * body["total"].get<std::int64_t>();
        for (const Json& line : body["lines"]) {
            products.insert(line["product"]);
            with_set = with_set || !line["set"].is_null();
        }
        for (const Json& row : body["tenders"]) {
            tenders.insert(row["tender"]);
            cash += row["tender"] == "cash" ? sign * row["amount"].get<std::int64_t>() : 0;
        }
        cash -= body["change"].get<std::int64_t>();
    }
    EXPECT_GE(sales, 30u);
    EXPECT_GE(products.size(), 20u);
    EXPECT_GE(tenders.size(), 2u);
    EXPECT_TRUE(with_set);
    EXPECT_FALSE(shop.records("return").empty());
    EXPECT_FALSE(shop.records("hold").empty());

    const Json z = shop.done({"shift", "report", "1", "--as", "z", "--json"}).json();
    EXPECT_EQ(z["by_tender"]["cash"], cash);
    EXPECT_EQ(z["sold"].get<std::int64_t>() - z["returned"].get<std::int64_t>(), revenue);
    EXPECT_EQ(z["sales"], sales);
    for (const char* by :
         {"product",
          "producer",
          "producer-kind",
          "star",
          "group",
          "origin",
          "day",
          "hour",
          "tender",
          "cashier",
          "event"}) {
        const Json made = shop.done({"revenue",
                                     "report",
                                     "--from",
                                     Shop::day,
                                     "--to",
                                     Shop::day,
                                     "--by",
                                     by,
                                     "--json"})
                              .json();
        EXPECT_EQ(made["total"]["revenue"], revenue) << by;
        const Json folded = fold_revenue(records, by, "Quảng Nam", "Hội An");
        ASSERT_EQ(made["rows"].size(), folded["rows"].size()) << by;
        for (const Json& row : made["rows"]) {
            const Json& expected = folded["rows"].at(row["key"].get<std::string>());
            if (expected.is_number()) {
                EXPECT_EQ(row["revenue"], expected);
                continue;
            }
            for (const auto& [figure, value] : expected.items()) {
                EXPECT_EQ(row[figure], value) << by << row["key"] << figure;
            }
        }
    }
    // Demonstration figures are said to be such wherever they show.
    const Ran table = shop.done({"revenue", "report", "--from", Shop::day, "--to", Shop::day});
    EXPECT_NE(table.out.find("minh họa"), std::string::npos);
    EXPECT_NE(shop.done({"receipt", "1", "--as", "text"}).out.find("TẬP HUẤN"), std::string::npos);
}

} // namespace
} // namespace ocop::cli::test
