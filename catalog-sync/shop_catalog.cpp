#include "catalog-sync/shop_catalog.hpp"

#include "catalog-sync/feed_store.hpp"
#include "catalog-sync/local_store.hpp"

#include <utility>

namespace ocop::catalog_sync {

namespace {

/// A layer that is not there is no failure as long as the other one is.
bool is_missing(const Expected<CatalogFile, Failure>& layer) {
    return !layer && layer.error().code == FailureCode::missing;
}

} // namespace

Expected<ShopCatalog, Failure> load_shop_catalog(const std::filesystem::path& data_folder) {
    auto feed = load_feed(data_folder);
    auto own = load_own_goods(data_folder);
    if ((!feed && !is_missing(feed)) || (is_missing(feed) && !own)) {
        return Unexpected{!is_missing(feed) ? feed.error() : own.error()};
    }
    if (!own && !is_missing(own)) {
        return Unexpected{own.error()};
    }
    ShopCatalog shop;
    if (own) {
        shop.own_version = own->meta.version;
    }
    if (!feed) {
        shop.own = own->products.size();
        shop.catalog = std::make_shared<const Catalog>(own->meta.version, std::move(own->products));
        return shop;
    }
    const auto prices = load_own_prices(data_folder);
    if (!prices) {
        return Unexpected{prices.error()};
    }
    shop.feed = feed->meta;
    ShopGoods goods = merge_goods(
        std::move(feed->products), own ? std::move(own->products) : std::vector<Product>{}, *prices
    );
    shop.own = goods.own;
    shop.priced = goods.priced;
    shop.clashes = std::move(goods.clashes);
    shop.catalog = std::make_shared<const Catalog>(feed->meta.version, std::move(goods.products));
    return shop;
}

Expected<std::shared_ptr<const Catalog>, Failure>
load_catalog(const std::filesystem::path& data_folder) {
    auto shop = load_shop_catalog(data_folder);
    if (!shop) {
        return Unexpected{std::move(shop.error())};
    }
    return std::move(shop->catalog);
}

} // namespace ocop::catalog_sync
