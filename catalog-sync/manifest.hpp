#pragma once

#include "catalog-sync/feed_refusal.hpp"
#include "catalog-sync/outside.hpp"
#include "pos/core/chain.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/moment.hpp"
#include "pos/signing/keys.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

inline constexpr std::string_view manifest_name = "catalog.json";
inline constexpr std::string_view signature_name = "catalog.json.minisig";

/// Limits of a feed, all of them checked before anything of that size is read.
inline constexpr std::size_t manifest_size_bytes_max = std::size_t{32} << 20U;
inline constexpr std::size_t signature_size_bytes_max = 16'384;
inline constexpr std::int64_t packed_size_bytes_max = std::int64_t{512} << 20U;
inline constexpr std::int64_t image_size_bytes_max = std::int64_t{1} << 20U;
inline constexpr std::size_t image_count_max = 200'000;
inline constexpr std::size_t delta_count_max = 100;
inline constexpr std::size_t key_count_max = 16;
inline constexpr std::int64_t feed_version_max = std::int64_t{1} << 53U; // exact in any JSON

/// A file of a feed: its name, and what it must be. `bytes` is above 0 and within its limit.
struct FeedFile {
    std::string name{};
    std::int64_t bytes = 0;
    Hash blake2b{};
    bool operator==(const FeedFile&) const = default;
};

/// What turns the goods of version `from` into those of version `to`, the manifest's own.
struct FeedDelta {
    std::int64_t from = 0;
    std::int64_t to = 0;
    FeedFile file{};
    bool operator==(const FeedDelta&) const = default;
};

/// A file with all rows of an earlier version, kept to make deltas of.
struct FeedPrevious {
    std::int64_t version = 0;
    FeedFile file{};
    bool operator==(const FeedPrevious&) const = default;
};

/// What all rows come to (describe() in catalog_file.hpp), for a reader that knows these columns.
struct FeedRowsHash {
    std::vector<std::string> columns{};
    Hash blake2b{};
    bool operator==(const FeedRowsHash&) const = default;
};

/// What a feed says of itself (contract, section 5).
struct Manifest {
    std::int64_t version = 0; // 1 …; grows by publishing
    Moment published{};
    Moment expires{};
    /// Who may sign what comes after this version; empty: as before.
    std::vector<signing::PublicKey> keys{};
    FeedFile full{};
    std::optional<std::int64_t> products{};
    std::optional<FeedRowsHash> rows{};
    std::vector<FeedDelta> deltas{};
    std::vector<FeedFile> images{};
    std::vector<FeedPrevious> previous{};
    bool operator==(const Manifest&) const = default;
};

/// True for the name of a file beside the manifest: letters, digits, '.', '_', '-', no dot first.
[[nodiscard]] bool is_feed_name(std::string_view name);
/// True for "images/<64 hex>.png", ".jpg" or ".webp", the hash being that of its bytes.
[[nodiscard]] bool is_image_name(std::string_view name);

/// One line of canonical JSON, for instance (shortened):
/// {"deltas":[{"blake2b":"9f…","bytes":812,"from":11,"name":"delta-11-12.jsonl.zst","to":12}],
///  "expires":"2026-12-22T08:00:00+07:00","full":{"blake2b":"51…","bytes":81200,
///  "name":"full-12.jsonl.zst"},"images":[{"bytes":40960,"name":"images/3c….png"}],
///  "keys":["RWQ…"],"previous":[{"blake2b":"77…","bytes":81100,"name":"full-11.jsonl.zst",
///  "version":11}],"products":344,"published":"2026-11-22T08:00:00+07:00",
///  "rows":{"blake2b":"a0…","columns":["code",…]},"v":1,"version":12}
[[nodiscard]] std::string write_manifest(const Manifest& manifest);

/// The reverse. Keys not known are passed over; `products`, `rows`, `previous`, `keys`, `deltas`
/// and `images` may be missing. Everything else, every limit and name included, must be right. Of
/// text nobody signed, only what verify_manifest() takes means anything.
[[nodiscard]] Expected<Manifest, FeedRefusal> parse_manifest(std::string_view text);

/// The signatures in the text of a signature file: one, or two, each of four lines ended, while a
/// publisher is between two versions. What is neither is answered whole, and is no signature.
[[nodiscard]] std::vector<std::string_view> signatures_in(std::string_view text);

/// What a till knows of the feed it sells from; all unknown before the first.
struct OwnFeed {
    std::int64_t version = 0;
    std::optional<Hash> full{};
    std::optional<Moment> published{};
};

/// The one way from outside bytes to a Manifest. In this order: one of `keys` signed it (of two
/// signatures in `signature` either may be the one), it is a manifest, it has not expired by `now`
/// (or by the time our own was published, should the clock be behind that), its version is not
/// below ours, nor ours with other rows.
[[nodiscard]] Expected<Manifest, FeedRefusal> verify_manifest(
    const Outside& manifest,
    const Outside& signature,
    std::span<const signing::PublicKey> keys,
    Moment now,
    const OwnFeed& own
);

} // namespace ocop::catalog_sync
