#include "pos/compose/stick_feed.hpp"

#include "catalog-sync/catalog_keys.hpp"
#include "catalog-sync/feed_store.hpp"
#include "catalog-sync/folder_source.hpp"
#include "catalog-sync/manifest.hpp"

namespace ocop::compose {

namespace {

/// What people call the stick: the folder it is mounted as.
std::string stick_name(const std::filesystem::path& feed) {
    const std::string last = feed.filename().string();
    return last == catalog_sync::feed_folder_name ? feed.parent_path().filename().string() : last;
}

} // namespace

StickFeed look_into_stick(
    const std::filesystem::path& feed,
    const std::filesystem::path& data_folder,
    Moment now,
    Language language
) {
    StickFeed found;
    found.folder = feed;
    found.name = stick_name(feed);
    const auto keys = catalog_sync::trusted_keys(data_folder);
    catalog_sync::FolderSource source{feed};
    auto manifest = source.fetch_small(
        catalog_sync::manifest_name, catalog_sync::manifest_size_bytes_max, {}, {}
    );
    auto signature = source.fetch_small(
        catalog_sync::signature_name, catalog_sync::signature_size_bytes_max, {}, {}
    );
    if (!keys || !manifest || !signature) {
        const Failure& failure = !keys       ? keys.error()
                                 : !manifest ? manifest.error()
                                             : signature.error();
        found.fault = words(failure, language);
        return found;
    }
    const catalog_sync::OwnFeed own = catalog_sync::look_at_feed(data_folder).own;
    found.version_now = own.version;
    const auto verified =
        catalog_sync::verify_manifest(manifest->bytes, signature->bytes, *keys, now, own);
    if (verified) {
        found.version = verified->version;
    } else {
        found.fault = catalog_sync::words(verified.error(), language);
    }
    return found;
}

} // namespace ocop::compose
