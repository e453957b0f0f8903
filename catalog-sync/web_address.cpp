#include "catalog-sync/web_address.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t address_bytes_max = 2'000;

struct UrlCleanup {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

using Url = std::unique_ptr<CURLU, UrlCleanup>;

/// A part of `url`, "" where it has none.
std::string part(const Url& url, CURLUPart which, unsigned int flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) {
        return {};
    }
    std::string copy{text};
    curl_free(text);
    return copy;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

/// Names, also in other scripts, and numbers ("[::1]"); nothing that would need an escape, whose
/// reading back is another matter.
bool is_plain_host(std::string_view host) {
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        return !ascii || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
               || std::string_view{".-_[]:"}.find(c) != std::string_view::npos;
    });
}

std::optional<WebAddress> in_parts(const Url& url) {
    for (const CURLUPart secret : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT}) {
        curl_url_set(url.get(), secret, nullptr, 0);
    }
    curl_url_set(url.get(), CURLUPART_HOST, lower(part(url, CURLUPART_HOST)).c_str(), 0);
    WebAddress address{
        part(url, CURLUPART_SCHEME),
        part(url, CURLUPART_HOST),
        part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT),
        part(url, CURLUPART_URL)};
    const bool web = address.scheme == "http" || address.scheme == "https";
    return web && is_plain_host(address.host) && !address.url.empty() ? std::optional{address}
                                                                      : std::nullopt;
}

Unexpected<Failure> no_address(std::string what, std::string where) {
    return Unexpected{Failure{FailureCode::missing, std::move(what), std::move(where)}};
}

} // namespace

Expected<WebAddress, Failure> parse_feed_address(std::string_view text) {
    const Url url{curl_url()};
    if (!url || text.size() > address_bytes_max
        || curl_url_set(url.get(), CURLUPART_URL, std::string{text}.c_str(), 0) != CURLUE_OK) {
        // What cannot be read may hold a password anywhere: it is not repeated.
        return no_address("a feed's address begins with http:// or https:// and a host", {});
    }
    const bool has_name =
        !part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty();
    const bool has_query = !part(url, CURLUPART_QUERY).empty();
    const auto address = in_parts(url);
    if (!address) {
        return no_address("a feed's address begins with http:// or https:// and a host", {});
    }
    if (has_name) {
        return no_address(
            "a feed's address holds no name or password: feeds are public and signed", address->url
        );
    }
    if (has_query) {
        return no_address("a feed's address holds no '?'", address->url);
    }
    std::string path = part(url, CURLUPART_PATH);
    constexpr std::string_view manifest = "/catalog.json";
    if (path.size() >= manifest.size()
        && path.compare(path.size() - manifest.size(), manifest.size(), manifest) == 0) {
        path.resize(path.size() - manifest.size());
    }
    while (!path.empty() && path.back() == '/') {
        path.pop_back();
    }
    path += '/';
    curl_url_set(url.get(), CURLUPART_PATH, path.c_str(), 0);
    return *in_parts(url);
}

std::optional<WebAddress> follow(const WebAddress& from, const std::string& location) {
    const Url url{curl_url()};
    if (!url || location.size() > address_bytes_max
        || curl_url_set(url.get(), CURLUPART_URL, from.url.c_str(), 0) != CURLUE_OK
        || curl_url_set(url.get(), CURLUPART_URL, location.c_str(), 0) != CURLUE_OK) {
        return std::nullopt;
    }
    auto to = in_parts(url);
    const bool downgrade = to && from.scheme == "https" && to->scheme != "https";
    return downgrade ? std::nullopt : to;
}

} // namespace ocop::catalog_sync
