#include "pos/core/discount_limit.hpp"

#include <algorithm>

namespace ocop {

namespace {

__extension__ using wide = __int128;

/// Amounts as fractions of a đồng: a percentage of a percentage is a whole number of these.
constexpr std::int64_t per_dong = 10'000;
// The products below stay within 128 bits.
static_assert(amount_max.vnd() < (std::int64_t{1} << 40));

bool counts(const Discount& discount) {
    return discount.given() && !discount.of_label;
}

/// What `discount` takes off `gross`, unrounded.
wide exactly_off(const Discount& discount, Money gross) {
    if (!counts(discount)) {
        return 0;
    }
    return discount.percent ? wide{gross.vnd()} * *discount.percent * (per_dong / 100)
                            : wide{discount.amount->vnd()} * per_dong;
}

/// An entry's share of the basket's discount as a fraction: shares go by what is left of each line
/// after its own discount.
struct Share {
    wide numerator = 0;
    std::int64_t denominator = 1;
};

Share share_of(const Basket& basket, const BasketEntry& entry, Money before) {
    const Discount& discount = basket.discount;
    if (!counts(discount)) {
        return {};
    }
    const Money left = entry.gross() - entry.discount.of(entry.gross());
    if (discount.amount) {
        return {
            wide{discount.amount->vnd()} * left.vnd() * per_dong,
            std::max<std::int64_t>(before.vnd(), 1)};
    }
    const std::int64_t percent = *discount.percent;
    if (entry.discount.percent) {
        return {wide{entry.gross().vnd()} * (100 - *entry.discount.percent) * percent, 1};
    }
    return {wide{left.vnd()} * percent * (per_dong / 100), 1};
}

/// True if `own` and `share` come to no more than `percent` of `gross`.
bool within(wide own, const Share& share, std::int64_t percent, Money gross) {
    const wide room = wide{gross.vnd()} * percent * (per_dong / 100) - own;
    return room * share.denominator >= share.numerator;
}

} // namespace

std::optional<Overstep> overstep(const Basket& basket, const PercentMax& percent_max) {
    const Money before = before_discount(basket);
    const Shown whole = shown(basket);
    const bool all_count = counts(basket.discount);
    const std::int64_t all_max = all_count ? percent_max(basket.discount, whole) : 0;
    const auto of_all = [&](std::int64_t limit) {
        return Overstep{limit, {}, whole.off, whole.gross()};
    };
    for (const BasketEntry& entry : basket.entries) {
        const Money gross = entry.gross();
        const wide own = exactly_off(entry.discount, gross);
        const Share share = share_of(basket, entry, before);
        const Shown seen = shown(entry);
        const std::int64_t own_max = counts(entry.discount) ? percent_max(entry.discount, seen) : 0;
        if (!within(own, {}, own_max, gross)) {
            return Overstep{own_max, entry.product.name, seen.off, gross};
        }
        if (!within(0, share, all_max, gross)) {
            return of_all(all_max);
        }
        if (!within(own, share, std::max(own_max, all_max), gross)) {
            return of_all(std::max(own_max, all_max));
        }
    }
    return std::nullopt;
}

} // namespace ocop
