#include "pos/compose/catalog_desk.hpp"

#include "catalog-sync/folder_source.hpp"
#include "pos/compose/feed_access.hpp"

#include <cstdint>
#include <random>
#include <utility>

namespace ocop::compose {

namespace {

std::uint64_t random_bits() {
    std::random_device device;
    return std::uint64_t{device()} << 32U | device();
}

catalog_sync::AutoSyncParts sync_parts(const CatalogDeskParts& parts) {
    catalog_sync::AutoSyncParts made;
    made.data_folder = parts.folder;
    made.clock = parts.clock;
    made.random_bits = random_bits;
    made.times = parts.times;
    made.on_state = parts.on_state;
    made.sync = [training = parts.training](
                    catalog_sync::FeedSource& source,
                    const std::filesystem::path& folder,
                    const catalog_sync::SyncOptions& asked
                ) {
        catalog_sync::SyncOptions options = asked;
        options.takes_demonstration = training;
        return catalog_sync::sync(source, folder, options);
    };
    return made;
}

} // namespace

CatalogDesk::CatalogDesk(CatalogDeskParts parts)
    : parts_{std::move(parts)},
      sync_{sync_parts(parts_), feed()},
      pictures_{
          catalog_sync::ImageCache{parts_.folder, {}},
          std::make_unique<PictureSource>(stick_, feed()),
          *parts_.clock,
          [this](const std::string& image, const std::filesystem::path&) {
              parts_.on_picture(image);
          }},
      sticks_{parts_.stick_folders, [this](const std::vector<std::filesystem::path>& feeds) {
                  look_at(feeds);
              }} {}

std::unique_ptr<catalog_sync::FeedSource> CatalogDesk::feed() {
    auto source = open_feed({}, parts_.settings);
    if (source) {
        return std::move(*source);
    }
    if (parts_.settings.contains("feed.url")) {
        feed_fault_ = words(source.error(), parts_.language);
    }
    return nullptr;
}

void CatalogDesk::sync_now() {
    static_cast<void>(sync_.sync_now()); // full: one was asked for already
}

void CatalogDesk::sync_from(const std::filesystem::path& folder) {
    static_cast<void>(sync_.sync_from(std::make_unique<catalog_sync::FolderSource>(folder)));
}

void CatalogDesk::cancel() {
    static_cast<void>(sync_.cancel());
}

void CatalogDesk::want_picture(const std::string& image) {
    static_cast<void>(pictures_.want(image)); // too many wait: asked for again when next shown
}

void CatalogDesk::look_at(const std::vector<std::filesystem::path>& feeds) {
    std::vector<StickFeed> found;
    found.reserve(feeds.size());
    for (const std::filesystem::path& folder : feeds) {
        found.push_back(look_into_stick(folder, parts_.folder, parts_.clock->now(), parts_.language)
        );
    }
    std::filesystem::path trusted;
    for (const StickFeed& stick : found) {
        trusted = trusted.empty() && stick.version > 0 ? stick.folder : trusted;
    }
    stick_->set(trusted);
    parts_.on_sticks(std::move(found));
}

} // namespace ocop::compose
