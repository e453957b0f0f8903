#pragma once

#include "catalog-sync/auto_sync.hpp"
#include "catalog-sync/image_fetcher.hpp"
#include "catalog-sync/stick_watch.hpp"
#include "catalog-sync/sticks.hpp"
#include "pos/compose/picture_source.hpp"
#include "pos/compose/stick_feed.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/clock.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ocop::compose {

/// What CatalogDesk is made of. `clock` outlives it; the functions are called on its threads and
/// must neither throw nor wait.
struct CatalogDeskParts {
    std::filesystem::path folder{}; // the store
    const Clock* clock = nullptr;
    Language language = Language::vi;
    bool training = false;
    std::map<std::string, std::string> settings{};
    std::vector<std::filesystem::path> stick_folders = catalog_sync::usual_stick_folders();
    catalog_sync::ScheduleTimes times{};
    std::function<void(catalog_sync::SyncState)> on_state{};
    std::function<void(std::vector<StickFeed>)> on_sticks{};
    std::function<void(const std::string& image)> on_picture{};
};

/// Everything that brings a shop's catalogue up to date while it sells: the feed named by the
/// setting feed.url on schedule, sticks that are plugged in, pictures as they are wanted. Making it
/// looks at disks; going away stops what runs.
class CatalogDesk {
public:
    explicit CatalogDesk(CatalogDeskParts parts);

    // Any thread, at once.

    /// Syncs now from the feed that is set.
    void sync_now();
    /// Syncs once from a folder: a stick.
    void sync_from(const std::filesystem::path& folder);
    void cancel();
    /// Fetches a picture in the background; on_picture tells when it is there.
    void want_picture(const std::string& image);

    /// Why the feed that is set cannot be one, as a sentence; empty if it can, or none is set.
    [[nodiscard]] const std::string& feed_fault() const { return feed_fault_; }

private:
    [[nodiscard]] std::unique_ptr<catalog_sync::FeedSource> feed();
    void look_at(const std::vector<std::filesystem::path>& feeds);

    CatalogDeskParts parts_;
    std::string feed_fault_{};
    std::shared_ptr<PicturePlace> stick_ = std::make_shared<PicturePlace>();
    catalog_sync::AutoSync sync_;
    catalog_sync::ImageFetcher pictures_;
    catalog_sync::StickWatch sticks_; // last: it tells of what stands above
};

} // namespace ocop::compose
