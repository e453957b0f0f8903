#include "catalog-sync/shop_goods.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace ocop::catalog_sync {
namespace {

std::vector<Product> feed() {
    return testing::goods();
}

Product bag(std::string code = "TUI-1") {
    return testing::product(std::move(code), "Túi vải", Money{15'000}, Vat::eight);
}

const Product& find(const ShopGoods& goods, std::string_view code) {
    for (const Product& product : goods.products) {
        if (product.code == code) {
            return product;
        }
    }
    throw std::runtime_error{"no such product"};
}

TEST(ShopGoods, StandBesideTheFeeds) {
    const ShopGoods goods = merge_goods(feed(), {bag()}, {});
    EXPECT_EQ(goods.products.size(), feed().size() + 1);
    EXPECT_EQ(goods.own, 1U);
    EXPECT_TRUE(goods.clashes.empty());
    EXPECT_EQ(find(goods, "TUI-1"), bag());
    EXPECT_EQ(merge_goods(feed(), {}, {}).products, feed());
}

TEST(ShopGoods, GiveWayToTheFeedUnderItsCodeAndSaySo) {
    const ShopGoods goods = merge_goods(feed(), {bag("QNA-002")}, {});
    EXPECT_EQ(find(goods, "QNA-002").name, "Trà rừng");
    EXPECT_EQ(goods.own, 0U);
    ASSERT_EQ(goods.clashes.size(), 1U);
    EXPECT_EQ(
        goods.clashes[0],
        (Clash{Clash::Kind::code, "QNA-002", "Túi vải", "Trà rừng", Money{15'000}, Money{45'000}})
    );
    EXPECT_EQ(
        words(goods.clashes[0], Language::en),
        "Code QNA-002: own goods \"Túi vải\" (15.000) have the code of \"Trà rừng\" (45.000) of "
        "the "
        "feed; the feed's are sold, give your own another code."
    );
}

TEST(ShopGoods, DoNotClashWhereTheyAreTheFeedsOwn) {
    const ShopGoods goods = merge_goods(feed(), feed(), {});
    EXPECT_EQ(goods.products, feed());
    EXPECT_TRUE(goods.clashes.empty());
}

TEST(ShopGoods, LoseABarcodeTheFeedHasAndStillSell) {
    Product own = bag();
    own.gtin = Gtin::parse("8934563138165");
    const ShopGoods goods = merge_goods(feed(), {own}, {});
    ASSERT_EQ(goods.clashes.size(), 1U);
    EXPECT_EQ(goods.clashes[0].kind, Clash::Kind::gtin);
    EXPECT_EQ(goods.clashes[0].feed_name, "Mắm cá cơm");
    EXPECT_FALSE(find(goods, "TUI-1").gtin.has_value());
    EXPECT_TRUE(find(goods, "QNA-001").gtin.has_value());
}

TEST(ShopGoods, MayBeSetsOfTheFeedsGoodsAndSayWhenOneIsGone) {
    Product set = testing::product("GIO-1", "Giỏ nhà", Money{100'000}, Vat::eight);
    set.set_components = {{"QNA-002", Quantity{1000}}, {"TUI-1", Quantity{1000}}};
    EXPECT_TRUE(merge_goods(feed(), {bag(), set}, {}).clashes.empty());
    const ShopGoods without_bag = merge_goods(feed(), {set}, {});
    ASSERT_EQ(without_bag.clashes.size(), 1U);
    EXPECT_EQ(without_bag.clashes[0].kind, Clash::Kind::component);
    EXPECT_EQ(without_bag.clashes[0].product, "GIO-1");
    EXPECT_EQ(without_bag.clashes[0].feed_name, "TUI-1");
}

TEST(OwnPrice, HoldsInsteadOfTheFeedsAndItsDatedOnes) {
    std::vector<Product> dated = feed();
    dated[1].price_list = {{Day{2026, 1, 1}, {}, Money{1'000}}};
    const ShopGoods goods = merge_goods(dated, {}, {{"QNA-002", {Money{43'000}, Money{45'000}}}});
    EXPECT_EQ(price_on(find(goods, "QNA-002"), Day{2026, 11, 22}), Money{43'000});
    EXPECT_EQ(goods.priced, 1U);
    EXPECT_TRUE(goods.clashes.empty());
}

TEST(OwnPrice, SaysWhenTheFeedsPriceChangedUnderItAndWhenItsProductIsGone) {
    const ShopGoods goods = merge_goods(
        feed(),
        {},
        {{"QNA-002", {Money{43'000}, Money{44'000}}}, {"GONE-1", {Money{9'000}, Money{10'000}}}}
    );
    EXPECT_EQ(find(goods, "QNA-002").price, Money{43'000});
    ASSERT_EQ(goods.clashes.size(), 2U);
    EXPECT_EQ(goods.clashes[0].kind, Clash::Kind::no_product);
    EXPECT_EQ(goods.clashes[0].product, "GONE-1");
    EXPECT_EQ(goods.clashes[1].kind, Clash::Kind::price);
    EXPECT_EQ(goods.clashes[1].feed, Money{45'000});
}

TEST(OwnPrice, SurvivesOnDiskAndRefusesAFileThatIsNotItsOwn) {
    const ScratchFolder folder;
    EXPECT_EQ(load_own_prices(folder.path())->size(), 0U);
    const OwnPrices prices{{"QNA-002", {Money{43'000}, Money{45'000}}}};
    ASSERT_TRUE(store_own_prices(folder.path(), prices).has_value());
    EXPECT_EQ(load_own_prices(folder.path()), prices);
    for (const char* text :
         {"", "[]", R"({"v":1})", R"({"prices":{"A":1}})", R"({"prices":{"A":{}}})"}) {
        std::ofstream{folder.path() / "own-prices.json"} << text;
        const auto loaded = load_own_prices(folder.path());
        ASSERT_FALSE(loaded.has_value()) << text;
        EXPECT_EQ(loaded.error().code, FailureCode::corrupt) << text;
    }
}

} // namespace
} // namespace ocop::catalog_sync
