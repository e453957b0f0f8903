#include "catalog-sync/local_store.hpp"
#include "catalog-sync/shop_catalog.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"
#include "tests/core/goods.hpp"

#include <gtest/gtest.h>

namespace ocop::catalog_sync {
namespace {

TEST(ShopCatalog, IsMissingWhereThereIsNeitherFeedNorOwnGoods) {
    const ScratchFolder folder;
    const auto shop = load_shop_catalog(folder.path());
    ASSERT_FALSE(shop.has_value());
    EXPECT_EQ(shop.error().code, FailureCode::missing);
}

TEST(ShopCatalog, SellsOwnGoodsWhereThereIsNoFeed) {
    const ScratchFolder folder;
    ASSERT_TRUE(store_goods(folder.path(), testing::goods()).has_value());
    const auto shop = load_shop_catalog(folder.path());
    ASSERT_TRUE(shop.has_value());
    EXPECT_EQ(shop->catalog->version(), 1);
    EXPECT_EQ(shop->own, testing::goods().size());
    EXPECT_FALSE(shop->feed.has_value());
}

TEST(ShopCatalog, IsCorruptWhereOneOfItsFilesIs) {
    const ScratchFolder folder;
    ASSERT_TRUE(store_goods(folder.path(), testing::goods()).has_value());
    folder.write("feed.current", "feed-000001.db\n");
    folder.write("feed-000001.db", "no database");
    const auto shop = load_catalog(folder.path());
    ASSERT_FALSE(shop.has_value());
    EXPECT_NE(shop.error().code, FailureCode::missing);
}

} // namespace
} // namespace ocop::catalog_sync
