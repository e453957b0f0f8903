#include "pos/core/basket.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>

namespace ocop {
namespace {

using testing::catalog;

constexpr Day today{2026, 11, 22};

Basket with(std::initializer_list<std::pair<const char*, std::int64_t>> goods) {
    static const auto shop = catalog();
    Basket basket;
    for (const auto& [code, thousandths] : goods) {
        auto added = with_added(
            std::move(basket), *shop, *shop->find_code(code), Quantity{thousandths}, today
        );
        EXPECT_TRUE(added.has_value());
        basket = std::move(*added);
    }
    return basket;
}

PricedBasket priced(const Basket& basket) {
    return price(basket, today, VatRules{});
}

RefusalCode refusal(const Expected<Basket, Refusal>& basket) {
    EXPECT_FALSE(basket.has_value());
    return basket.error().code;
}

TEST(Basket, RaisesTheLineWhenAProductIsScannedAgain) {
    const auto lines = priced(with({{"QNA-001", 1500}, {"QNA-002", 1000}, {"QNA-001", 500}})).lines;
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].quantity, Quantity{2000});
    EXPECT_EQ(lines[0].gross, Money{240'000});
}

TEST(Basket, DescribesALineWithAllAReportNeeds) {
    const SaleLine line = priced(with({{"QNA-001", 1500}})).lines.front();
    EXPECT_EQ(line.gtin, "08934563138165");
    EXPECT_EQ(line.gross, Money{180'000});
    EXPECT_EQ(line.vat, Money{13'333});
    EXPECT_EQ(line.stars, 4);
    EXPECT_EQ(line.certificate, CertificateState::expiring);
    EXPECT_EQ(line.group, "9");
    EXPECT_EQ(line.cost_ex_vat, Money{100'000});
    EXPECT_EQ(line.producer_cost, Money{90'000});
    EXPECT_EQ(line.consignment_price_ex_vat, Money{100'000});
}

TEST(Basket, AsksExactlyThePricePrintedOnAPack) {
    const auto shop = catalog();
    const Product& sauce = *shop->find_code("QNA-001"); // by the kg, 120,000 đ
    rc::check("a pack's line comes to its label", [&] {
        PackLabel label{Money{*rc::gen::inRange<std::int64_t>(1, 50'000'000)}, {}, {}, {}};
        if (*rc::gen::arbitrary<bool>()) {
            label.measure = Quantity{*rc::gen::inRange<std::int64_t>(1, 99'999)};
        }
        const auto basket = with_pack({}, *shop, sauce, label, today);
        if (!basket) { // under half a gram for its price, or beyond what a line may hold
            RC_ASSERT(!label.measure);
            return;
        }
        const SaleLine line = priced(*basket).lines.front();
        RC_ASSERT(line.net == label.price);
        RC_ASSERT(line.discount >= Money{});
        RC_ASSERT(line.discount.vnd() <= line.quantity.thousandths() / 1000 + 1);
        if (label.measure) {
            RC_ASSERT(line.quantity == *label.measure);
        }
    });
}

TEST(Basket, TakesTheMeasureOfAPackFromItsPriceWhereTheLabelHasNone) {
    const auto shop = catalog();
    const auto basket = with_pack(
        {}, *shop, *shop->find_code("QNA-001"), PackLabel{Money{58'200}, {}, "L1", {}}, today
    );
    ASSERT_TRUE(basket.has_value());
    const SaleLine line = priced(*basket).lines.front();
    EXPECT_EQ(line.quantity, Quantity{485});
    EXPECT_EQ(line.unit_price, Money{120'000});
    EXPECT_EQ(line.discount, Money{});
    EXPECT_EQ(line.lot, "L1");
    const auto box = with_pack(
        *basket, *shop, *shop->find_code("QNA-002"), PackLabel{Money{39'000}, {}, {}, {}}, today
    );
    EXPECT_EQ(priced(*box).lines.back().quantity, one_unit) << "a box is a box";
    EXPECT_EQ(priced(*box).lines.back().net, Money{39'000});
    const auto twice = with_pack(
        *box, *shop, *shop->find_code("QNA-001"), PackLabel{Money{58'200}, {}, "L1", {}}, today
    );
    EXPECT_EQ(priced(*twice).lines.size(), 3U) << "each pack is a line of its own";
}

TEST(Basket, RefusesAPackWithoutAPriceAndASetWithOne) {
    const auto shop = catalog();
    const PackLabel label{Money{10'000}, {}, {}, {}};
    const Product& sauce = *shop->find_code("QNA-001");
    EXPECT_EQ(refusal(with_pack({}, *shop, sauce, {}, today)), RefusalCode::no_price);
    EXPECT_EQ(
        refusal(with_pack({}, *shop, *shop->find_code("SET-01"), label, today)),
        RefusalCode::no_price
    );
    EXPECT_EQ(
        refusal(with_pack({}, *shop, sauce, {amount_max + Money{1}, {}, {}, {}}, today)),
        RefusalCode::amount_too_big
    );
    EXPECT_EQ(
        refusal(with_pack({}, *shop, *shop->find_code("QNA-006"), label, today)),
        RefusalCode::inactive_product
    );
}

TEST(Basket, MovesLaterLinesUpWhenOneIsRemoved) {
    const auto left =
        without_line(with({{"QNA-001", 1000}, {"QNA-002", 1000}, {"QNA-003", 1000}}), 2);
    ASSERT_TRUE(left.has_value());
    const auto lines = priced(*left).lines;
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].line, 2);
    EXPECT_EQ(lines[1].product, "QNA-003");
    EXPECT_EQ(left->removed_lines, 1);
}

TEST(Basket, RefusesQuantitiesThatCannotBe) {
    const auto shop = catalog();
    const Product& box = *shop->find_code("QNA-002");
    EXPECT_EQ(refusal(with_added({}, *shop, box, Quantity{0}, today)), RefusalCode::quantity_zero);
    EXPECT_EQ(
        refusal(with_added({}, *shop, box, Quantity{-1000}, today)), RefusalCode::quantity_zero
    );
    EXPECT_EQ(
        refusal(with_added({}, *shop, box, Quantity{1500}, today)), RefusalCode::quantity_fraction
    );
    EXPECT_EQ(
        refusal(with_added({}, *shop, box, quantity_max + Quantity{1}, today)),
        RefusalCode::quantity_too_big
    );
    EXPECT_EQ(
        refusal(with_added(with({{"QNA-002", 9'999'000}}), *shop, box, one_unit, today)),
        RefusalCode::quantity_too_big
    );
    EXPECT_EQ(
        refusal(with_added({}, *shop, *shop->find_code("QNA-006"), one_unit, today)),
        RefusalCode::inactive_product
    );
    EXPECT_EQ(
        refusal(with_quantity(with({{"QNA-002", 1000}}), 2, one_unit)), RefusalCode::unknown_line
    );
    EXPECT_EQ(refusal(without_line(Basket{}, 1)), RefusalCode::unknown_line);
}

TEST(Basket, TakesALineDiscountOffAndLetsAPercentageFollowTheLine) {
    auto basket = with_discount(with({{"QNA-001", 1500}}), 1, Discount{10, {}, "khách quen", {}});
    ASSERT_TRUE(basket.has_value());
    const SaleLine line = priced(*basket).lines.front();
    EXPECT_EQ(line.discount, Money{18'000});
    EXPECT_EQ(line.net, Money{162'000});
    EXPECT_EQ(line.vat, Money{12'000});
    basket = with_quantity(std::move(*basket), 1, Quantity{3000});
    EXPECT_EQ(priced(*basket).lines.front().discount, Money{36'000});
    basket = with_discount(std::move(*basket), 1, Discount{5, {}, "", {}});
    EXPECT_EQ(priced(*basket).lines.front().discount, Money{18'000});
    basket = with_discount(std::move(*basket), 1, Discount{{}, Money{0}, "", {}});
    EXPECT_EQ(priced(*basket).lines.front().discount, Money{0});
    basket = with_discount(std::move(*basket), {}, Discount{5, {}, "", {}});
    basket = with_discount(std::move(*basket), {}, Discount{0, {}, "", {}});
    ASSERT_TRUE(basket.has_value());
    EXPECT_FALSE(basket->discount.given()) << "0 percent is none";
}

TEST(Basket, SharesABasketDiscountByLargestRemainder) {
    auto basket = with_discount(
        with({{"QNA-002", 1000}, {"QNA-003", 1000}, {"QNA-004", 1000}}),
        {},
        Discount{{}, Money{10'000}, "", {}}
    );
    ASSERT_TRUE(basket.has_value());
    const auto result = priced(*basket);
    EXPECT_EQ(result.lines[0].basket_discount, Money{2143});
    EXPECT_EQ(result.lines[1].basket_discount, Money{7143});
    EXPECT_EQ(result.lines[2].basket_discount, Money{714});
    EXPECT_EQ(result.total, Money{200'000});
}

TEST(Basket, RefusesDiscountsThatCannotBe) {
    const auto goods = [] { return with({{"QNA-002", 1000}}); };
    EXPECT_EQ(
        refusal(with_discount(goods(), 1, Discount{-1, {}, "", {}})), RefusalCode::discount_percent
    );
    EXPECT_EQ(
        refusal(with_discount(goods(), 1, Discount{101, {}, "", {}})), RefusalCode::discount_percent
    );
    EXPECT_EQ(refusal(with_discount(goods(), 1, Discount{})), RefusalCode::discount_percent);
    EXPECT_EQ(
        refusal(with_discount(goods(), 1, Discount{5, Money{1}, "", {}})),
        RefusalCode::discount_percent
    );
    EXPECT_EQ(
        refusal(with_discount(goods(), 1, Discount{{}, Money{45'001}, "", {}})),
        RefusalCode::discount_too_big
    );
    EXPECT_EQ(
        refusal(with_discount(goods(), {}, Discount{{}, Money{-1}, "", {}})),
        RefusalCode::amount_not_positive
    );
    EXPECT_EQ(
        refusal(with_discount(goods(), 2, Discount{5, {}, "", {}})), RefusalCode::unknown_line
    );
    EXPECT_EQ(refusal(with_discount({}, {}, Discount{5, {}, "", {}})), RefusalCode::basket_empty);
    EXPECT_EQ(
        refusal(with_discount(with({{"SET-01", 1000}}), 2, Discount{5, {}, "", {}})),
        RefusalCode::discount_of_set
    );
}

TEST(GiftSet, StandsAsItsComponentsWhoseNetsAddUpToItsPrice) {
    const auto result = priced(with({{"SET-01", 2000}}));
    ASSERT_EQ(result.lines.size(), 3U);
    // List prices 180,000 + 300,000 + 70,000 = 550,000 for two sets sold at 540,000.
    EXPECT_EQ(result.lines[0].quantity, Quantity{4000});
    EXPECT_EQ(result.lines[0].gross, Money{180'000});
    EXPECT_EQ(result.lines[0].net, Money{176'727});
    EXPECT_EQ(result.lines[1].net, Money{294'546});
    EXPECT_EQ(result.lines[2].net, Money{68'727});
    EXPECT_EQ(result.total, Money{540'000});
    ASSERT_TRUE(result.lines[2].set.has_value());
    EXPECT_EQ(*result.lines[2].set, (SetOfLine{"SET-01", 1, Quantity{2000}, Money{270'000}}));
    EXPECT_EQ(result.lines[2].vat_rate, Vat::direct_method);
}

TEST(GiftSet, WhosePartsWereShiftedAgainstEachOtherIsFound) {
    const auto result = priced(with({{"SET-01", 1000}}));
    SaleBody body;
    body.number = "T-000001";
    body.lines = result.lines;
    const auto finish = [&body] {
        body.total = Money{};
        for (SaleLine& line : body.lines) {
            line.net = line.gross - line.discount - line.basket_discount;
            line.vat = vat_within(line.net, line.vat_rate);
            body.total += line.net;
        }
        body.vat = vat_rows(body.lines);
        body.tenders = {{"cash", body.total}};
    };
    finish();
    EXPECT_FALSE(check_sums(body).has_value());
    body.lines[0].discount += Money{1000};
    finish();
    EXPECT_EQ(check_sums(body)->what, "gift set 1 does not add up to its price");
}

TEST(GiftSet, IsOneThingToTheCashierWhicheverOfItsLinesIsNamed) {
    const auto more = with_quantity(with({{"QNA-004", 1000}, {"SET-01", 1000}}), 3, Quantity{3000});
    ASSERT_TRUE(more.has_value());
    EXPECT_EQ(priced(*more).lines[1].quantity, Quantity{6000});
    const auto none = without_line(*more, 4);
    ASSERT_TRUE(none.has_value());
    EXPECT_EQ(priced(*none).lines.size(), 1U);
    EXPECT_EQ(refusal(with_quantity(*more, 2, Quantity{500})), RefusalCode::quantity_fraction);
}

TEST(GiftSet, DearerThanItsPartsHasNegativeDiscounts) {
    std::vector<Product> goods = testing::goods();
    goods.back().price = Money{400'000};
    const Catalog dear{1, goods};
    const auto basket = with_added({}, dear, *dear.find_code("SET-01"), one_unit, today);
    const auto result = priced(*basket);
    EXPECT_LT(result.lines[0].discount, Money{0});
    EXPECT_EQ(result.total, Money{400'000});
}

TEST(GiftSet, IsRefusedWhereTheCatalogueLacksAComponent) {
    std::vector<Product> goods = testing::goods();
    goods.erase(goods.begin() + 1);
    const Catalog broken{1, goods};
    EXPECT_EQ(
        refusal(with_added({}, broken, *broken.find_code("SET-01"), one_unit, today)),
        RefusalCode::sets_in_set
    );
}

TEST(Basket, KeepsItsPricesThroughAHoldThoughTheCatalogueChanged) {
    auto basket = with_discount(
        with({{"QNA-001", 1500}, {"SET-01", 2000}}), {}, Discount{{}, Money{7777}, "hội chợ", "hoa"}
    );
    ASSERT_TRUE(basket.has_value());
    std::vector<Product> dearer = testing::goods();
    for (Product& product : dearer) {
        product.price += Money{50'000};
    }
    const auto back = parse_basket(to_json(*basket), Catalog{43, dearer});
    ASSERT_TRUE(back.has_value());
    EXPECT_TRUE(back->gone.empty());
    EXPECT_EQ(priced(back->basket).lines, priced(*basket).lines);
}

TEST(Basket, KeepsWhatItHoldsThoughTheGoodsLeftTheCatalogue) {
    auto basket = with_discount(
        with({{"QNA-001", 1500}, {"QNA-002", 1000}, {"SET-01", 2000}}),
        {},
        Discount{{}, Money{7777}, "hội chợ", "hoa"}
    );
    ASSERT_TRUE(basket.has_value());
    const auto back = parse_basket(to_json(*basket), Catalog{44, {}});
    ASSERT_TRUE(back.has_value());
    EXPECT_TRUE(back->gone.empty());
    EXPECT_EQ(
        back->vanished,
        (std::vector<std::string>{
            "Mắm cá cơm", "Trà rừng", "Giỏ quà Tết", "Trà rừng", "Rượu gạo", "Bánh tổ"})
    );
    EXPECT_EQ(priced(back->basket).lines, priced(*basket).lines);
    EXPECT_EQ(priced(back->basket).total, priced(*basket).total);
}

TEST(Basket, RefusesAHoldWithAmountsThatCannotBe) {
    const Json whole = to_json(with({{"QNA-002", 1000}}));
    for (const auto& [key, value] : std::vector<std::pair<const char*, std::int64_t>>{
             {"quantity", 0}, {"quantity", -1000}, {"quantity", 10'000'000}, {"price", -1}}) {
        Json bent = whole;
        bent["entries"][0][key] = value;
        EXPECT_FALSE(parse_basket(bent, *catalog()).has_value()) << key << ' ' << value;
    }
}

/// As an older version kept it, without what goods were.
Json without_facts(Json basket) {
    for (Json& entry : basket["entries"]) {
        entry.erase("facts");
        for (Json& part : entry["components"]) {
            part.erase("facts");
        }
    }
    return basket;
}

TEST(Basket, OfAnOlderVersionComesBackWithoutTheGoodsThatLeftTheCatalogue) {
    auto basket = with_discount(
        with({{"QNA-001", 1500}, {"QNA-002", 1000}, {"SET-01", 2000}}),
        {},
        Discount{{}, Money{7777}, "hội chợ", "hoa"}
    );
    ASSERT_TRUE(basket.has_value());
    std::vector<Product> left = testing::goods();
    std::erase_if(left, [](const Product& product) { return product.code == "QNA-002"; });
    const auto back = parse_basket(without_facts(to_json(*basket)), Catalog{43, left});
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->gone, (std::vector<std::string>{"QNA-002", "SET-01"}));
    ASSERT_FALSE(back->basket.entries.empty());
    EXPECT_EQ(back->basket.entries[0].product.code, "QNA-001");
    EXPECT_FALSE(back->basket.discount.given()); // the amount was given for more goods
    const auto nothing = parse_basket(without_facts(to_json(*basket)), Catalog{44, {}});
    ASSERT_TRUE(nothing.has_value());
    EXPECT_TRUE(nothing->basket.empty());
    const auto broken = parse_basket(Json::object(), Catalog{44, {}});
    ASSERT_FALSE(broken.has_value());
    EXPECT_EQ(broken.error().code, RefusalCode::bad_action);
}

/// Any basket of up to ten different goods with discounts that are allowed.
Basket random_basket() {
    const auto shop = catalog();
    Basket basket;
    const auto picks =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6)));
    static const std::vector<const char*> codes{
        "QNA-001", "QNA-002", "QNA-003", "QNA-004", "QNA-005", "SET-01"};
    for (const int pick : picks) {
        const Product& product = *shop->find_code(codes[static_cast<std::size_t>(pick)]);
        const auto units = *rc::gen::inRange<std::int64_t>(1, 50);
        const auto part = product.unit == "kg" ? *rc::gen::inRange<std::int64_t>(0, 1000) : 0;
        basket =
            *with_added(std::move(basket), *shop, product, Quantity{units * 1000 + part}, today);
        if (!product.is_set() && *rc::gen::inRange(0, 3) == 0) {
            basket.entries.back().discount = {};
            for (BasketEntry& entry : basket.entries) {
                if (!entry.product.is_set()) {
                    entry.discount.percent = *rc::gen::inRange<std::int64_t>(1, 101);
                }
            }
        }
    }
    if (*rc::gen::arbitrary<bool>()) {
        basket.discount.percent = *rc::gen::inRange<std::int64_t>(1, 101);
    }
    return basket;
}

TEST(Basket, AddsUpToTheDongWhateverIsInIt) {
    EXPECT_TRUE(rc::check([] {
        const Basket basket = random_basket();
        RC_PRE(!check_basket(basket).has_value());
        const PricedBasket result = priced(basket);
        SaleBody body;
        body.number = "T-000001";
        body.lines = result.lines;
        body.total = result.total;
        body.vat = vat_rows(result.lines);
        body.tenders = {{"cash", result.total}};
        const auto fault = check_sums(body);
        RC_ASSERT(!fault.has_value());
        Money basket_off;
        for (const SaleLine& line : result.lines) {
            basket_off += line.basket_discount;
            RC_ASSERT(line.net >= Money{0});
        }
        RC_ASSERT(basket_off == basket.discount.of(result.before_discount));
    }));
}

} // namespace
} // namespace ocop
