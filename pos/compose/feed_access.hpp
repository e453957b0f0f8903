#pragma once

#include "catalog-sync/feed_source.hpp"
#include "catalog-sync/http_source.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace ocop::compose {

/// How the store's settings say the web is reached: feed.ca, feed.proxy.
[[nodiscard]] catalog_sync::HttpOptions
http_options(const std::map<std::string, std::string>& settings);

/// The feed at `from`: an address (http, https) or a folder; "" means the setting feed.url. Nothing
/// is fetched yet. Fails with missing where no feed is named anywhere, or the address is none.
[[nodiscard]] Expected<std::unique_ptr<catalog_sync::FeedSource>, Failure>
open_feed(std::string_view from, const std::map<std::string, std::string>& settings);

} // namespace ocop::compose
