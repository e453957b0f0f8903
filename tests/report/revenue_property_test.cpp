#include "pos/report/revenue.hpp"
#include "tests/report/journal.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ocop::report {
namespace {

/// A random journal from a seed: sales and returns over ten days, some goods without cost or stars.
class RandomJournal {
public:
    explicit RandomJournal(unsigned seed)
        : random_{seed} {}

    TestJournal make() {
        TestJournal journal{hoi_an()};
        journal.genesis(noon(Day{2026, 11, 1}));
        const bool some_without_cost = number(0, 1) == 1;
        for (int i = 0; i < 60; ++i) {
            const Moment at{noon(Day{2026, 11, 1}).seconds() + number(0, 864'000)};
            std::vector<SaleLine> lines;
            for (std::int64_t n = number(1, 4); n > 0; --n) {
                lines.push_back(line(some_without_cost));
            }
            journal.cashier = "c" + std::to_string(number(1, 3));
            const std::int64_t event = number(0, 2);
            journal.event = event == 0 ? std::nullopt : std::optional{"e" + std::to_string(event)};
            journal.receipt(number(0, 5) == 0, at, std::move(lines));
        }
        return journal;
    }

private:
    std::int64_t number(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>{low, high}(random_);
    }

    SaleLine line(bool some_without_cost) {
        SaleLine line = line_of(
            "P" + std::to_string(number(1, 5)),
            Quantity{number(1, 9'999)},
            Money{number(1, 900) * 500}
        );
        line.discount = Money{number(0, line.gross.vnd())};
        line.net = line.gross - line.discount;
        line.vat_rate = static_cast<Vat>(number(0, 5));
        line.vat = vat_within(line.net, line.vat_rate);
        line.producer = "H" + std::to_string(number(1, 3));
        line.producer_kind = static_cast<ProducerKind>(number(0, 4));
        line.group = number(0, 4) == 0 ? "" : std::to_string(number(1, 26));
        line.stars =
            number(0, 2) == 0 ? std::nullopt : std::optional{static_cast<int>(number(3, 5))};
        line.province = number(0, 1) == 0 ? "QNA" : "QNI";
        line.district = number(0, 1) == 0 ? "Hội An" : "Tam Kỳ";
        if (!some_without_cost || number(0, 3) != 0) {
            line.cost_ex_vat = Money{number(0, 300'000)};
        }
        return line;
    }

    std::mt19937 random_;
};

class RevenueProperty : public testing::TestWithParam<unsigned> {};

TEST_P(RevenueProperty, RowsAddUpToTheTotalInEveryDimension) {
    const TestJournal journal = RandomJournal{GetParam()}.make();
    std::optional<RevenueSums> first_total;
    for (int i = 0; i <= static_cast<int>(RevenueBy::event); ++i) {
        const auto by = static_cast<RevenueBy>(i);
        const RevenueQuery query{
            Day{2026, 11, 3}, Day{2026, 11, 8}, by, Language::vi, {journal.identity()}};
        const RevenueReport report = revenue_report(query, journal.source()).value();
        RevenueSums sum;
        for (const RevenueRow& row : report.rows) {
            sum.quantity += row.sums.quantity;
            sum.revenue += row.sums.revenue;
            sum.vat += row.sums.vat;
            sum.net_ex_vat += row.sums.net_ex_vat;
            sum.cost = sum.cost && row.sums.cost ? std::optional{*sum.cost + *row.sums.cost}
                                                 : std::nullopt;
        }
        EXPECT_EQ(sum.revenue, report.total.revenue) << code(by);
        if (by == RevenueBy::tender) {
            EXPECT_EQ(report.total.revenue, first_total->revenue) << "money is money";
            continue;
        }
        EXPECT_EQ(sum.quantity, report.total.quantity) << code(by);
        EXPECT_EQ(sum.vat, report.total.vat) << code(by);
        EXPECT_EQ(sum.net_ex_vat, report.total.net_ex_vat) << code(by);
        EXPECT_EQ(sum.cost, report.total.cost) << code(by);
        EXPECT_EQ(report.total, first_total.value_or(report.total)) << code(by);
        first_total = report.total;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RevenueProperty, testing::Range(0u, 30u));

} // namespace
} // namespace ocop::report
