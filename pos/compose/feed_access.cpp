#include "pos/compose/feed_access.hpp"

#include "catalog-sync/folder_source.hpp"
#include "pos/shell/regular_file.hpp"

#include <utility>

namespace ocop::compose {

namespace {

using Settings = std::map<std::string, std::string>;

std::string value_of(const Settings& settings, const char* key) {
    const auto found = settings.find(key);
    return found == settings.end() ? std::string{} : found->second;
}

} // namespace

catalog_sync::HttpOptions http_options(const Settings& settings) {
    catalog_sync::HttpOptions options;
    options.ca_file = value_of(settings, "feed.ca");
    options.proxy = value_of(settings, "feed.proxy");
    return options;
}

Expected<std::unique_ptr<catalog_sync::FeedSource>, Failure>
open_feed(std::string_view from, const Settings& settings) {
    std::string place = from.empty() ? value_of(settings, "feed.url") : std::string{from};
    if (place.empty()) {
        return Unexpected{Failure{
            FailureCode::missing,
            "no feed is named, neither here nor in the setting feed.url",
            "feed.url"}};
    }
    constexpr std::string_view local = "file://";
    if (place.starts_with(local)) {
        place.erase(0, local.size());
    } else if (place.find("://") != std::string::npos) {
        auto address = catalog_sync::parse_feed_address(place);
        if (!address) {
            return Unexpected{std::move(address.error())};
        }
        auto options = http_options(settings);
        if (!options.ca_file.empty()) {
            const auto file = RegularFile::open(options.ca_file);
            if (!file && file.error().code == FailureCode::wrong_kind) {
                return Unexpected{file.error()}; // the network library would wait for a pipe
            }
        }
        return std::make_unique<catalog_sync::HttpSource>(std::move(*address), std::move(options));
    }
    return std::make_unique<catalog_sync::FolderSource>(place);
}

} // namespace ocop::compose
