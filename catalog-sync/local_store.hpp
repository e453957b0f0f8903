#pragma once

#include "catalog-sync/versioned_files.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace ocop::catalog_sync {

/// The catalogue on disk is two files in the till's data folder: `catalog-000042.db`, SQLite with a
/// row per product, and `catalog.current`, one line that names it. The till reads the whole of it
/// into memory and holds no file open.

[[nodiscard]] VersionedFiles own_files(const std::filesystem::path& data_folder);

/// The shop's own goods, as a file beside the feed's. Fails as load_current() does.
[[nodiscard]] Expected<CatalogFile, Failure> load_own_goods(const std::filesystem::path& folder);

/// The shop's own goods as a catalogue of their own. Missing where none was stored yet; corrupt
/// where the file is not as it was written (its rows are hashed); foreign or newer where another
/// program or version wrote it.
[[nodiscard]] Expected<std::shared_ptr<const Catalog>, Failure>
load_current(const std::filesystem::path& folder);

/// Makes `products` the catalogue that sells and answers its version: one more than the last, or
/// the same if exactly these goods sell already. Builds the new file beside the old one, reads it
/// back, compares, then swaps `catalog.current`; a failure or power cut at any point leaves the old
/// catalogue whole. Keeps the catalogue before it, removes older ones. `on_step`, if given, is told
/// each step as it is done. Requires products checked, with codes in ascending order.
[[nodiscard]] Expected<std::int64_t, Failure> store_goods(
    const std::filesystem::path& folder,
    const std::vector<Product>& products,
    const std::function<void(StoreStep)>& on_step = {}
);

} // namespace ocop::catalog_sync
