#include "tests/cli/auditor.hpp"
#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::vector<std::string> dimensions{
    "product",
    "producer",
    "producer-kind",
    "star",
    "group",
    "origin",
    "day",
    "hour",
    "tender",
    "cashier",
    "event"};

Json report(
    const Shop& shop, const std::string& from, const std::string& to, const std::string& by
) {
    return shop.done({"revenue", "report", "--from", from, "--to", to, "--by", by, "--json"})
        .json();
}

/// Every row and the total are what the records fold to.
void expect_folded(const Json& report, const std::vector<Json>& records, const std::string& by) {
    const Json folded = fold_revenue(records, by, "QNA", "Hội An");
    EXPECT_EQ(report["by"], by);
    ASSERT_EQ(report["rows"].size(), folded["rows"].size()) << by << report;
    for (const Json& row : report["rows"]) {
        const std::string key = row["key"];
        EXPECT_FALSE(row["label"].get<std::string>().empty());
        ASSERT_TRUE(folded["rows"].contains(key)) << by << " " << key;
        if (by == "tender") {
            EXPECT_EQ(row["revenue"], folded["rows"][key]) << key;
            continue;
        }
        for (const auto& [figure, value] : folded["rows"][key].items()) {
            EXPECT_EQ(row[figure], value) << by << " " << key << " " << figure;
        }
    }
    if (by == "tender") {
        EXPECT_EQ(report["total"]["revenue"], folded["total"]);
        return;
    }
    for (const auto& [figure, value] : folded["total"].items()) {
        EXPECT_EQ(report["total"][figure], value) << by << " " << figure;
    }
}

/// Sales and returns of three days, two people, one event, every kind of goods.
void sell_three_days(const Shop& shop) {
    const auto on = [](const std::string& script, const std::string& moment) {
        std::string timed;
        std::istringstream lines{script};
        for (std::string line; std::getline(lines, line);) {
            line.insert(line.size() - 1, R"(,"at":")" + moment + "\"");
            timed += line + "\n";
        }
        return timed;
    };
    shop.sell_as_manager(
        on(R"({"do":"add","product":"CA","quantity":1234}
{"do":"add","product":"SR","quantity":2000}
{"do":"add","product":"EN"}
{"do":"discount","percent":7,"reason":"x"}
{"do":"pay","tender":"voucher","amount":100000}
{"do":"pay","tender":"cash","amount":1000000})",
           "2026-11-18T00:00:00+07:00")
    );
    shop.sell(
        on(R"({"do":"add","product":"CH","quantity":3000}
{"do":"add","product":"FU","quantity":1777}
{"do":"add","product":"DU"}
{"do":"pay","tender":"transfer","amount":219232})",
           "2026-11-18T23:59:59+07:00")
    );
    shop.done({"settings", "set", "event", "Hội chợ", "--at", Shop::at});
    shop.sell_as_manager(
        on(R"({"do":"add","product":"SD"}
{"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":300000}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":617},{"line":3,"quantity":2000}],"tender":"cash"})",
           "2026-11-19T12:30:00+07:00")
    );
    shop.sell_as_manager(on(
        R"({"do":"return","sale":"QNA-HOIAN-01-1-000002","lines":[{"line":1,"quantity":1000}],"tender":"transfer"})",
        "2026-11-20T08:00:00+07:00"
    ));
}

TEST(Revenue, OfEveryDimensionIsWhatTheJournalFoldsTo) {
    const Shop shop{Kind::training};
    sell_three_days(shop);
    const auto records = shop.records();
    ASSERT_EQ(shop.records("sale").size(), 3u);
    ASSERT_EQ(shop.records("return").size(), 2u);
    for (const std::string& by : dimensions) {
        expect_folded(report(shop, "2026-11-18", "2026-11-20", by), records, by);
    }
    // Both days of a period count, a return on its own.
    for (const auto& [from, to] :
         {std::pair{"2026-11-18", "2026-11-18"}, {"2026-11-19", "2026-11-20"}}) {
        auto within = records;
        std::erase_if(within, [&, first = from, last = to](const Json& record) {
            const std::string day = record["at"].get<std::string>().substr(0, 10);
            return day < first || day > last;
        });
        for (const std::string& by : dimensions) {
            expect_folded(report(shop, from, to, by), within, by);
        }
    }
    const Json none = report(shop, "2025-01-01", "2025-12-31", "star");
    EXPECT_EQ(none["rows"].size(), 0u);
    EXPECT_EQ(none["from"], "2025-01-01");
    EXPECT_EQ(none["to"], "2025-12-31");
    EXPECT_EQ(none["total"]["revenue"], 0);
}

