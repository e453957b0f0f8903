#pragma once

#include "pos/core/quantity.hpp"

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocop {

/// Whole đồng. The đồng has no minor unit in use, so no fraction ever appears.
class Money {
public:
    constexpr Money() = default;

    explicit constexpr Money(std::int64_t vnd)
        : vnd_{vnd} {}

    /// Whole đồng.
    [[nodiscard]] constexpr std::int64_t vnd() const { return vnd_; }

    constexpr auto operator<=>(const Money&) const = default;

    constexpr Money& operator+=(Money other) {
        vnd_ += other.vnd_;
        return *this;
    }

    constexpr Money& operator-=(Money other) {
        vnd_ -= other.vnd_;
        return *this;
    }

    friend constexpr Money operator+(Money a, Money b) { return a += b; }

    friend constexpr Money operator-(Money a, Money b) { return a -= b; }

    friend constexpr Money operator-(Money a) { return Money{-a.vnd_}; }

private:
    std::int64_t vnd_ = 0;
};

/// A price above ten billion đồng a unit is a typing slip.
inline constexpr Money unit_price_max{10'000'000'000};
/// No drawer, tender or basket goes beyond this: 1,000,000,000,000 đồng.
inline constexpr Money amount_max{1'000'000'000'000};
static_assert(unit_price_max.vnd() <= INT64_MAX / quantity_max.thousandths());
// 2^53: every amount stays exact in JSON readers that keep numbers as doubles (RFC 8785).
static_assert(amount_max.vnd() < (std::int64_t{1} << 53));

/// `value` × `numerator` / `denominator`, rounded half away from zero. The one rounding rule.
/// Computed in 128 bits. Requires `denominator` > 0 and a result that fits 64 bits.
[[nodiscard]] constexpr std::int64_t
scale(std::int64_t value, std::int64_t numerator, std::int64_t denominator) {
    __extension__ using wide = __int128;
    const wide product = static_cast<wide>(value) * numerator;
    const wide magnitude = product < 0 ? -product : product;
    const wide rounded = (magnitude * 2 + denominator) / (static_cast<wide>(denominator) * 2);
    return static_cast<std::int64_t>(product < 0 ? -rounded : rounded);
}

/// Price of `quantity` at `unit_price`, rounded half away from zero to whole đồng, so that a return
/// is exactly the negative of its sale.
/// Units: đồng per whole unit; thousandths. Requires both within their `_max`. Never refuses.
[[nodiscard]] constexpr Money extend(Money unit_price, Quantity quantity) {
    return Money{scale(unit_price.vnd(), quantity.thousandths(), 1000)};
}

/// `percent` of `amount`, rounded half away from zero. Requires 0 ≤ percent ≤ 100.
[[nodiscard]] constexpr Money percent_of(Money amount, std::int64_t percent) {
    return Money{scale(amount.vnd(), percent, 100)};
}

/// Shares of `whole` in proportion to `weights` by largest remainder, ties to the earlier share;
/// the shares always add up to `whole`. With all weights 0 the first share takes everything.
/// Requires at least one weight, all ≥ 0. `whole` may be negative: then the shares are the
/// negatives of those of −`whole`.
[[nodiscard]] std::vector<Money> allocate(Money whole, std::span<const std::int64_t> weights);

/// "1.234.567": dots between thousands, a leading minus if negative, no unit.
[[nodiscard]] std::string format(Money money);

/// Reads what a cashier types into a money field (read_typed_number()): "200.000", "200 000",
/// "50k", "12,5k". False for anything else, also for what is not whole đồng ("1,5"; "50,000" is how
/// others write fifty thousand, and not guessed at), negative, or above `amount_max`.
[[nodiscard]] bool parse_money(std::string_view text, Money& into);

} // namespace ocop
