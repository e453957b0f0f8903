#pragma once

#include "pos/core/refusal.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::catalog_sync {

/// A part of the shop's catalogue that is not as it should be, and what is sold meanwhile. Selling
/// goes on with all that is whole; the next good sync, import or price puts it right.
struct CatalogFault {
    enum class Part {
        feed,      // the province's goods
        own_goods, // the shop's own
        own_prices // the shop's own prices of the province's goods
    };

    Part part{};
    Failure failure{};
    /// The version that sells instead; of prices, 1 where their copy stands in.
    std::optional<std::int64_t> stand_in{};
};

/// "feed", "own-goods", "own-prices".
[[nodiscard]] std::string_view name(CatalogFault::Part part);

/// One sentence: which file, what is wrong with it (damaged, or a disk that cannot be read), what
/// sells meanwhile, what to do.
[[nodiscard]] std::string words(const CatalogFault& fault, Language language);

} // namespace ocop::catalog_sync
