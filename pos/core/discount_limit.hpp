#pragma once

#include "pos/core/basket.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace ocop {

/// How many percent `discount`, which now takes off what `now` shows, may come to: what its giver
/// or approver may give, as long as they saw it so.
using PercentMax = std::function<std::int64_t(const Discount& discount, const Shown& now)>;

/// A discount, or two on the same goods, that come to more than they may.
struct Overstep {
    std::int64_t percent_max = 0;
    std::string name{}; // of the goods; empty: the whole basket
    Money off{};
    Money gross{};
};

/// The first overstep in `basket`; nullopt if all is within its limits. Each entry's own discount
/// and its share of the basket's are held against its gross singly, and together against the higher
/// of the two limits: so no sum of what stays within a limit exceeds it, of any line or of all.
/// Percentages are compared as percentages and shares as fractions, never by their rounded đồng
/// (contract, section 3). A price that a pack or a gift set has is no discount.
[[nodiscard]] std::optional<Overstep> overstep(const Basket& basket, const PercentMax& percent_max);

} // namespace ocop
