#include "catalog-sync/local_store.hpp"
#include "catalog-sync/own_prices.hpp"
#include "catalog-sync/shop_catalog.hpp"
#include "tests/catalog-sync/feed_fixture.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

namespace ocop::catalog_sync {
namespace {

using ::testing::HasSubstr;
using Part = CatalogFault::Part;

TEST(ShopCatalog, IsEmptyWhereThereIsNeitherFeedNorOwnGoods) {
    const ScratchFolder folder;
    const auto shop = load_shop_catalog(folder.path());
    EXPECT_EQ(shop.catalog->size(), 0U);
    EXPECT_EQ(shop.catalog->version(), 0);
    EXPECT_TRUE(shop.faults.empty());
}

TEST(ShopCatalog, SellsOwnGoodsWhereThereIsNoFeed) {
    const ScratchFolder folder;
    ASSERT_TRUE(store_goods(folder.path(), testing::goods()).has_value());
    const auto shop = load_shop_catalog(folder.path());
    EXPECT_EQ(shop.catalog->version(), 1);
    EXPECT_EQ(shop.own, testing::goods().size());
    EXPECT_FALSE(shop.feed.has_value());
    EXPECT_TRUE(shop.faults.empty());
}

/// A till with two versions of the feed, two of its own goods, and an own price: 34.000 for the
/// feed's first product, 100.000 there.
class DamagedCatalog : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(world.publish(products_of(5)));
        ASSERT_TRUE(world.sync());
        ASSERT_TRUE(world.publish(products_of(7)));
        ASSERT_TRUE(world.sync());
        ASSERT_TRUE(store_goods(world.till(), own(1)));
        ASSERT_TRUE(store_goods(world.till(), own(2)));
        ASSERT_TRUE(store_own_prices(world.till(), prices));
        const auto whole = load_shop_catalog(world.till());
        ASSERT_TRUE(whole.faults.empty());
        ASSERT_EQ(whole.catalog->size(), 9U);
        ASSERT_EQ(price(whole), Money{34'000});
    }

    static std::vector<Product> own(int count) {
        std::vector<Product> goods;
        for (int i = 0; i < count; ++i) {
            goods.push_back(product_of(900 + i));
        }
        return goods;
    }

    static Money price(const ShopCatalog& shop) {
        const Product* product = shop.catalog->find_code("QNA-100000");
        return product != nullptr ? product->price : Money{};
    }

    void damage(const std::string& name) const {
        std::ofstream{world.till() / name, std::ios::binary} << "not as it was";
    }

    void lose(const std::string& name) const { std::filesystem::remove(world.till() / name); }

    /// Loads, and sees that nothing was changed by it.
    [[nodiscard]] ShopCatalog loaded() const {
        const auto before = tree_of(world.till());
        ShopCatalog shop = load_shop_catalog(world.till());
        EXPECT_EQ(tree_of(world.till()), before);
        for (const CatalogFault& fault : shop.faults) {
            for (const Language language : {Language::vi, Language::en}) {
                EXPECT_THAT(words(fault, language), HasSubstr(fault.failure.where));
            }
        }
        return shop;
    }

    /// The one fault of a catalogue that has one.
    static CatalogFault fault_of(const ShopCatalog& shop) {
        EXPECT_EQ(shop.faults.size(), 1U);
        return shop.faults.empty() ? CatalogFault{} : shop.faults.front();
    }

    const OwnPrices prices{{"QNA-100000", {Money{34'000}, Money{100'000}}}};
    const FeedWorld world;
};

TEST_F(DamagedCatalog, SellsTheFeedsVersionBeforeWhereTheNewestIsDamaged) {
    damage("feed-000002.db");
    const auto shop = loaded();
    EXPECT_EQ(shop.feed->version, 1);
    EXPECT_EQ(shop.catalog->size(), 5U + 2U);
    EXPECT_EQ(price(shop), Money{34'000});
    const CatalogFault fault = fault_of(shop);
    EXPECT_EQ(fault.part, Part::feed);
    EXPECT_EQ(fault.stand_in, 1);
    EXPECT_THAT(words(fault, Language::en), HasSubstr("version 1"));
    EXPECT_THAT(words(fault, Language::en), HasSubstr("ocop catalog sync"));
    // A good sync puts it right.
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_TRUE(loaded().faults.empty());
    EXPECT_EQ(loaded().catalog->size(), 9U);
}

TEST_F(DamagedCatalog, SellsTheShopsOwnGoodsWhereNothingOfTheFeedIsWhole) {
    damage("feed-000002.db");
    damage("feed-000001.db");
    const auto shop = loaded();
    EXPECT_FALSE(shop.feed);
    EXPECT_EQ(shop.catalog->size(), 2U);
    EXPECT_EQ(fault_of(shop).stand_in, std::nullopt);
    EXPECT_THAT(words(fault_of(shop), Language::en), HasSubstr("cannot be sold meanwhile"));
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(loaded().catalog->size(), 9U);
    EXPECT_TRUE(loaded().faults.empty());
}

TEST_F(DamagedCatalog, SellsTheFeedsGoodsWhereTheOwnAreDamaged) {
    damage("catalog-000002.db");
    const auto shop = loaded();
    EXPECT_EQ(shop.own_version, 1) << "the version before stands in";
    EXPECT_EQ(shop.catalog->size(), 7U + 1U);
    EXPECT_EQ(fault_of(shop).part, Part::own_goods);
    damage("catalog-000001.db");
    EXPECT_EQ(loaded().catalog->size(), 7U);
    EXPECT_EQ(fault_of(loaded()).stand_in, std::nullopt);
    // A good import puts it right.
    EXPECT_EQ(store_goods(world.till(), own(2)), 3);
    EXPECT_TRUE(loaded().faults.empty());
}

TEST_F(DamagedCatalog, SellsTheNewestVersionWhereTheLineThatNamesItIsDamagedOrLost) {
    for (const char* pointer : {"feed.current", "catalog.current"}) {
        damage(pointer);
        EXPECT_EQ(loaded().catalog->size(), 9U) << pointer;
        EXPECT_EQ(loaded().faults.size(), 1U) << pointer;
        lose(pointer);
        EXPECT_EQ(loaded().catalog->size(), 9U) << pointer;
        EXPECT_THAT(words(fault_of(loaded()), Language::en), HasSubstr("lost a file"));
        ASSERT_EQ(fault_in(world.sync()), "");
        ASSERT_TRUE(store_goods(world.till(), own(2)));
        EXPECT_TRUE(loaded().faults.empty()) << pointer;
    }
}

TEST_F(DamagedCatalog, KeepsTheOwnPricesOfTheCopyWhereTheirFileIsDamagedOrLost) {
    for (const bool is_lost : {false, true}) {
        is_lost ? lose("own-prices.json") : damage("own-prices.json");
        const auto shop = loaded();
        EXPECT_EQ(price(shop), Money{34'000});
        EXPECT_EQ(fault_of(shop).part, Part::own_prices);
        EXPECT_TRUE(fault_of(shop).stand_in);
        EXPECT_THAT(words(fault_of(shop), Language::en), HasSubstr("the copy"));
    }
    ASSERT_TRUE(store_own_prices(world.till(), prices));
    EXPECT_TRUE(loaded().faults.empty());
    damage("own-prices.copy.json");
    EXPECT_TRUE(loaded().faults.empty()) << "the copy stands in for nothing now";
}

TEST_F(DamagedCatalog, SaysLoudlyThatTheFeedsPricesHoldWhereNoOwnPriceIsKnown) {
    damage("own-prices.json");
    damage("own-prices.copy.json");
    const auto shop = loaded();
    EXPECT_EQ(price(shop), Money{100'000});
    EXPECT_EQ(fault_of(shop).stand_in, std::nullopt);
    EXPECT_THAT(words(fault_of(shop), Language::en), HasSubstr("FEED'S PRICES"));
    EXPECT_THAT(words(fault_of(shop), Language::vi), HasSubstr("GIÁ DANH MỤC"));
}

TEST_F(DamagedCatalog, NoticesAnOwnPriceWithAnotherFigureThanWasWritten) {
    std::string text = bytes_of(world.till() / "own-prices.json");
    text.replace(text.find("34000"), 5, "94000");
    std::ofstream{world.till() / "own-prices.json"} << text;
    EXPECT_EQ(price(loaded()), Money{34'000}) << "the copy's";
    EXPECT_EQ(loaded().faults.size(), 1U);
}

TEST_F(DamagedCatalog, OpensWithoutGoodsWhereNothingIsWhole) {
    for (const auto& [name, bytes] : tree_of(world.till())) {
        damage(name);
    }
    const auto shop = loaded();
    EXPECT_EQ(shop.catalog->size(), 0U);
    EXPECT_EQ(shop.faults.size(), 2U) << "prices of goods that are not there are none's";
}

TEST_F(DamagedCatalog, TellsADiskThatCannotBeReadFromDamage) {
    const CatalogFault unread{Part::feed, {FailureCode::disk_error, "why", "where"}, {}};
    EXPECT_THAT(words(unread, Language::en), HasSubstr("cannot be read"));
    const CatalogFault damaged{Part::feed, {FailureCode::corrupt, "why", "where"}, {}};
    EXPECT_THAT(words(damaged, Language::en), HasSubstr("is damaged"));
    // A folder in the file's place gives EISDIR.
    lose("own-prices.json");
    std::filesystem::create_directory(world.till() / "own-prices.json");
    EXPECT_NE(fault_of(loaded()).failure.code, FailureCode::corrupt);
    EXPECT_EQ(price(loaded()), Money{34'000});
}

TEST(VersionedFiles, KeepTheVersionBeforeHoweverFarBackItIs) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(3)));
    ASSERT_TRUE(world.sync());
    for (int count = 4; count < 8; ++count) {
        ASSERT_TRUE(world.publish(products_of(count)));
    }
    ASSERT_TRUE(world.sync());
    ASSERT_TRUE(world.sync()); // nothing new
    EXPECT_EQ(*feed_files(world.till()).versions(), (std::vector<std::int64_t>{5, 1}));
    ASSERT_TRUE(world.publish(products_of(9)));
    ASSERT_TRUE(world.sync());
    EXPECT_EQ(*feed_files(world.till()).versions(), (std::vector<std::int64_t>{6, 5}));
}

} // namespace
} // namespace ocop::catalog_sync
