#pragma once

#include "catalog-sync/feed_file.hpp"
#include "catalog-sync/manifest.hpp"
#include "pos/signing/keys.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace ocop::catalog_sync {

/// Ends what a publishing that was cut off began once its manifest and signature lay ready, then
/// reads the manifest that lies in `out`; none for an empty folder. Refuses (out_other_key,
/// out_damaged) what none of `keys` signed, and half of a pair.
[[nodiscard]] Expected<std::optional<Manifest>, FeedFault>
read_out(const std::filesystem::path& out, std::span<const signing::PublicKey> keys);

/// Replaces signature and manifest so that at any moment what stands in `out` is a signed feed, the
/// old one or the new. Both are durable beside the old ones first; then the signature file holds
/// both signatures, the old one in front; then the new manifest takes its place, and last the new
/// signature, alone. `between` is called before the manifest's turn. From its turn on the feed is
/// published: what fails then is ended by the next publishing. What fails before is taken back.
[[nodiscard]] Expected<void, Failure> announce(
    const std::filesystem::path& out,
    std::string_view manifest,
    std::string_view signature,
    const std::function<void()>& between
);

/// Removes the rows, deltas and images that neither manifest names; all else is not ours.
void clean_out(
    const std::filesystem::path& out, const Manifest& now, const std::optional<Manifest>& before
);

} // namespace ocop::catalog_sync
