#pragma once

#include "catalog-sync/feed_source.hpp"

#include <filesystem>
#include <string>

namespace ocop::catalog_sync {

/// The folder in which feeds are looked for on a stick: people put other things there too.
inline constexpr std::string_view feed_folder_name = "ocop-feed";

/// A feed in a folder: a USB stick, a network share, the publisher's own disk. The feed lies in the
/// folder itself or in `ocop-feed` within it. Follows no symbolic link within the feed, and reads
/// nothing but ordinary files.
class FolderSource : public FeedSource {
public:
    explicit FolderSource(const std::filesystem::path& folder);

    /// True if `folder` holds what looks like a feed: a manifest in one of the two places.
    [[nodiscard]] static bool has_feed(const std::filesystem::path& folder);

    [[nodiscard]] std::string where() const override { return folder_.string(); }

    [[nodiscard]] Expected<SmallFile, Failure> fetch_small(
        std::string_view name,
        std::size_t bytes_max,
        std::string_view known_etag,
        std::stop_token cancel
    ) override;

    [[nodiscard]] Expected<void, Failure> fetch_file(
        std::string_view name,
        std::uint64_t exact_bytes,
        const std::filesystem::path& to,
        const BytesProgress& progress,
        std::stop_token cancel
    ) override;

private:
    std::filesystem::path folder_;
};

} // namespace ocop::catalog_sync
