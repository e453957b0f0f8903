#include "pos/core/sale.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

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
