#pragma once

#include "catalog-sync/catalog_file.hpp"
#include "catalog-sync/feed_changes.hpp"
#include "catalog-sync/feed_refusal.hpp"
#include "catalog-sync/manifest.hpp"
#include "catalog-sync/row_pairs.hpp"
#include "catalog-sync/versioned_files.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace ocop::catalog_sync {

/// The feed's goods on disk, beside the shop's own: `feed-000042.db`, SQLite with a row per
/// product, and `feed.current`, one line that names it.
[[nodiscard]] VersionedFiles feed_files(const std::filesystem::path& data_folder);

/// The feed's goods that sell. `missing` where none were taken yet.
[[nodiscard]] Expected<CatalogFile, Failure> load_feed(const std::filesystem::path& data_folder);

/// The feed's goods of one version.
[[nodiscard]] Expected<CatalogFile, Failure>
load_feed_version(const VersionedFiles& files, std::int64_t version);

/// What the feed's file says of itself: version, products, when published, when it expires.
[[nodiscard]] Expected<CatalogMeta, Failure> read_feed_meta(const std::filesystem::path& data_folder
);

/// What a till has of the feed, as a new one is measured against it.
struct FeedOnDisk {
    OwnFeed own{};
    /// Its file, empty where there is none to build upon: none taken, unreadable, or written by a
    /// program with other columns, which the rows of a delta would leave out.
    std::filesystem::path base{};
    CatalogMeta meta{};
};

/// Looks at what is there. A version once taken counts also where its file is lost or damaged, so
/// that no older one gets in then.
[[nodiscard]] FeedOnDisk look_at_feed(const std::filesystem::path& data_folder);

/// Reads all of the file: true if it is whole.
[[nodiscard]] bool is_whole(const std::filesystem::path& catalog_file);

/// How far staging is: products written or read back so far, and whether it is the reading back.
using ProductsProgress = std::function<void(std::int64_t products_done, bool reads_back)>;

/// What stage_feed() is to come to.
struct StageOrder {
    std::int64_t version = 0;
    FeedFacts facts{};
    std::string file{}; // the rows stand in, for faults
    std::optional<std::int64_t> products{};
    std::optional<FeedRowsHash> rows{};
};

/// Writes the new catalogue beside the old one, tells `changes` of each pair, checks the rows
/// together, compares with what was published, and reads all of it back. On a fault the staged file
/// may be there; nothing else changed. `on_step` is told `staged` and `read_back`.
[[nodiscard]] Expected<CatalogMeta, FeedFault> stage_feed(
    const VersionedFiles& files,
    RowPairs& pairs,
    const StageOrder& order,
    Changes& changes,
    const ProductsProgress& progress,
    const std::function<void(StoreStep)>& on_step,
    const std::stop_token& cancel
);

} // namespace ocop::catalog_sync
