#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/money.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace ocop::catalog_sync {

/// A price the shop set itself for a product of the feed, and what the feed asked when it did: if
/// that changes, somebody should look again.
struct OwnPrice {
    Money price{};
    Money feed_price{};
    bool operator==(const OwnPrice&) const = default;
};

/// By product code. Lives beside the feed, in `own-prices.json`, and survives every sync:
///     {"blake2b":"<64 hex, over the prices as canonical JSON>",
///      "prices":{"QNA-001":{"feed_price":120000,"price":115000}},"v":1}
/// `own-prices.copy.json` holds the same, should that file be damaged.
using OwnPrices = std::map<std::string, OwnPrice>;

/// The shop's own prices; none where none was ever set. Fails with corrupt where the file is not as
/// it was written.
[[nodiscard]] Expected<OwnPrices, Failure> load_own_prices(const std::filesystem::path& folder);

/// What is known of the prices though their file is damaged, cannot be read or went missing.
struct KnownPrices {
    OwnPrices prices{};
    std::optional<Failure> fault{}; // of the file
    bool from_copy = false;         // all but the last change may be trusted; else there is a fault
                                    // and nothing is known
};

/// load_own_prices(), or the copy where the file is no use. Writes nothing.
[[nodiscard]] KnownPrices known_own_prices(const std::filesystem::path& folder);

/// Replaces them, whole or not at all, and their copy.
[[nodiscard]] Expected<void, Failure>
store_own_prices(const std::filesystem::path& folder, const OwnPrices& prices);

/// Renames a damaged file of prices, `….damaged`, so that prices can be set anew.
[[nodiscard]] Expected<void, Failure> set_own_prices_aside(const std::filesystem::path& folder);

} // namespace ocop::catalog_sync
