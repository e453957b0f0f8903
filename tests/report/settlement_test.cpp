#include "pos/report/settlement.hpp"
#include "tests/report/journal.hpp"

#include <gtest/gtest.h>

namespace ocop::report {
namespace {

constexpr Day day{2026, 11, 20};

TestJournal consigned_goods() {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(day));
    SaleLine eight = line_of("A", Quantity{1500}, Money{108'000});
    eight.consignment_price_ex_vat = Money{90'001};
    SaleLine ten = line_of("B", Quantity{1000}, Money{55'000});
    ten.vat_rate = Vat::ten;
    ten.vat = Money{5'000};
    ten.consignment_price_ex_vat = Money{40'000};
    SaleLine other = line_of("C", Quantity{1000}, Money{10'000});
    other.producer = "P-02";
    other.consignment_price_ex_vat = Money{5'000};
    SaleLine own = line_of("D", Quantity{1000}, Money{10'000});
    journal.sale(noon(day), {eight, ten, other, own});
    SaleLine back = eight;
    back.quantity = Quantity{500};
    back.gross = back.net = Money{54'000};
    back.vat = Money{4'000};
    journal.receipt(true, noon(day), {back});
    journal.sale(noon(day.plus_days(1)), {eight});
    return journal;
}

TEST(Settlement, OwesEachProducerForItsConsignedGoodsByVatRate) {
    const TestJournal journal = consigned_goods();
    const Settlement owed = settlement(day, day, std::nullopt, journal.source()).value();
    ASSERT_EQ(owed.rows.size(), 3u);
    EXPECT_EQ(owed.rows[0].product, "A");
    EXPECT_EQ(owed.rows[0].vat_rate, Vat::eight);
    EXPECT_EQ(owed.rows[0].quantity, Quantity{1000});
    EXPECT_EQ(owed.rows[0].owed_ex_vat, Money{135'002 - 45'001}) << "rounded line by line";
    EXPECT_EQ(owed.rows[0].shelf_ex_vat, Money{100'000});
    EXPECT_EQ(owed.rows[0].shelf_vat, Money{8'000});
    EXPECT_EQ(owed.rows[1].product, "B");
    EXPECT_EQ(owed.rows[2].producer, "P-02");
    EXPECT_EQ(owed.owed_ex_vat, Money{90'001 + 40'000 + 5'000});
    EXPECT_EQ(to_json(owed).at("total").at("owed_ex_vat"), 135'001);
}

TEST(Settlement, IsMadeForOneProducerAlone) {
    const TestJournal journal = consigned_goods();
    const Settlement owed = settlement(day, day, "P-02", journal.source()).value();
    ASSERT_EQ(owed.rows.size(), 1u);
    EXPECT_EQ(owed.owed_ex_vat, Money{5'000});
    EXPECT_EQ(settlement_table(owed, Language::vi).rows.size(), 1u);
}

TEST(Settlement, OwesNothingForGoodsThatCameBackWholeInParts) {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(day));
    SaleLine honey = line_of("A", Quantity{1500}, Money{12'345});
    honey.consignment_price_ex_vat = Money{333};
    journal.sale_and_three_returns(noon(day), honey);
    const Settlement owed =
        settlement(day, day, std::nullopt, journal.source(), journal.sales()).value();
    ASSERT_EQ(owed.rows.size(), 1u);
    EXPECT_EQ(owed.rows.front().owed_ex_vat, Money{});
    EXPECT_EQ(owed.owed_ex_vat, Money{});
}

} // namespace
} // namespace ocop::report
