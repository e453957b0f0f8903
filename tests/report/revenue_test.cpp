#include "pos/report/revenue.hpp"
#include "tests/report/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ocop::report {
namespace {

constexpr Day first{2026, 11, 20};
constexpr Day second{2026, 11, 21};

/// Two days by hand. On the first: 1,5 kg A at 120.000 less 18.000 = 162.000 (VAT 12.000), and two
/// of B at 50.000 = 100.000 (VAT 7.407), paid 300.000 in cash. On the second: one B by transfer,
/// and one B of the first day taken back.
TestJournal two_days() {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(first));
    SaleLine a = line_of("A", Quantity{1500}, Money{120'000});
    a.discount = Money{18'000};
    a.net = Money{162'000};
    a.vat = Money{12'000};
    a.cost_ex_vat = Money{90'000};
    SaleLine b = line_of("B", Quantity{2000}, Money{50'000});
    b.cost_ex_vat = Money{30'001};
    b.producer = "P-02";
    b.producer_name = "Công ty Tam Kỳ";
    b.producer_kind = ProducerKind::dnnvv;
    b.stars = std::nullopt;
    b.group = "";
    b.district = "Tam Kỳ";
    SaleLine one_b = b;
    one_b.quantity = Quantity{1000};
    one_b.gross = one_b.net = Money{50'000};
    one_b.vat = Money{3'704};
    journal.sale(noon(first), {a, b}, {{"cash", Money{300'000}}}, Money{38'000});
    journal.cashier = "hoa";
    journal.event = "hoi-cho-2026";
    journal.sale(noon(second), {one_b}, {{"transfer", Money{50'000}}});
    journal.event = std::nullopt;
    journal.receipt(true, noon(second), {one_b}, {}, {}, "QNA-HOIAN-01-1-000001");
    return journal;
}

RevenueReport by(RevenueBy dimension, Day from = first, Day to = second) {
    const TestJournal journal = two_days();
    const RevenueQuery query{from, to, dimension, Language::vi, {journal.identity()}};
    return revenue_report(query, journal.source()).value();
}

std::vector<std::pair<std::string, std::int64_t>> revenues(const RevenueReport& report) {
    std::vector<std::pair<std::string, std::int64_t>> result;
    for (const RevenueRow& row : report.rows) {
        result.emplace_back(row.key, row.sums.revenue.vnd());
    }
    return result;
}

using Pairs = std::vector<std::pair<std::string, std::int64_t>>;

TEST(Revenue, AddsUpByProductAsComputedByHand) {
    const RevenueReport report = by(RevenueBy::product);
    ASSERT_EQ(report.rows.size(), 2u);
    const RevenueRow& a = report.rows[0];
    EXPECT_EQ(a.key, "A");
    EXPECT_EQ(a.label, "Mắm A");
    EXPECT_EQ(a.sums.quantity, Quantity{1500});
    EXPECT_EQ(a.sums.revenue, Money{162'000});
    EXPECT_EQ(a.sums.vat, Money{12'000});
    EXPECT_EQ(a.sums.net_ex_vat, Money{150'000});
    EXPECT_EQ(a.sums.cost, Money{135'000});
    EXPECT_EQ(a.sums.profit(), Money{15'000});
    EXPECT_EQ(a.sums.sales, 1);
    const RevenueRow& b = report.rows[1];
    EXPECT_EQ(b.sums.quantity, Quantity{2000}) << "two, and one, less one";
    EXPECT_EQ(b.sums.sales, 2);
    EXPECT_EQ(b.sums.returns, 1);
    EXPECT_EQ(b.sums.revenue, Money{100'000});
    EXPECT_EQ(b.sums.cost, Money{60'002});
    EXPECT_EQ(report.total.sales, 2) << "receipts, not lines";
    EXPECT_EQ(report.total.returns, 1);
    EXPECT_EQ(report.total.revenue, Money{262'000});
}

TEST(Revenue, CountsAReceiptOnceForAllItsLinesOfAKey) {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(first));
    const SaleLine line = line_of("A", Quantity{1000}, Money{1'000});
    journal.sale(noon(first), {line, line});
    const RevenueQuery query{first, first, RevenueBy::product, Language::vi, {hoi_an()}};
    const RevenueReport report = revenue_report(query, journal.source()).value();
    EXPECT_EQ(report.rows[0].sums.sales, 1);
    EXPECT_EQ(report.rows[0].sums.revenue, Money{2'000});
}

TEST(Revenue, CountsAReturnOnItsOwnDay) {
    EXPECT_EQ(revenues(by(RevenueBy::day)), (Pairs{{"2026-11-20", 262'000}, {"2026-11-21", 0}}));
    EXPECT_EQ(by(RevenueBy::product, second, second).total.revenue, Money{0});
    EXPECT_EQ(by(RevenueBy::product, first, first).total.revenue, Money{262'000});
    EXPECT_THAT(
        by(RevenueBy::product, Day{2026, 11, 22}, Day{2026, 11, 30}).rows, testing::IsEmpty()
    );
}

TEST(Revenue, HasAKeyForEveryDimension) {
    EXPECT_EQ(revenues(by(RevenueBy::producer)), (Pairs{{"P-01", 162'000}, {"P-02", 100'000}}));
    EXPECT_EQ(
        revenues(by(RevenueBy::producer_kind)), (Pairs{{"htx", 162'000}, {"dnnvv", 100'000}})
    );
    EXPECT_EQ(revenues(by(RevenueBy::star)), (Pairs{{"4", 162'000}, {"none", 100'000}}));
    EXPECT_EQ(revenues(by(RevenueBy::group)), (Pairs{{"9", 162'000}, {"none", 100'000}}));
    EXPECT_EQ(
        revenues(by(RevenueBy::origin)),
        (Pairs{{"own-district", 162'000}, {"own-province", 100'000}})
    );
    EXPECT_EQ(revenues(by(RevenueBy::hour)), (Pairs{{"12", 262'000}}));
    EXPECT_EQ(revenues(by(RevenueBy::cashier)), (Pairs{{"lan", 262'000}, {"hoa", 0}}));
    EXPECT_EQ(revenues(by(RevenueBy::event)), (Pairs{{"none", 212'000}, {"hoi-cho-2026", 50'000}}));
}

TEST(Revenue, CountsTendersNetOfChangeAndRefunds) {
    const RevenueReport report = by(RevenueBy::tender);
    EXPECT_EQ(revenues(report), (Pairs{{"cash", 212'000}, {"transfer", 50'000}}));
    EXPECT_EQ(report.total.revenue, Money{262'000});
    const Json json = to_json(report);
    EXPECT_EQ(json.at("rows").at(0).at("label"), "Tiền mặt");
    EXPECT_TRUE(json.at("rows").at(0).at("quantity").is_null())
        << "by tender only revenue is given";
    EXPECT_TRUE(json.at("total").at("profit").is_null());
}

TEST(Revenue, TakesATillOfAnotherProvinceForFarAway) {
    TestJournal journal = two_days();
    Identity elsewhere = hoi_an();
    elsewhere.province = "QNI";
    const RevenueQuery query{first, second, RevenueBy::origin, Language::en, {elsewhere}};
    EXPECT_EQ(
        revenues(revenue_report(query, journal.source()).value()),
        (Pairs{{"other-province", 262'000}})
    );
}

TEST(Revenue, HasNoCostWhereOneIsMissing) {
    TestJournal journal = two_days();
    journal.sale(noon(second), {line_of("B", Quantity{1000}, Money{1'000})});
    const RevenueQuery query{first, second, RevenueBy::product, Language::vi, {hoi_an()}};
    const Json json = to_json(revenue_report(query, journal.source()).value());
    EXPECT_EQ(json.at("rows").at(0).at("profit"), 15'000);
    EXPECT_TRUE(json.at("rows").at(1).at("cost").is_null());
    EXPECT_TRUE(json.at("rows").at(1).at("profit").is_null());
    EXPECT_TRUE(json.at("total").at("cost").is_null());
}

TEST(Revenue, HasTheShapeOfTheContract) {
    const Json json = to_json(by(RevenueBy::star));
    EXPECT_EQ(json.at("from"), "2026-11-20");
    EXPECT_EQ(json.at("to"), "2026-11-21");
    EXPECT_EQ(json.at("by"), "star");
    EXPECT_EQ(
        canonical(json.at("rows").at(0)),
        R"({"cost":135000,"key":"4","label":"4 sao","net_ex_vat":150000,"profit":15000,)"
        R"("quantity":1500,"returns":0,"revenue":162000,"sales":1,"vat":12000})"
    );
    EXPECT_EQ(json.at("total").at("revenue"), 262'000);
}

TEST(Revenue, SaysWhereItRestsOnDemonstrationFigures) {
    TestJournal journal = two_days();
    SaleLine made_up = line_of("C", Quantity{1000}, Money{1'000});
    made_up.demonstration = true;
    journal.sale(noon(second), {made_up});
    for (const RevenueBy dimension : {RevenueBy::product, RevenueBy::tender}) {
        const RevenueQuery query{first, second, dimension, Language::vi, {hoi_an()}};
        const RevenueReport report = revenue_report(query, journal.source()).value();
        EXPECT_EQ(to_json(report).at("demonstration"), true);
        EXPECT_THAT(
            revenue_table(report, Language::vi).notes,
            testing::ElementsAre(testing::HasSubstr("minh họa"))
        );
    }
    const RevenueReport clean = by(RevenueBy::product);
    EXPECT_FALSE(to_json(clean).contains("demonstration"));
    EXPECT_THAT(revenue_table(clean, Language::vi).notes, testing::IsEmpty());
}

TEST(Revenue, NamesTheRecordItCannotRead) {
    TestJournal journal = two_days();
    journal.append("sale", noon(second), Json{{"sale", 5}});
    const RevenueQuery query{first, second, RevenueBy::product, Language::vi, {hoi_an()}};
    const auto report = revenue_report(query, journal.source());
    ASSERT_FALSE(report);
    EXPECT_THAT(report.error().what, testing::HasSubstr("QNA-HOIAN-01-1, record 4"));
}

TEST(Revenue, KnowsEveryDimensionByName) {
    for (const char* name :
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
        const auto parsed = parse_revenue_by(name);
        ASSERT_TRUE(parsed) << name;
        EXPECT_EQ(code(*parsed), name);
    }
    EXPECT_FALSE(parse_revenue_by("month"));
}

TEST(Revenue, LeavesNothingOfGoodsThatCameBackWholeInParts) {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(first));
    SaleLine honey = line_of("A", Quantity{1500}, Money{12'345});
    honey.cost_ex_vat = Money{333};
    journal.sale_and_three_returns(noon(first), honey);
    for (const RevenueBy dimension : {RevenueBy::product, RevenueBy::star, RevenueBy::day}) {
        const RevenueQuery query{first, first, dimension, Language::vi, {journal.identity()}};
        const auto report = revenue_report(query, journal.source(), journal.sales()).value();
        ASSERT_EQ(report.rows.size(), 1u);
        for (const RevenueSums& sums : {report.rows.front().sums, report.total}) {
            EXPECT_EQ(sums.quantity, Quantity{});
            EXPECT_EQ(sums.net_ex_vat, Money{});
            EXPECT_EQ(sums.cost, Money{});
            EXPECT_EQ(sums.profit(), Money{});
        }
    }
}

TEST(Revenue, KnowsASaleBeforeThePeriodWhenItsGoodsComeBackInParts) {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(first));
    SaleLine honey = line_of("A", Quantity{1500}, Money{12'345});
    honey.cost_ex_vat = Money{333}; // 500 for the whole: 167 + 166 + 167 come back
    const SaleBody sold = journal.sale(noon(first), {honey});
    const auto once = return_lines(sold, {}, {{1, "A", Quantity{500}}}).value();
    const SaleBody earlier = journal.receipt(true, noon(first), once, {}, {}, sold.number);
    const auto twice = return_lines(sold, {earlier}, {{1, "A", Quantity{500}}}).value();
    journal.receipt(true, noon(second), twice, {}, {}, sold.number);
    const RevenueQuery query{second, second, RevenueBy::product, Language::vi, {hoi_an()}};
    const auto report = revenue_report(query, journal.source(), journal.sales()).value();
    EXPECT_EQ(report.total.cost, Money{-166});
}

} // namespace
} // namespace ocop::report
