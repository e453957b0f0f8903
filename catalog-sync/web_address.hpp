#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop::catalog_sync {

/// An address on the web, in parts. Read by libcurl's own parser, so that what is checked here is
/// what is fetched.
struct WebAddress {
    std::string scheme{}; // "http" or "https"
    std::string host{};   // lower case
    std::string port{};
    std::string url{}; // the whole of it, without name, password or fragment

    bool operator==(const WebAddress&) const = default;
};

/// The address of a feed as a person gives it, with or without "catalog.json" at its end: what
/// comes out ends in '/'. Refused (missing) are other schemes, a query, and a name or password: a
/// feed is public and signed, and an address is shown and logged.
[[nodiscard]] Expected<WebAddress, Failure> parse_feed_address(std::string_view text);

/// Where a redirect from `from` to `location` leads; nullopt unless to http or https, and never
/// from https to http. A name or password in it is dropped.
[[nodiscard]] std::optional<WebAddress> follow(const WebAddress& from, const std::string& location);

} // namespace ocop::catalog_sync
