#pragma once

#include "catalog-sync/feed_changes.hpp"
#include "catalog-sync/feed_refusal.hpp"
#include "catalog-sync/feed_source.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/moment.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

namespace ocop::catalog_sync {

enum class SyncStage { asking, fetching, checking, staging, reading_back, done };

/// How far a sync is. Bytes are those of the file being fetched; `products_all` is 0 where the feed
/// does not say.
struct SyncProgress {
    SyncStage stage{};
    std::int64_t bytes_done = 0;
    std::int64_t bytes_all = 0;
    std::int64_t products_done = 0;
    std::int64_t products_all = 0;
};

/// Each thing done, in order, for tests that end the program right after it.
enum class SyncStep { asked, fetched, staged, read_back, swapped, keys_taken, cleaned };

struct SyncOptions {
    Moment now{};
    /// False for a real store: a feed with made-up figures is refused.
    bool takes_demonstration = true;
    std::function<void(const SyncProgress&)> progress{};
    std::stop_token cancel{};
    std::function<void(SyncStep)> on_step{};
};

/// How a sync ended.
struct SyncResult {
    std::int64_t version = 0;
    std::int64_t version_before = 0; // 0: there was none
    bool is_new = false;             // false: this version sold already
    std::int64_t products = 0;
    std::int64_t bytes = 0; // of goods fetched now, what an earlier try left included
    bool by_delta = false;
    Moment published{};
    Moment expires{};
    /// None for a first catalogue, for the same version, or where the one before was damaged.
    std::optional<Changes> changes{};
};

/// Brings `data_folder` to the version `source` has: manifest and signature, the delta from our
/// version or else all rows, into `feed-incoming` (kept for the next try where the line broke),
/// size and hash, rows into a new file, read back, swapped in, and last the keys that may sign what
/// comes next. Whatever fails, at whatever moment, the old catalogue stays whole and sells. After
/// `cancel` the answer is a fault, and the caller looks at the token. Bounded memory: a million
/// products take no more than some 200 MB.
[[nodiscard]] Expected<SyncResult, FeedFault>
sync(FeedSource& source, const std::filesystem::path& data_folder, const SyncOptions& options);

} // namespace ocop::catalog_sync
