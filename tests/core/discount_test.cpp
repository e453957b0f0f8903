#include "pos/core/discount_limit.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>

namespace ocop {
namespace {

using testing::catalog;

constexpr Day today{2026, 11, 22};

const PercentMax five = [](const Discount&, const Shown&) { return std::int64_t{5}; };

Discount percent(std::int64_t number) {
    Discount discount;
    discount.percent = number;
    return discount;
}

Discount amount(std::int64_t vnd) {
    Discount discount;
    discount.amount = Money{vnd};
    return discount;
}

Basket of_price(std::int64_t vnd) {
    Product product = testing::product("X", "X", Money{vnd}, Vat::eight);
    Basket basket;
    basket.entries.push_back(BasketEntry{std::move(product), {}, one_unit, {}, {}, {}, {}});
    return basket;
}

TEST(Shown, CoversNoMoreGoodsNoOthersAndNoMoreOff) {
    const Shown seen{{{"A", Money{100}}, {"B", Money{50}}}, Money{30}};
    EXPECT_TRUE(seen.covers(seen));
    EXPECT_TRUE(seen.covers({{{"A", Money{99}}}, Money{30}}));
    EXPECT_TRUE(seen.covers({}));
    EXPECT_FALSE(seen.covers({{{"A", Money{101}}}, Money{0}}));
    EXPECT_FALSE(seen.covers({{{"C", Money{1}}}, Money{0}}));
    EXPECT_FALSE(seen.covers({{{"A", Money{1}}}, Money{31}}));
    EXPECT_EQ(seen.gross(), Money{150});
}

TEST(DiscountLimit, ComparesAPercentageAsOneAndAnAmountToTheDong) {
    for (const std::int64_t price : {1, 9, 10, 11, 99, 23'751, 1'000'000}) {
        Basket basket = of_price(price);
        basket.entries[0].discount = percent(5);
        EXPECT_FALSE(overstep(basket, five)) << price;
        basket.entries[0].discount = percent(6);
        EXPECT_TRUE(overstep(basket, five)) << price;
        basket.entries[0].discount = amount(price * 5 / 100);
        EXPECT_FALSE(overstep(basket, five)) << price;
        basket.entries[0].discount = amount(price * 5 / 100 + 1);
        EXPECT_TRUE(overstep(basket, five)) << price;
        basket.entries[0].discount = {};
        basket.discount = percent(5);
        EXPECT_FALSE(overstep(basket, five)) << price;
        basket.discount = amount(price * 5 / 100 + 1);
        const auto over = overstep(basket, five);
        ASSERT_TRUE(over) << price;
        EXPECT_EQ(over->percent_max, 5);
        EXPECT_EQ(over->name, "");
        EXPECT_EQ(over->gross, Money{price});
    }
}

TEST(DiscountLimit, HoldsForLineAndBasketTogether) {
    // 3 % and 2 % of the rest are 4.94 %, 3 % and 3 % are 5.91 %.
    Basket basket = of_price(100'000);
    basket.entries[0].discount = percent(3);
    basket.discount = percent(2);
    EXPECT_FALSE(overstep(basket, five));
    basket.discount = percent(3);
    EXPECT_TRUE(overstep(basket, five));
    basket.discount = amount(2'000);
    EXPECT_FALSE(overstep(basket, five));
    basket.discount = amount(2'001);
    EXPECT_TRUE(overstep(basket, five));
    // Also of one line among others, where all of the basket is within it.
    basket.entries.push_back(of_price(900'000).entries[0]);
    basket.entries[1].product.code = "Y";
    basket.entries[0].discount = percent(5);
    basket.discount = percent(1);
    EXPECT_TRUE(overstep(basket, five));
}

TEST(DiscountLimit, IsEachDiscountsOwnAndTheHigherOneForBoth) {
    const PercentMax by_giver = [](const Discount& discount, const Shown&) {
        return discount.given_by == "hoa" ? std::int64_t{100} : std::int64_t{5};
    };
    Basket basket = of_price(100'000);
    basket.entries[0].discount = percent(60);
    EXPECT_TRUE(overstep(basket, by_giver));
    basket.entries[0].discount.given_by = "hoa";
    basket.discount = percent(5);
    EXPECT_FALSE(overstep(basket, by_giver)) << "5 % of what is left are no 5 % of all";
    basket.discount = percent(13);
    EXPECT_TRUE(overstep(basket, by_giver));
}

TEST(DiscountLimit, CountsNoPriceOfAPackOrOfAGiftSet) {
    Basket basket = of_price(10);
    basket.entries[0].discount = amount(9);
    basket.entries[0].discount.of_label = true;
    EXPECT_FALSE(overstep(basket, five));
    const auto shop = catalog();
    const auto set = with_added({}, *shop, *shop->find_code("SET-01"), one_unit, today);
    EXPECT_FALSE(overstep(*set, five)) << "cheaper than its parts by 1.8 %";
    const auto cheaper = with_discount(*set, {}, percent(5));
    EXPECT_FALSE(overstep(*cheaper, five));
}

TEST(Discount, ComesBackFromAHoldWithWhoGaveItAndForWhat) {
    EXPECT_TRUE(rc::check([] {
        Discount discount;
        if (*rc::gen::arbitrary<bool>()) {
            discount.percent = *rc::gen::inRange<std::int64_t>(1, 101);
        } else {
            discount.amount = Money{*rc::gen::inRange<std::int64_t>(1, 1'000'000)};
        }
        discount.given_by = *rc::gen::element<std::string>("", "lan", "minh");
        if (*rc::gen::arbitrary<bool>()) {
            discount.approver = "hoa";
            discount.shown = Shown{
                {{"QNA-001", Money{*rc::gen::inRange<std::int64_t>(0, 1'000'000)}}}, Money{7}};
        }
        const Json json = to_json(discount);
        RC_ASSERT(read_held_discount(Fields{json}) == discount);
    }));
}

TEST(Basket, NotesWhatIsTakenOffAndForgetsTheRestOnceItIsEmpty) {
    const auto shop = catalog();
    auto basket = with_added({}, *shop, *shop->find_code("QNA-002"), Quantity{3'000}, today);
    basket = with_added(std::move(*basket), *shop, *shop->find_code("QNA-003"), one_unit, today);
    basket = with_discount(std::move(*basket), {}, percent(5));
    basket->buyer = Buyer{};
    basket = with_quantity(std::move(*basket), 1, Quantity{1'000});
    EXPECT_EQ(
        basket->removed,
        (std::vector<RemovedGoods>{{"QNA-002", "Trà rừng", Quantity{2'000}, Money{90'000}}})
    );
    EXPECT_EQ(basket->removed_lines, 0);
    const auto held = parse_basket(to_json(*basket), *shop);
    ASSERT_TRUE(held.has_value());
    EXPECT_EQ(held->basket.removed, basket->removed);
    EXPECT_EQ(held->basket.removed_amount, Money{90'000});
    basket = without_line(std::move(*basket), 1);
    basket = without_line(std::move(*basket), 1);
    EXPECT_TRUE(basket->empty());
    EXPECT_EQ(basket->removed_lines, 2);
    EXPECT_EQ(basket->removed_amount, Money{285'000});
    EXPECT_FALSE(basket->discount.given());
    EXPECT_FALSE(basket->buyer.has_value());
}

TEST(Basket, NamesOnlySoManyGoodsThatWereTakenOff) {
    const auto shop = catalog();
    auto basket = with_added({}, *shop, *shop->find_code("QNA-002"), one_unit, today);
    for (std::size_t i = 0; i < removed_goods_max + 10; ++i) {
        Product product = testing::product("P" + std::to_string(i), "P", Money{1'000}, Vat::eight);
        basket = with_added(std::move(*basket), *shop, product, one_unit, today);
        basket = without_line(std::move(*basket), 2);
        ASSERT_TRUE(basket.has_value());
    }
    EXPECT_EQ(basket->removed.size(), removed_goods_max);
    EXPECT_EQ(basket->removed_amount, Money{60'000});
    EXPECT_EQ(basket->removed_lines, 60);
}

} // namespace
} // namespace ocop
