#pragma once

#include "catalog-sync/curl_transfer.hpp"
#include "catalog-sync/feed_source.hpp"
#include "catalog-sync/partial_file.hpp"
#include "catalog-sync/web_address.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace ocop::catalog_sync {

/// A feed on a web server. Follows at most 5 redirects, never from https to http. Asks again by
/// itself only once, to go on with a file whose transfer was cut; all else is the schedule's.
///
/// Beside a file that is not whole yet stands `<file>.state`: what the server called it, so that a
/// later try goes on only if it still is the same.
class HttpSource final : public FeedSource {
public:
    /// `feed`: from parse_feed_address().
    HttpSource(WebAddress feed, HttpOptions options);

    /// Without the '/' at its end.
    [[nodiscard]] std::string where() const override {
        return feed_.url.substr(0, feed_.url.size() - 1);
    }

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

    /// How long the server asked to be left alone when it last failed, if it said so.
    [[nodiscard]] std::optional<std::chrono::seconds> retry_after() const override {
        return retry_after_;
    }

private:
    class Body;
    class SmallBody;
    class FileBody;

    Expected<void, TransferFault>
    get(std::string_view name,
        const std::vector<std::string>& headers,
        Body& body,
        const std::stop_token& cancel);

    /// `cut` in the fault: asking once more may help.
    Expected<void, TransferFault> ask_for_rest(
        std::string_view name,
        std::uint64_t exact_bytes,
        PartialFile& file,
        const BytesProgress& progress,
        const std::stop_token& cancel
    );

    WebAddress feed_;
    CurlTransfer transfer_;
    std::optional<std::chrono::seconds> retry_after_{};
};

} // namespace ocop::catalog_sync
