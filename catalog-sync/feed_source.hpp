#pragma once

#include "catalog-sync/outside.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace ocop::catalog_sync {

/// A small file of a feed, whole.
struct SmallFile {
    Outside bytes{};
    /// What the source calls this state of the file; "" where it cannot say. Given back as
    /// `known_etag`, it saves fetching the same bytes again.
    std::string etag{};
    /// True if the file is still the one `known_etag` names; `bytes` is then empty.
    bool not_modified = false;
};

/// Told how many bytes of the file stand on disk so far, those kept from an earlier try included.
using BytesProgress = std::function<void(std::uint64_t bytes_done)>;

/// Where the files of a feed come from: a web server, a USB stick, a network share. Nothing it says
/// is trusted; it only keeps within the sizes it is given. Names are those of a feed: letters,
/// digits, '.', '_', '-', and one '/' in those of images. One thread at a time.
///
/// Failures: `missing` (the source is there, the file is not), `network` (not reached, refused,
/// cut, too slow, a page of some portal instead of the file), `corrupt` (larger or smaller than it
/// may be), `permission`, `disk_full` and `disk_error` (our own side, or a stick's).
class FeedSource {
public:
    FeedSource() = default;
    FeedSource(const FeedSource&) = delete;
    FeedSource& operator=(const FeedSource&) = delete;
    virtual ~FeedSource() = default;

    /// The address or folder as a person gave it, always the same for the same feed.
    [[nodiscard]] virtual std::string where() const = 0;

    /// The whole of `name`, at most `bytes_max` of it: a larger file is `corrupt`, told before more
    /// than that is read. `known_etag` ("" = none) is the etag of the bytes the caller has.
    [[nodiscard]] virtual Expected<SmallFile, Failure> fetch_small(
        std::string_view name,
        std::size_t bytes_max,
        std::string_view known_etag,
        std::stop_token cancel
    ) = 0;

    /// Makes `to` the first `exact_bytes` of `name`. If `to` is there already and shorter, it is
    /// the beginning of the same file, left by an earlier try, and only the rest is fetched; if it
    /// is longer, it is begun anew. A source that has more or fewer bytes is `corrupt`; never more
    /// than `exact_bytes` are read or written. What was written stays for a later try on any
    /// failure, also after `cancel` (the answer is then a failure; the caller looks at the token).
    /// Whether the bytes are the right ones is not asked here.
    [[nodiscard]] virtual Expected<void, Failure> fetch_file(
        std::string_view name,
        std::uint64_t exact_bytes,
        const std::filesystem::path& to,
        const BytesProgress& progress,
        std::stop_token cancel
    ) = 0;

    /// How long the source asked to be left alone when it last failed; nullopt where it did not.
    [[nodiscard]] virtual std::optional<std::chrono::seconds> retry_after() const {
        return std::nullopt;
    }
};

} // namespace ocop::catalog_sync
