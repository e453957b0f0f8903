#pragma once

#include "catalog-sync/feed_changes.hpp"
#include "catalog-sync/sync.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/moment.hpp"
#include "pos/ports/failure.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::catalog_sync {

/// A sync that failed, in words that stay readable after the program has ended.
struct FailedSync {
    Moment at{};
    std::string code{};
    std::string words_vi{};
    std::string words_en{};
    std::string where{};

    bool operator==(const FailedSync&) const = default;
};

/// A sync that succeeded, and what the last new version brought.
struct GoodSync {
    Moment at{};
    std::int64_t version = 0;
    std::int64_t products = 0;
    Moment published{};
    Moment expires{};
    /// Counts of the last version that was new, by ChangeKind.
    std::array<std::int64_t, change_kinds> changes{};

    bool operator==(const GoodSync&) const = default;
};

/// How the till's syncs have gone, kept in `<data folder>/feed.status.json`:
/// {"failed":{"at":"2026-11-22T09:30:00+07:00","code":"network","message":{"en":"…","vi":"…"},
///  "where":"https://…"},"failures":2,"good":{"at":"2026-11-22T09:00:00+07:00","changes":{"new":3,…},
///  "expires":"…","products":344,"published":"…","version":12},"source":"https://…","v":1}
struct FeedStatus {
    std::string source{}; // of the last sync
    std::optional<GoodSync> good{};
    std::optional<FailedSync> failed{}; // since `good`
    std::int64_t failures = 0;          // in a row

    bool operator==(const FeedStatus&) const = default;
};

/// `before` and one more sync, from `source`, that ended at `at`.
[[nodiscard]] FeedStatus after_sync(
    FeedStatus before, std::string source, Moment at, const Expected<SyncResult, FeedFault>& ended
);

[[nodiscard]] Json to_json(const FeedStatus& status);
[[nodiscard]] std::optional<FeedStatus> parse_feed_status(std::string_view text);

/// What was kept; nothing where there is none. Fails with corrupt where it is not as it was
/// written.
[[nodiscard]] Expected<FeedStatus, Failure>
load_feed_status(const std::filesystem::path& data_folder);

/// What was kept; nothing where there is none or it cannot be read, as after a first start: only
/// the catalogue itself counts.
[[nodiscard]] FeedStatus read_feed_status(const std::filesystem::path& data_folder);
[[nodiscard]] Expected<void, Failure>
write_feed_status(const std::filesystem::path& data_folder, const FeedStatus& status);

} // namespace ocop::catalog_sync
