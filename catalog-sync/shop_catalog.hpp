#pragma once

#include "catalog-sync/catalog_file.hpp"
#include "catalog-sync/shop_goods.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

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
    /// Never null. Its version is the feed's, or that of the own goods where there is no feed.
    std::shared_ptr<const Catalog> catalog{};
    std::optional<CatalogMeta> feed{};
    std::optional<std::int64_t> own_version{};
    std::size_t own = 0;    // products of the shop itself
    std::size_t priced = 0; // products of the feed at a price of the shop
    std::vector<Clash> clashes{};
};

/// Reads all of it. Fails with missing where the shop has neither a feed nor goods of its own;
/// corrupt where a file is not as it was written; foreign or newer where another program or version
/// wrote it.
[[nodiscard]] Expected<ShopCatalog, Failure>
load_shop_catalog(const std::filesystem::path& data_folder);

/// Only what sells, for callers that ask nothing else.
[[nodiscard]] Expected<std::shared_ptr<const Catalog>, Failure>
load_catalog(const std::filesystem::path& data_folder);

} // namespace ocop::catalog_sync
