#include "pos/core/sale.hpp"
#include "pos/core/tender.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <rapidcheck.h>

namespace ocop {
namespace {

SaleBody
sold(const std::vector<std::pair<const char*, std::int64_t>>& goods, std::int64_t percent = 0) {
    const auto shop = testing::catalog();
    Basket basket;
    for (const auto& [code, thousandths] : goods) {
        basket = *with_added(
            std::move(basket),
            *shop,
            *shop->find_code(code),
            Quantity{thousandths},
            Day{2026, 11, 22}
        );
    }
    if (percent > 0) {
        basket.discount.percent = percent;
    }
    const PricedBasket priced = price(basket, Day{2026, 11, 22}, VatRules{});
    SaleBody body;
    body.number = "QNA-HOIAN-01-1-000001";
    body.lines = priced.lines;
    body.total = priced.total;
    return body;
}

SaleBody as_return(std::vector<SaleLine> lines) {
    SaleBody body;
    body.is_return = true;
    body.lines = std::move(lines);
    body.total = total_of(body.lines);
    return body;
}

RefusalCode refusal(const Expected<std::vector<SaleLine>, Refusal>& lines) {
    EXPECT_FALSE(lines.has_value());
    return lines.error().code;
}

TEST(Return, OfAWholeLineIsExactlyTheLine) {
    const SaleBody sale = sold({{"QNA-001", 1500}, {"QNA-002", 2000}}, 7);
    const auto lines = return_lines(sale, {}, {{2, "", Quantity{2000}}});
    ASSERT_TRUE(lines.has_value());
    const SaleLine& line = lines->front();
    EXPECT_EQ(line.line, 1);
    EXPECT_EQ(line.of_line, 2);
    EXPECT_EQ(line.net, sale.lines[1].net);
    EXPECT_EQ(line.vat, sale.lines[1].vat);
    EXPECT_EQ(line.basket_discount, sale.lines[1].basket_discount);
}

TEST(Return, RefusesMoreThanWasSoldAndNotYetReturned) {
    const SaleBody sale = sold({{"QNA-002", 2000}});
    const auto first = return_lines(sale, {}, {{1, "", Quantity{1000}}});
    ASSERT_TRUE(first.has_value());
    const std::vector<SaleBody> earlier{as_return(*first)};
    EXPECT_TRUE(return_lines(sale, earlier, {{1, "", Quantity{1000}}}).has_value());
    EXPECT_EQ(
        refusal(return_lines(sale, earlier, {{1, "", Quantity{2000}}})),
        RefusalCode::return_too_much
    );
    const Quantity endless{std::numeric_limits<std::int64_t>::max()};
    EXPECT_EQ(
        refusal(
            return_lines(sale, earlier, {{1, "", Quantity{endless.thousandths() / 1000 * 1000}}})
        ),
        RefusalCode::return_too_much
    );
    EXPECT_EQ(refusal(return_lines(sale, {}, {{3, "", one_unit}})), RefusalCode::unknown_line);
    EXPECT_EQ(
        refusal(return_lines(sale, {}, {{1, "", one_unit}, {1, "", one_unit}})),
        RefusalCode::unknown_line
    );
    EXPECT_EQ(refusal(return_lines(sale, {}, {{1, "", Quantity{0}}})), RefusalCode::quantity_zero);
    EXPECT_EQ(
        refusal(return_lines(sale, {}, {{1, "", Quantity{500}}})), RefusalCode::quantity_fraction
    );
    EXPECT_EQ(refusal(return_lines(sale, {}, {})), RefusalCode::basket_empty);
}

TEST(Return, InPartsAddsUpToTheLineHoweverItIsCut) {
    EXPECT_TRUE(rc::check([] {
        const auto units = *rc::gen::inRange<std::int64_t>(1, 40);
        const SaleBody sale = sold(
            {{"QNA-001", units * 137}, {"QNA-005", 3000}}, *rc::gen::inRange<std::int64_t>(1, 100)
        );
        std::vector<SaleBody> earlier;
        Quantity left = sale.lines[0].quantity;
        while (left > Quantity{}) {
            const Quantity part{*rc::gen::inRange<std::int64_t>(1, left.thousandths() + 1)};
            const auto lines = return_lines(sale, earlier, {{1, "", part}});
            RC_ASSERT(lines.has_value());
            earlier.push_back(as_return(*lines));
            left -= part;
        }
        Money gross, discount, basket_discount, net, vat;
        for (const SaleBody& part : earlier) {
            gross += part.lines[0].gross;
            discount += part.lines[0].discount;
            basket_discount += part.lines[0].basket_discount;
            net += part.lines[0].net;
            vat += part.lines[0].vat;
        }
        RC_ASSERT(gross == sale.lines[0].gross);
        RC_ASSERT(discount == sale.lines[0].discount);
        RC_ASSERT(basket_discount == sale.lines[0].basket_discount);
        RC_ASSERT(net == sale.lines[0].net);
        RC_ASSERT(vat == sale.lines[0].vat);
    }));
}

Money sum(const std::vector<TenderRow>& rows) {
    Money all;
    for (const TenderRow& row : rows) {
        all += row.amount;
    }
    return all;
}

TEST(Refund, OfTwoSingleReturnsIsWhatWasKept) {
    SaleBody sale = sold({{"QNA-004", 2000}});
    sale.total = Money{21'000};
    sale.tenders = {{"cash", Money{21'000}}};
    SaleBody half;
    half.total = Money{10'500};
    half.tenders = *refund(sale, {}, half.total, "cash");
    EXPECT_EQ(half.tenders, (std::vector<TenderRow>{{"cash", Money{10'500}}}));
    EXPECT_EQ(*refund(sale, {half}, half.total, "cash"), half.tenders);
    // After one that an older version rounded up by itself, the other makes up for it.
    half.tenders = {{"cash", Money{11'000}}, {"rounding", Money{-500}}};
    const std::vector<TenderRow> rest{{"transfer", Money{10'000}}, {"rounding", Money{500}}};
    EXPECT_EQ(*refund(sale, {half}, half.total, "transfer"), rest);
}

TEST(Refund, OfASaleThatRoundedToNothingIsNothing) {
    SaleBody sale = sold({{"QNA-004", 1000}});
    sale.total = Money{200};
    sale.tenders = {{"cash", Money{0}}, {"rounding", Money{200}}};
    const std::vector<TenderRow> nothing{{"card", Money{0}}, {"rounding", Money{200}}};
    EXPECT_EQ(*refund(sale, {}, sale.total, "card"), nothing);
    EXPECT_EQ(refund(sale, {}, sale.total, "gold").error().code, RefusalCode::unknown_tender);
}

TEST(Refund, OfASaleReturnedWholeAddsUpToWhatWasKeptWhateverTheTenders) {
    EXPECT_TRUE(rc::check([] {
        const auto tender = [] {
            return *rc::gen::element<std::string>("cash", "transfer", "card", "voucher");
        };
        SaleBody sale = sold(
            {{"QNA-001", *rc::gen::inRange<std::int64_t>(1, 5000)},
             {"QNA-002", 1000 * *rc::gen::inRange<std::int64_t>(1, 5)}},
            *rc::gen::inRange<std::int64_t>(0, 101)
        );
        const CashRounding rounding = *rc::gen::element(
            CashRounding{500, false},
            CashRounding{500, true},
            CashRounding{1000, false},
            CashRounding{1000, true}
        );
        Payment payment;
        if (sale.total > Money{1} && *rc::gen::arbitrary<bool>()) {
            const Money part{*rc::gen::inRange<std::int64_t>(1, sale.total.vnd())};
            payment = *pay({}, sale.total, tender(), part, rounding);
        }
        if (!payment.complete) {
            const Money due = cash_due(payment.tenders, sale.total, rounding);
            const Money over{*rc::gen::element<std::int64_t>(0, 0, 1, 70'000)};
            payment = *pay(payment.tenders, sale.total, "cash", due + over, rounding);
        }
        RC_ASSERT(payment.complete);
        sale.tenders = payment.tenders;
        sale.change = payment.change;
        const Money kept = paid(sale.tenders) - sale.change;

        std::vector<SaleBody> earlier;
        Money back;
        std::vector<Quantity> left{sale.lines[0].quantity, sale.lines[1].quantity};
        while (left[0] > Quantity{} || left[1] > Quantity{}) {
            const std::size_t line = left[0] > Quantity{} && *rc::gen::arbitrary<bool>() ? 0 : 1;
            if (left[line] <= Quantity{}) {
                continue;
            }
            const bool some = line == 0 && *rc::gen::arbitrary<bool>();
            const Quantity part =
                some ? Quantity{*rc::gen::inRange<std::int64_t>(1, left[0].thousandths() + 1)}
                : line == 0 ? left[0]
                            : one_unit;
            SaleBody goods = as_return(
                *return_lines(sale, earlier, {{static_cast<std::int64_t>(line) + 1, "", part}})
            );
            goods.tenders = *refund(sale, earlier, goods.total, tender());
            RC_ASSERT(paid(goods.tenders) >= Money{});
            RC_ASSERT(sum(goods.tenders) == goods.total);
            back += paid(goods.tenders);
            left[line] -= part;
            earlier.push_back(std::move(goods));
        }
        RC_ASSERT(back == kept);
    }));
}

TEST(Return, WithoutAReceiptTakesTodaysPriceAlsoOfGoodsNoLongerSold) {
    const auto shop = testing::catalog();
    const auto lines =
        return_lines_without_sale(*shop, {{0, "QNA-006", one_unit}}, Day{2026, 11, 22}, VatRules{});
    ASSERT_TRUE(lines.has_value());
    EXPECT_EQ(lines->front().net, Money{60'000});
    EXPECT_FALSE(lines->front().of_line.has_value());
}

} // namespace
} // namespace ocop
