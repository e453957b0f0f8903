#include "catalog-sync/shop_catalog.hpp"

#include "catalog-sync/feed_store.hpp"
#include "catalog-sync/local_store.hpp"

#include <functional>
#include <utility>

namespace ocop::catalog_sync {

namespace {

using Part = CatalogFault::Part;
using LoadVersion = std::function<Expected<CatalogFile, Failure>(std::int64_t version)>;

/// The newest version but `damaged` that is whole.
std::optional<CatalogFile> stand_in(
    const std::vector<std::int64_t>& versions,
    std::optional<std::int64_t> damaged,
    const LoadVersion& load
) {
    for (const std::int64_t version : versions) {
        if (version == damaged) {
            continue;
        }
        if (auto file = load(version)) {
            return std::move(*file);
        }
    }
    return std::nullopt;
}

GoodsLayer load_layer(const VersionedFiles& files, Part part, const LoadVersion& load) {
    const auto current = files.current();
    auto file = current ? load(*current) : Unexpected{current.error()};
    if (file) {
        return {std::move(*file), std::nullopt};
    }
    const auto versions = files.versions().value_or(std::vector<std::int64_t>{});
    Failure failure = std::move(file.error());
    if (!current && failure.code == FailureCode::missing) {
        if (versions.empty()) {
            return {};
        }
        failure.what = "it was there before";
    }
    GoodsLayer layer;
    layer.file = stand_in(versions, current ? std::optional{*current} : std::nullopt, load);
    layer.fault = CatalogFault{part, std::move(failure), std::nullopt};
    if (layer.file) {
        layer.fault->stand_in = layer.file->meta.version;
    }
    return layer;
}

/// The shop's own prices; what is not known of them is put with the faults.
OwnPrices prices_of(const std::filesystem::path& data_folder, std::vector<CatalogFault>& faults) {
    KnownPrices known = known_own_prices(data_folder);
    if (known.fault) {
        faults.push_back(
            {Part::own_prices,
             std::move(*known.fault),
             known.from_copy ? std::optional<std::int64_t>{1} : std::nullopt}
        );
    }
    return std::move(known.prices);
}

} // namespace

GoodsLayer load_feed_layer(const std::filesystem::path& data_folder) {
    const VersionedFiles files = feed_files(data_folder);
    return load_layer(files, Part::feed, [&](std::int64_t version) {
        return load_feed_version(files, version);
    });
}

GoodsLayer load_own_layer(const std::filesystem::path& data_folder) {
    const VersionedFiles files = own_files(data_folder);
    return load_layer(files, Part::own_goods, [&](std::int64_t version) {
        return files.load(version);
    });
}

ShopCatalog load_shop_catalog(const std::filesystem::path& data_folder) {
    ShopCatalog shop;
    GoodsLayer feed = load_feed_layer(data_folder);
    GoodsLayer own = load_own_layer(data_folder);
    for (auto* layer : {&feed, &own}) {
        if (layer->fault) {
            shop.faults.push_back(std::move(*layer->fault));
        }
    }
    if (own.file) {
        shop.own_version = own.file->meta.version;
    }
    if (!feed.file && !own.file) {
        return shop;
    }
    const OwnPrices prices = prices_of(data_folder, shop.faults);
    if (feed.file) {
        shop.feed = feed.file->meta;
    }
    const std::int64_t version = feed.file ? feed.file->meta.version : own.file->meta.version;
    ShopGoods goods = merge_goods(
        feed.file ? std::move(feed.file->products) : std::vector<Product>{},
        own.file ? std::move(own.file->products) : std::vector<Product>{},
        prices
    );
    shop.own = goods.own;
    shop.priced = goods.priced;
    shop.clashes = std::move(goods.clashes);
    shop.catalog = std::make_shared<const Catalog>(version, std::move(goods.products));
    return shop;
}

} // namespace ocop::catalog_sync
