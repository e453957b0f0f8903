#pragma once

#include "catalog-sync/catalog_fault.hpp"
#include "catalog-sync/catalog_file.hpp"
#include "catalog-sync/shop_goods.hpp"
#include "pos/core/catalog.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace ocop::catalog_sync {

/// What a till sells from: the feed's goods, the shop's own beside them, at the shop's own prices
/// where it set some.
struct ShopCatalog {
    /// Never null; empty where there are no goods. Its version is the feed's, or that of the own
    /// goods where there is no feed.
    std::shared_ptr<const Catalog> catalog = std::make_shared<const Catalog>();
    std::optional<CatalogMeta> feed{};
    std::optional<std::int64_t> own_version{};
    std::size_t own = 0;    // products of the shop itself
    std::size_t priced = 0; // products at a price of the shop
    std::vector<Clash> clashes{};
    std::vector<CatalogFault> faults{}; // parts that are not whole
};

/// One of the two layers of goods: nothing where none was ever taken; where it is not whole, the
/// newest version that is, if one is, and the fault.
struct GoodsLayer {
    std::optional<CatalogFile> file{};
    std::optional<CatalogFault> fault{};
};

/// The feed's goods. Writes nothing.
[[nodiscard]] GoodsLayer load_feed_layer(const std::filesystem::path& data_folder);
/// The shop's own goods. Writes nothing.
[[nodiscard]] GoodsLayer load_own_layer(const std::filesystem::path& data_folder);

/// Reads all of it. A part that is damaged or cannot be read closes no shop: what is whole sells,
/// and `faults` says what is not. Writes nothing.
[[nodiscard]] ShopCatalog load_shop_catalog(const std::filesystem::path& data_folder);

} // namespace ocop::catalog_sync
