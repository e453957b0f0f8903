#include "pos/compose/picture_source.hpp"

#include "catalog-sync/folder_source.hpp"

#include <utility>

namespace ocop::compose {

namespace {

Failure nowhere(std::string_view name) {
    return Failure{
        FailureCode::network, "neither a feed nor a stick to fetch from", std::string{name}};
}

} // namespace

PictureSource::PictureSource(
    std::shared_ptr<const PicturePlace> stick, std::unique_ptr<catalog_sync::FeedSource> feed
)
    : stick_{std::move(stick)},
      feed_{std::move(feed)} {}

std::string PictureSource::where() const {
    return feed_ ? feed_->where() : std::string{};
}

Expected<catalog_sync::SmallFile, Failure> PictureSource::fetch_small(
    std::string_view name,
    std::size_t bytes_max,
    std::string_view known_etag,
    std::stop_token cancel
) {
    if (const auto folder = stick_->folder()) {
        auto file =
            catalog_sync::FolderSource{*folder}.fetch_small(name, bytes_max, known_etag, cancel);
        if (file || !feed_) {
            return file;
        }
    }
    if (!feed_) {
        return Unexpected{nowhere(name)};
    }
    return feed_->fetch_small(name, bytes_max, known_etag, std::move(cancel));
}

Expected<void, Failure> PictureSource::fetch_file(
    std::string_view name,
    std::uint64_t exact_bytes,
    const std::filesystem::path& to,
    const catalog_sync::BytesProgress& progress,
    std::stop_token cancel
) {
    if (!feed_) {
        return Unexpected{nowhere(name)};
    }
    return feed_->fetch_file(name, exact_bytes, to, progress, std::move(cancel));
}

} // namespace ocop::compose