TEST(Revenue, HasItsKeysAsTheContractNamesThem) {
    const Shop shop{Kind::training};
    sell_three_days(shop);
    const auto keys = [&](const char* by) {
        std::vector<std::string> found;
        const Json made = report(shop, "2026-11-18", "2026-11-20", by);
        for (const Json& row : made["rows"]) {
            found.push_back(row["key"]);
        }
        std::sort(found.begin(), found.end());
        return found;
    };
    using Keys = std::vector<std::string>;
    EXPECT_EQ(keys("star"), (Keys{"3", "4", "5", "none"}));
    EXPECT_EQ(keys("origin"), (Keys{"other-province", "own-district", "own-province"}));
    EXPECT_EQ(keys("hour"), (Keys{"00", "08", "12", "23"}));
    EXPECT_EQ(keys("day"), (Keys{"2026-11-18", "2026-11-19", "2026-11-20"}));
    EXPECT_EQ(keys("producer-kind"), (Keys{"dnnvv", "ho", "htx", "khac", "tht"}));
}

TEST(Revenue, ComesAsTableCsvJsonWorkbookAndPdf) {
    const Shop shop{Kind::training};
    sell_three_days(shop);
    const std::string out = (shop.scratch() / "report").string();
    const auto as = [&](const char* format, std::vector<std::string> more = {}) {
        std::vector<std::string> words{
            "revenue",
            "report",
            "--from",
            "2026-11-18",
            "--to",
            "2026-11-20",
            "--as",
            format,
            "--out",
            out};
        words.insert(words.end(), more.begin(), more.end());
        const Ran ran = shop.done(words);
        if (more.empty()) {
            EXPECT_EQ(ran.out, "");
        } else {
            EXPECT_TRUE(ran.json().contains("rows")) << format; // one JSON value on stdout
        }
        return read_file(out);
    };
    EXPECT_THAT(as("table"), HasSubstr("Mắm cá cơm"));
    EXPECT_THAT(as("csv"), HasSubstr("Mắm cá cơm"));
    EXPECT_TRUE(Json::parse(as("json")).contains("rows"));
    EXPECT_THAT(as("xlsx"), StartsWith("PK"));
    EXPECT_THAT(as("pdf"), StartsWith("%PDF-"));
    EXPECT_THAT(as("xlsx", {"--json"}), StartsWith("PK"));
    EXPECT_THAT(as("csv", {"--json"}), HasSubstr("Mắm cá cơm"));
}

TEST(Revenue, OwesProducersWhatTheyAskedForConsignedGoodsSold) {
    const Shop shop{Kind::training};
    shop.sell_as_manager(R"({"do":"add","product":"CA","quantity":1500}
{"do":"add","product":"BA"}
{"do":"discount","percent":50,"reason":"x"}
{"do":"pay","tender":"cash","amount":500000}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":500}],"tender":"cash"})"
    );
    const auto settle = [&](std::vector<std::string> more) {
        std::vector<std::string> words{
            "revenue", "settlement", "--from", Shop::day, "--to", Shop::day, "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return shop.done(words).json();
    };
    const Json all = settle({});
    ASSERT_EQ(all["rows"].size(), 1u);
    EXPECT_EQ(all["rows"][0]["producer"], "P-01");
    EXPECT_EQ(all["rows"][0]["quantity"], 1000);
    EXPECT_EQ(all["total"]["owed_ex_vat"], 100000); // whatever the shop gave away
    EXPECT_EQ(settle({"--producer", "P-01"}), all);
    EXPECT_EQ(settle({"--producer", "P-02"})["rows"].size(), 0u);
}

TEST(Revenue, RefusesDaysThatAreNone) {
    const Shop shop{Kind::training};
    for (const auto& [from, to] :
         {std::pair{"2026-02-29", "2026-11-20"},
          {"x", "2026-11-20"},
          {"2026-11-20", "2026-11-19"}}) {
        const Ran ran = shop.ocop({"revenue", "report", "--from", from, "--to", to, "--json"});
        EXPECT_EQ(ran.exit, 3) << from;
        EXPECT_TRUE(ran.json().contains("error"));
    }
}

} // namespace
} // namespace ocop::cli::test
