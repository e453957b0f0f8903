#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/money.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace ocop::catalog_sync {

/// A price the shop set itself for a product of the feed, and what the feed asked when it did: if
/// that changes, somebody should look again.
struct OwnPrice {
    Money price{};
    Money feed_price{};
    bool operator==(const OwnPrice&) const = default;
};

/// By product code. Lives beside the feed, in `own-prices.json`, and survives every sync.
using OwnPrices = std::map<std::string, OwnPrice>;

/// The shop's own prices; none where none was ever set. Fails with corrupt where the file is not as
/// it was written.
[[nodiscard]] Expected<OwnPrices, Failure> load_own_prices(const std::filesystem::path& folder);

/// Replaces them, whole or not at all.
[[nodiscard]] Expected<void, Failure>
store_own_prices(const std::filesystem::path& folder, const OwnPrices& prices);

} // namespace ocop::catalog_sync
