#pragma once

#include "catalog-sync/feed_source.hpp"

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

namespace ocop::compose {

/// Where pictures are looked for first: the feed on the stick that is plugged in, or nothing. Any
/// thread may change it.
class PicturePlace {
public:
    /// Empty: no stick.
    void set(const std::filesystem::path& folder) {
        folder_ = folder.empty() ? nullptr : std::make_shared<const std::filesystem::path>(folder);
    }

    [[nodiscard]] std::shared_ptr<const std::filesystem::path> folder() const { return folder_; }

private:
    std::atomic<std::shared_ptr<const std::filesystem::path>> folder_{};
};

/// Pictures of goods from the stick, else from the feed that is set: a shop without internet gets
/// its pictures with its catalogue. Says `network` (try again later) where there is neither, so
/// that nothing is taken for missing before anything was asked.
class PictureSource final : public catalog_sync::FeedSource {
public:
    /// `feed` may be null.
    PictureSource(
        std::shared_ptr<const PicturePlace> stick, std::unique_ptr<catalog_sync::FeedSource> feed
    );

    [[nodiscard]] std::string where() const override;

    [[nodiscard]] Expected<catalog_sync::SmallFile, Failure> fetch_small(
        std::string_view name,
        std::size_t bytes_max,
        std::string_view known_etag,
        std::stop_token cancel
    ) override;

    [[nodiscard]] Expected<void, Failure> fetch_file(
        std::string_view name,
        std::uint64_t exact_bytes,
        const std::filesystem::path& to,
        const catalog_sync::BytesProgress& progress,
        std::stop_token cancel
    ) override;

private:
    std::shared_ptr<const PicturePlace> stick_;
    std::unique_ptr<catalog_sync::FeedSource> feed_;
};

} // namespace ocop::compose
