#include "pos/report/uplift_inputs.hpp"
#include "pos/report/uplift_report.hpp"
#include "tests/report/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ocop::report {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Recognised on 17 March 2025: followed from April 2025 to March 2026.
Product fish_sauce() {
    Product product;
    product.code = "QNA-001";
    product.name = "Mắm cá cơm";
    product.vat = Vat::eight;
    product.recognised_on = Day{2025, 3, 17};
    product.joined_on = Day{2024, 6, 10};
    product.baseline = Baseline{};
    product.baseline->revenue = Money{120'000'000};
    product.baseline->profit = Money{24'000'000};
    product.baseline->verified = true;
    return product;
}

SaleLine boxes(std::int64_t count) {
    SaleLine line = line_of("QNA-001", Quantity{count * 1000}, Money{108'000});
    line.recognised_on = Day{2025, 3, 17};
    line.producer_cost = Money{78'750};
    return line;
}

/// 160 boxes on the 15th of each month of the window.
TestJournal steady_year(Identity identity) {
    TestJournal journal{std::move(identity)};
    journal.genesis(noon(Day{2025, 4, 1}));
    for (int i = 0; i < 12; ++i) {
        journal.sale(noon(Day{2025, 4, 15}.plus_months(i)), {boxes(160)});
    }
    return journal;
}

UpliftQuery on(Day as_of, const Identity& identity) {
    return {as_of, std::nullopt, {identity}};
}

TEST(UpliftInputs, JudgeAJournalAsTheWorkedCaseDoes) {
    const TestJournal journal = steady_year(hoi_an());
    const std::vector<Product> products{fish_sauce()};
    const auto inputs = uplift_inputs(on(Day{2026, 12, 31}, hoi_an()), products, journal.source());
    ASSERT_TRUE(inputs);
    ASSERT_EQ(inputs->size(), 1u);
    const UpliftOutcome outcome = uplift(inputs->front());
    EXPECT_EQ(outcome.revenue_follow, Money{192'000'000});
    EXPECT_EQ(outcome.profit_follow, Money{40'800'000});
    EXPECT_EQ(outcome.verdict, UpliftVerdict::dat);
    EXPECT_EQ(outcome.name, "Mắm cá cơm");
    EXPECT_THAT(outcome.flags, IsEmpty());
}

TEST(UpliftInputs, TakeAReturnOffTheMonthOfItsSale) {
    TestJournal journal = steady_year(hoi_an());
    const SaleBody late = journal.sale(noon(Day{2026, 3, 31}), {boxes(3)});
    journal.receipt(true, noon(Day{2026, 4, 12}), {boxes(3)}, {}, {}, late.number);
    journal.receipt(true, noon(Day{2026, 4, 12}), {boxes(1)}); // of an unknown sale: April's own
    const std::vector<Product> products{fish_sauce()};
    const auto inputs = uplift_inputs(on(Day{2026, 12, 31}, hoi_an()), products, journal.source());
    ASSERT_TRUE(inputs);
    EXPECT_EQ(uplift(inputs->front()).revenue_follow, Money{192'000'000});
}

TEST(UpliftInputs, CountWhatTheProducerReceivedForGoodsThatCostTheShop) {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(Day{2025, 4, 1}));
    SaleLine bought = boxes(1);
    bought.cost_ex_vat = Money{70'000};
    SaleLine consigned = boxes(1);
    consigned.cost_ex_vat = Money{80'000};
    consigned.consignment_price_ex_vat = Money{80'000};
    journal.sale(noon(Day{2025, 4, 2}), {bought, consigned, boxes(1)});
    const std::vector<Product> products{fish_sauce()};
    const auto inputs = uplift_inputs(on(Day{2026, 12, 31}, hoi_an()), products, journal.source());
    ASSERT_TRUE(inputs);
    EXPECT_EQ(uplift(inputs->front()).revenue_follow, Money{250'000});
}

TEST(UpliftInputs, BringABaselineWithVatToItsNet) {
    Product product = fish_sauce();
    product.baseline->vat_included = true;
    product.baseline->revenue = Money{108'000'000};
    const std::vector<Product> products{product};
    const TestJournal journal = steady_year(hoi_an());
    const auto inputs = uplift_inputs(on(Day{2026, 12, 31}, hoi_an()), products, journal.source());
    ASSERT_TRUE(inputs);
    EXPECT_EQ(inputs->front().baseline->revenue, Money{100'000'000});
    EXPECT_EQ(inputs->front().baseline->profit, Money{24'000'000}) << "profit holds no VAT";
}

TEST(UpliftInputs, TakeTheVatOutOfABaselineAtTheRateItWasDeclaredWith) {
    Product product = fish_sauce(); // at 8 % today
    product.baseline->vat_included = true;
    product.baseline->vat = Vat::ten;
    product.baseline->revenue = Money{110'000'000};
    product.baseline->months = {{2023, 6, Money{11'000}, Money{2'000}}};
    const std::vector<Product> products{product};
    const TestJournal journal = steady_year(hoi_an());
    const auto inputs = uplift_inputs(on(Day{2026, 12, 31}, hoi_an()), products, journal.source());
    ASSERT_TRUE(inputs);
    EXPECT_EQ(inputs->front().baseline->revenue, Money{100'000'000});
    EXPECT_EQ(inputs->front().baseline->months.front().revenue, Money{10'000});
}

TEST(UpliftInputs, LeaveTheProducerNothingOfGoodsThatCameBackWholeInParts) {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(Day{2025, 4, 1}));
    SaleLine half = boxes(3);
    half.quantity = Quantity{1500};
    half.cost_ex_vat = Money{333};
    half.producer_cost = Money{333};
    journal.sale_and_three_returns(noon(Day{2025, 4, 2}), half);
    const std::vector<Product> products{fish_sauce()};
    const auto inputs =
        uplift_inputs(on(Day{2026, 12, 31}, hoi_an()), products, journal.source(), journal.sales());
    ASSERT_TRUE(inputs);
    EXPECT_EQ(uplift(inputs->front()).revenue_follow, Money{});
    EXPECT_EQ(uplift(inputs->front()).profit_follow, Money{});
}

TEST(UpliftInputs, NameTheMonthsARealTillSaysNothingAbout) {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(Day{2025, 6, 20}));
    journal.sale(noon(Day{2026, 1, 5}), {boxes(1)});
    const std::vector<Product> products{fish_sauce()};
    const auto inputs = uplift_inputs(on(Day{2026, 12, 31}, hoi_an()), products, journal.source());
    ASSERT_TRUE(inputs);
    std::vector<unsigned> months;
    for (const MissingExport& missing : inputs->front().missing_exports) {
        EXPECT_EQ(missing.point, "QNA-HOIAN-01");
        months.push_back(static_cast<unsigned>(missing.month.month()));
    }
    EXPECT_THAT(months, ElementsAre(3, 4, 5, 2, 3)) << "before June, after January";
    EXPECT_THAT(uplift(inputs->front()).flags, ElementsAre(UpliftFlag::lower_bound));
}

TEST(UpliftInputs, MissNothingInATrainingStore) {
    Identity training = hoi_an();
    training.training = true;
    TestJournal journal{training};
    journal.genesis(noon(Day{2025, 6, 20}));
    const std::vector<Product> products{fish_sauce()};
    const auto inputs = uplift_inputs(on(Day{2026, 12, 31}, training), products, journal.source());
    ASSERT_TRUE(inputs);
    EXPECT_THAT(inputs->front().missing_exports, IsEmpty());
}

TEST(UpliftInputs, HoldRecognisedProductsOnlyAndThoseTheJournalAloneKnows) {
    Product later = fish_sauce();
    later.code = "QNA-002";
    later.recognised_on = Day{2027, 1, 1};
    Product never = fish_sauce();
    never.code = "QNA-003";
    never.recognised_on = std::nullopt;
    TestJournal journal = steady_year(hoi_an());
    SaleLine gone = boxes(1);
    gone.product = "QNA-009";
    gone.name = "Hàng đã bỏ";
    journal.sale(noon(Day{2026, 3, 31}), {gone});
    const std::vector<Product> products{never, later, fish_sauce()};
    UpliftQuery query = on(Day{2026, 12, 31}, hoi_an());
    const auto all = uplift_inputs(query, products, journal.source());
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 2u);
    EXPECT_EQ((*all)[0].product, "QNA-001");
    EXPECT_EQ((*all)[1].product, "QNA-009");
    EXPECT_EQ(uplift((*all)[1]).verdict, UpliftVerdict::khong_tinh_duoc);
    query.product = "QNA-001";
    const auto one = uplift_inputs(query, products, journal.source());
    ASSERT_TRUE(one);
    EXPECT_EQ(one->size(), 1u);
}

TEST(UpliftReport, ShowsVerdictsAndSaysWhatItRestsOn) {
    Product product = fish_sauce();
    product.demonstration = true;
    const std::vector<Product> products{product};
    const TestJournal journal = steady_year(hoi_an());
    const auto inputs = uplift_inputs(on(Day{2026, 12, 31}, hoi_an()), products, journal.source());
    ASSERT_TRUE(inputs);
    const auto outcomes = uplift_all(*inputs);
    const Table table = uplift_table(Day{2026, 12, 31}, outcomes, Language::vi);
    ASSERT_EQ(table.rows.size(), 1u);
    EXPECT_EQ(std::get<std::string>(table.rows[0][5]), "1,60");
    EXPECT_EQ(std::get<std::string>(table.rows[0][9]), "Đạt");
    EXPECT_EQ(std::get<std::string>(table.rows[0][10]), "minh họa");
    ASSERT_EQ(table.notes.size(), 3u);
    EXPECT_NE(table.notes[0].find("1/1"), std::string::npos);
    EXPECT_NE(table.notes[2].find("minh họa"), std::string::npos);
    EXPECT_EQ(uplift_json(Day{2026, 12, 31}, outcomes).at("as_of"), "2026-12-31");
}

} // namespace
} // namespace ocop::report
