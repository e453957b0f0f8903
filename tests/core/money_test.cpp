#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"
#include "pos/core/settings.hpp"
#include "pos/core/tax.hpp"
#include "pos/core/tender.hpp"
#include "pos/core/typed_number.hpp"
#include "pos/core/unit.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <rapidcheck.h>

namespace ocop {
namespace {

/// Lives as long as the tests: they iterate over parts of it.
const nlohmann::json& cases() {
    static const nlohmann::json parsed = [] {
        std::ifstream file{OCOP_SOURCE_DIR "/tests/data/money_cases.json"};
        return nlohmann::json::parse(file);
    }();
    return parsed;
}

TEST(Money, TakesVatOutOfThePriceAsTheSharedCasesSay) {
    for (const auto& row : cases()["vat_inside_price"]) {
        const auto vat = parse_vat(std::to_string(row["rate"].get<int>()));
        ASSERT_TRUE(vat.has_value());
        const Money gross{row["gross_incl"].get<std::int64_t>()};
        EXPECT_EQ(vat_within(gross, *vat).vnd(), row["vat"].get<std::int64_t>()) << row;
        EXPECT_EQ((gross - vat_within(gross, *vat)).vnd(), row["net"].get<std::int64_t>()) << row;
    }
}

TEST(Money, SplitsVatByLineWhichDiffersFromSplittingTheTotal) {
    const auto row = cases()["line_vs_total"];
    Money by_line;
    Money total;
    for (const auto& line : row["lines"]) {
        by_line += vat_within(Money{line.get<std::int64_t>()}, Vat::eight);
        total += Money{line.get<std::int64_t>()};
    }
    EXPECT_EQ(by_line.vnd(), row["vat_sum_of_lines"].get<std::int64_t>());
    EXPECT_EQ(vat_within(total, Vat::eight).vnd(), row["vat_of_total"].get<std::int64_t>());
}

TEST(Money, AllocatesByLargestRemainderAsTheSharedCasesSay) {
    for (const auto& row : cases()["allocate_largest_remainder"]) {
        const auto weights = row["weights"].get<std::vector<std::int64_t>>();
        std::vector<std::int64_t> parts;
        for (const Money part : allocate(Money{row["total"].get<std::int64_t>()}, weights)) {
            parts.push_back(part.vnd());
        }
        EXPECT_EQ(parts, row["parts"].get<std::vector<std::int64_t>>()) << row;
    }
}

TEST(Money, AllocatedSharesAlwaysAddUpAndAreNeverOffByMoreThanOneDong) {
    EXPECT_TRUE(rc::check([] {
        const auto whole = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
        const auto weights = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
            rc::gen::inRange<std::int64_t>(0, 1'000'000'000)
        ));
        const auto shares = allocate(Money{whole}, weights);
        Money sum;
        for (const Money share : shares) {
            sum += share;
        }
        RC_ASSERT(sum.vnd() == whole);
        const auto all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
        for (std::size_t i = 0; all > 0 && i < shares.size(); ++i) {
            const std::int64_t off = shares[i].vnd() - scale(whole, weights[i], all);
            RC_ASSERT(off >= -1 && off <= 1);
        }
    }));
}

TEST(Money, GivesTheOddDongToTheEarlierOfEqualShares) {
    const std::vector<std::int64_t> equal{1, 1, 1};
    const auto shares = allocate(Money{-2}, equal);
    EXPECT_EQ(shares, (std::vector{Money{-1}, Money{-1}, Money{0}}));
}

TEST(Money, RoundsHalfAwayFromZeroSoThatAReturnIsTheNegativeOfItsSale) {
    EXPECT_EQ(scale(5, 1, 2), 3);
    EXPECT_EQ(scale(-5, 1, 2), -3);
    EXPECT_EQ(extend(Money{333}, Quantity{1500}), Money{500});
    EXPECT_EQ(extend(Money{333}, Quantity{-1500}), Money{-500});
}

TEST(Money, ExtendsTheLargestPriceByTheLargestQuantityExactly) {
    EXPECT_EQ(extend(unit_price_max, quantity_max).vnd(), 99'999'990'000'000);
}

TEST(Money, PricesWeighedGoodsAsTheSharedCasesSay) {
    for (const auto& row : cases()["weighed"]) {
        Quantity quantity;
        std::string typed = row["qty_kg"].get<std::string>(); // the file's decimal mark is a dot
        std::replace(typed.begin(), typed.end(), '.', ',');
        if (!parse_quantity(typed, quantity)) {
            // Half a thousandth is finer than a till's scale: it must be refused, not rounded.
            EXPECT_EQ(row["qty_kg"], "0.0005");
            continue;
        }
        const Money price{row["price_per_kg"].get<std::int64_t>()};
        EXPECT_EQ(extend(price, quantity).vnd(), row["amount"].get<std::int64_t>()) << row;
    }
}

TEST(Money, RoundsCashAsTheSharedCasesSay) {
    for (const auto& row : cases()["cash_rounding"]) {
        const Money due{row["amount"].get<std::int64_t>()};
        EXPECT_EQ(round_cash(due, {500, false}).vnd(), row["to_500_half_up"].get<std::int64_t>());
        EXPECT_EQ(round_cash(due, {1000, false}).vnd(), row["to_1000_half_up"].get<std::int64_t>());
        EXPECT_EQ(round_cash(due, {1000, true}).vnd(), row["to_1000_down"].get<std::int64_t>());
        EXPECT_EQ(round_cash(due, CashRounding{}), due);
    }
}

TEST(Money, GivesChangeInTheFewestNotesAsTheSharedCasesSay) {
    for (const auto& row : cases()["change"]) {
        std::map<std::string, std::int64_t> pieces;
        for (const auto& [piece, count] : change_pieces(Money{row["change"].get<std::int64_t>()})) {
            pieces[std::to_string(piece)] = count;
        }
        EXPECT_EQ(pieces, (row["notes"].get<std::map<std::string, std::int64_t>>())) << row;
    }
}

TEST(Money, ShowsDotsBetweenThousands) {
    EXPECT_EQ(format(Money{0}), "0");
    EXPECT_EQ(format(Money{999}), "999");
    EXPECT_EQ(format(Money{1'234'567}), "1.234.567");
    EXPECT_EQ(format(Money{-1'000}), "-1.000");
    EXPECT_EQ(format(Money{INT64_MIN}), "-9.223.372.036.854.775.808");
}

TEST(Money, ReadsWhatCashiersTypeAndNothingElse) {
    Money money;
    for (const auto& [text, vnd] : std::vector<std::pair<std::string, std::int64_t>>{
             {"200000", 200'000},
             {"200.000", 200'000},
             {"50k", 50'000},
             {"1.250.000", 1'250'000},
             {"1 250 000", 1'250'000},
             {"12,5k", 12'500}, // was 125.000
             {"12.5k", 12'500},
             {"1.500K", 1'500'000},
             {"1,500K", 1'500}, // a comma is the decimal mark, here as everywhere
             {"0,5k", 500},
             {"0", 0}}) {
        ASSERT_TRUE(parse_money(text, money)) << text;
        EXPECT_EQ(money.vnd(), vnd) << text;
    }
    for (const char* text :
         {"",
          "k",
          "-5",
          "12a",
          "1000000000001",
          "99999999999999999999",
          "1e5",
          "50,000", // fifty, or fifty thousand: not guessed at
          "1,5",
          "1.5",
          "0,0005k",
          "1000000001k",
          "1.25.000",
          "1234.567",
          "1.234,",
          ".500",
          "1..000",
          "12 34",
          "5kk"}) {
        EXPECT_FALSE(parse_money(text, money)) << text;
    }
}

TEST(Quantity, ShowsAndReadsVietnameseDecimals) {
    EXPECT_EQ(format(Quantity{1500}), "1,5");
    EXPECT_EQ(format(Quantity{2000}), "2");
    EXPECT_EQ(format(Quantity{-500}), "-0,5");
    EXPECT_EQ(format(Quantity{1'234'005}), "1.234,005");
    Quantity quantity;
    ASSERT_TRUE(parse_quantity("0,485", quantity));
    EXPECT_EQ(quantity, Quantity{485});
    ASSERT_TRUE(parse_quantity("12.5", quantity));
    EXPECT_EQ(quantity, Quantity{12'500});
    ASSERT_TRUE(parse_quantity("0.500", quantity)) << "as a scale shows it: no thousands";
    EXPECT_EQ(quantity, Quantity{500});
    ASSERT_TRUE(parse_quantity("1.250", quantity));
    EXPECT_EQ(quantity, Quantity{1'250'000}) << "a dot before three digits groups thousands";
    ASSERT_TRUE(parse_quantity("1.250,5", quantity));
    EXPECT_EQ(quantity, Quantity{1'250'500});
    EXPECT_FALSE(parse_quantity("12.000", quantity)) << "more than a line holds";
    ASSERT_TRUE(parse_quantity("12.000", quantity, Quantity{20'000'000}));
    EXPECT_EQ(quantity, Quantity{12'000'000});
    for (const char* text : {"", "0", "1,2345", "1,", ",", "-1", "1.2.3", "10000", "a", "0,000"}) {
        EXPECT_FALSE(parse_quantity(text, quantity)) << text;
    }
}

TEST(TypedNumber, ReadsWhatWasWrittenBack) {
    for (const std::int64_t thousandths : {1, 10, 485, 1'000, 1'500, 999'999, 1'234'005}) {
        Quantity quantity;
        ASSERT_TRUE(parse_quantity(format(Quantity{thousandths}), quantity)) << thousandths;
        EXPECT_EQ(quantity, Quantity{thousandths});
    }
    for (const std::int64_t vnd : {0, 999, 1'000, 12'500, 1'234'567}) {
        Money money;
        ASSERT_TRUE(parse_money(format(Money{vnd}), money)) << vnd;
        EXPECT_EQ(money, Money{vnd});
    }
}

TEST(TypedNumber, IsSaidBesideTheFieldWhereItIsMoreThanDigits) {
    EXPECT_FALSE(reads_another_way("50000"));
    EXPECT_FALSE(reads_another_way(""));
    for (const char* text : {"1.5", "1,5", "50k", "1.000", "1 000"}) {
        EXPECT_TRUE(reads_another_way(text)) << text;
    }
}

TEST(Unit, OfMeasureHasOneSpelling) {
    for (const auto& [written, unit] : std::vector<std::pair<std::string, std::string>>{
             {"kg", "kg"},    {"Kg", "kg"},     {"KG.", "kg"},
             {"kí", "kg"},    {"Ký", "kg"},     {"ki\u0301", "kg"}, // í in two characters
             {"ky", "kg"},    {"㎏", "kg"},     {"ＫＧ", "kg"},
             {"liters", "l"}, {"gramme", "g"},  {"Kilôgam", "kg"},
             {"G", "g"},      {"Gam", "g"},     {"Lít", "l"},
             {"L", "l"},      {"MÉT", "m"},     {"mẹt", "mẹt"}, // a tray
             {"Hộp", "Hộp"},  {"lạng", "lạng"}, {"ho\u0323\u0302p", "hộp"}}) {
        EXPECT_EQ(normal_unit(written), unit) << written;
    }
}

TEST(Unit, NearAMeasureIsKnownAsOne) {
    for (const char* unit : {"Cân", "lạng", "ml", "LB."}) {
        EXPECT_TRUE(near_measure(unit)) << unit;
        EXPECT_EQ(normal_unit(unit), unit);
    }
    for (const char* unit : {"kg", "can", "hộp", "mẹt", ""}) {
        EXPECT_FALSE(near_measure(unit)) << unit;
    }
}

TEST(Quantity, TakesFractionsOnlyByWeightVolumeAndLength) {
    for (const char* unit : {"kg", "g", "l", "m"}) {
        EXPECT_TRUE(takes_fractions(unit));
    }
    for (const char* unit : {"hộp", "chai", "gói", "KG", ""}) {
        EXPECT_FALSE(takes_fractions(unit));
    }
}

TEST(Vat, FallsBackToTenPercentOnTheFirstOfJanuary2027) {
    const VatRules rules;
    EXPECT_EQ(vat_on(Vat::eight, Day(2026, 12, 31), rules), Vat::eight);
    EXPECT_EQ(vat_on(Vat::eight, Day(2027, 1, 1), rules), Vat::ten);
    EXPECT_EQ(vat_on(Vat::five, Day(2027, 1, 1), rules), Vat::five);
    EXPECT_EQ(vat_on(Vat::eight, Day(2027, 1, 1), {Day{2027, 6, 30}}), Vat::eight);
}

TEST(Vat, TakesNothingOutOfGoodsThatCarryNone) {
    for (const Vat vat : {Vat::zero, Vat::not_taxable, Vat::direct_method}) {
        EXPECT_EQ(vat_within(Money{110'000}, vat), Money{});
    }
}

} // namespace
} // namespace ocop
