#include "pos/report/uplift_cases.hpp"
#include "pos/report/uplift_report.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace ocop::report {
namespace {

std::string worked_cases() {
    std::ifstream file{OCOP_SOURCE_DIR "/tests/data/uplift_cases.json", std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

std::vector<UpliftOutcome> worked_outcomes() {
    const auto inputs = parse_uplift_cases(worked_cases());
    return inputs ? uplift_all(*inputs) : std::vector<UpliftOutcome>{};
}

TEST(UpliftCases, GiveTheExpectedAnswerInEveryField) {
    const Json cases = Json::parse(worked_cases()).at("cases");
    const Json answer = uplift_json(std::nullopt, worked_outcomes());
    ASSERT_EQ(cases.size(), 42u);
    ASSERT_EQ(answer.at("rows").size(), cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const Json& row = answer.at("rows").at(i);
        EXPECT_EQ(row.at("product"), cases.at(i).at("id"));
        EXPECT_EQ(row.at("recognised_on"), cases.at(i).at("input").at("recognised_on"));
        for (const auto& [key, expected] : cases.at(i).at("expected").items()) {
            ASSERT_TRUE(row.contains(key)) << row.at("product") << " has no " << key;
            EXPECT_EQ(row.at(key), expected) << row.at("product") << ", " << key;
        }
        for (const char* key :
             {"revenue_base_compared", "profit_base_compared", "quantity_index", "price_index"}) {
            EXPECT_EQ(row.contains(key), cases.at(i).at("expected").contains(key))
                << row.at("product") << ", " << key;
        }
    }
}

TEST(UpliftCases, GiveTheProgrammesFigure) {
    const Json expected = Json::parse(worked_cases()).at("aggregate_over_all_cases");
    const Json programme = uplift_json(std::nullopt, worked_outcomes()).at("programme");
    for (const auto& [key, value] : expected.items()) {
        if (key != "note") {
            EXPECT_EQ(programme.at(key), value) << key;
        }
    }
}

/// One good case with `replacement` instead of `original` somewhere in it.
std::string altered(const std::string& original, const std::string& replacement) {
    std::string text =
        R"({"cases":[{"id":"A","input":{"as_of":"2026-12-31","joined_on":"2024-06-10",
        "recognised_on":"2025-03-17","baseline":{"revenue":120000000,"profit":24000000,
        "vat_basis":"EXCL","scope":"THESE_POINTS","verified":true},
        "lines":[{"date":"2025-04-15","point":"P1","qty":"1.5","unit_price":108000,"vat":"8"}],
        "missing_exports":[["P2","2025-10"]],"unit_cost":1}}]})";
    const std::size_t at = text.find(original);
    EXPECT_NE(at, std::string::npos) << original;
    return text.replace(at, original.size(), replacement);
}

TEST(UpliftCases, AreReadWithTimesAndDecimals) {
    const auto inputs = parse_uplift_cases(altered("2025-04-15", "2025-04-15T23:59:59"));
    ASSERT_TRUE(inputs);
    const UpliftLine& line = inputs->front().lines.front();
    EXPECT_EQ(line.day, (Day{2025, 4, 15}));
    EXPECT_EQ(line.quantity, Quantity{1500});
    EXPECT_EQ(line.net_ex_vat, Money{150'000});
    EXPECT_EQ(line.unit_cost, Money{1});
    const auto in_utc = parse_uplift_cases(altered("2025-04-15", "2025-04-15T20:00:00Z"));
    ASSERT_TRUE(in_utc);
    EXPECT_EQ(in_utc->front().lines.front().day, (Day{2025, 4, 16}));
}

TEST(UpliftCases, AreRefusedWithTheCaseNamed) {
    struct Bad {
        const char* original;
        const char* replacement;
        const char* what;
    };

    for (const Bad& bad : {
             Bad{"\"2026-12-31\"", "\"2026-13-31\"", "\"as_of\""},
             Bad{"\"qty\":\"1.5\"", "\"qty\":\"1.2345\"", "\"qty\""},
             Bad{"\"qty\":\"1.5\"", "\"qty\":\"-1\"", "\"qty\""},
             Bad{"\"qty\":\"1.5\"", "\"qty\":\"1.\"", "\"qty\""},
             Bad{"\"qty\":\"1.5\"", "\"qty\":-1", "\"qty\""},
             Bad{"\"qty\":\"1.5\"", "\"qty\":1000001", "\"qty\""},
             Bad{"\"qty\":\"1.5\",", "", "\"qty\""},
             Bad{"\"vat\":\"8\"", "\"vat\":\"9\"", "\"vat\""},
             Bad{"\"EXCL\"", "\"BOTH\"", "\"vat_basis\""},
             Bad{"\"EXCL\"", "\"INCL\"", "\"vat\" is missing"},
             Bad{"THESE_POINTS", "SOME", "\"scope\""},
             Bad{"108000", "10800000000000", "unit_price"},
             Bad{"120000000", "1200000000000000000", "\"revenue\" is out of range"},
             Bad{"\"2025-10\"", "\"2025-13\"", "missing_exports"},
             Bad{"[[\"P2\",\"2025-10\"]]", "\"all\"", "missing_exports"},
             Bad{"\"unit_cost\":1", "\"unit_cost\":-1", "unit_cost"},
             Bad{"\"verified\":true", "\"verified\":1", "\"verified\""},
         }) {
        const auto inputs = parse_uplift_cases(altered(bad.original, bad.replacement));
        ASSERT_FALSE(inputs) << bad.replacement;
        EXPECT_EQ(inputs.error().where, "case 1 (A)");
        EXPECT_NE(inputs.error().what.find(bad.what), std::string::npos)
            << bad.replacement << ": " << inputs.error().what;
    }
}

TEST(UpliftCases, AreRefusedWhereTheyAreNoCasesAtAll) {
    for (const char* text :
         {"",
          "[]",
          "{}",
          "{\"cases\":{}}",
          "{\"cases\":[1]}",
          "{\"cases\":[{\"id\":\"A\"}]}",
          "{\"cases\":[1.5]}"}) {
        EXPECT_FALSE(parse_uplift_cases(text)) << text;
    }
}

} // namespace
} // namespace ocop::report
