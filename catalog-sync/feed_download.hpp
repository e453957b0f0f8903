#pragma once

#include "catalog-sync/feed_file.hpp"
#include "catalog-sync/feed_source.hpp"
#include "catalog-sync/manifest.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace ocop::catalog_sync {

/// What ask_feed() needs to know.
struct Asking {
    std::span<const signing::PublicKey> keys{};
    Moment now{};
    OwnFeed own{};
    bool may_skip = false; // the version we have is whole: the source may say "not modified"
    std::stop_token cancel{};
};

struct Asked {
    std::optional<Manifest> manifest{}; // none: the source has the one we have
    std::string etag{};
};

/// Fetches and verifies the manifest. A signature that does not fit is fetched once more, with its
/// manifest: a publisher may have replaced both between the two answers. An etag is given only to
/// the source and for the version it was remembered with; one not modified must not have expired
/// either.
[[nodiscard]] Expected<Asked, FeedFault>
ask_feed(FeedSource& source, const std::filesystem::path& data_folder, const Asking& asking);

/// Keeps the etag of the manifest just taken, for the next time; "" keeps nothing.
void remember_feed(
    const std::filesystem::path& data_folder, const std::string& where, const std::string& etag
);

/// Fetches `file` into `feed-incoming`, from where an earlier try ended, and verifies it. What does
/// not verify is removed, and fetched once more from its beginning if that try had left some of it.
[[nodiscard]] Expected<VerifiedFile, FeedFault> fetch_verified(
    FeedSource& source,
    const FeedFile& file,
    const std::filesystem::path& data_folder,
    const BytesProgress& progress,
    const std::stop_token& cancel
);

/// Removes what fetch_verified() left.
void remove_incoming(const std::filesystem::path& data_folder);

} // namespace ocop::catalog_sync
