#pragma once

#include "pos/core/expected.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace ocop {

/// How much of a product, in thousandths of its unit: 1500 is 1.5 kg, 2000 is two boxes.
/// Signed, because differences of quantities are quantities too.
class Quantity {
public:
    constexpr Quantity() = default;

    explicit constexpr Quantity(std::int64_t thousandths)
        : thousandths_{thousandths} {}

    /// Thousandths of a unit.
    [[nodiscard]] constexpr std::int64_t thousandths() const { return thousandths_; }

    /// True for 0, 1, 2 … whole units.
    [[nodiscard]] constexpr bool is_whole() const { return thousandths_ % 1000 == 0; }

    constexpr auto operator<=>(const Quantity&) const = default;

    constexpr Quantity& operator+=(Quantity other) {
        thousandths_ += other.thousandths_;
        return *this;
    }

    constexpr Quantity& operator-=(Quantity other) {
        thousandths_ -= other.thousandths_;
        return *this;
    }

    friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }

    friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }

    friend constexpr Quantity operator-(Quantity a) { return Quantity{-a.thousandths_}; }

private:
    std::int64_t thousandths_ = 0;
};

/// The most of one product on one line: 9,999.999 units.
inline constexpr Quantity quantity_max{9'999'999};
inline constexpr Quantity one_unit{1000};

/// "1,5" or "2": Vietnamese decimal comma, no trailing zeros, dots between thousands.
[[nodiscard]] std::string format(Quantity quantity);

/// Reads what a cashier types (read_typed_number()): "2", "1,5", "1.250" for one thousand two
/// hundred and fifty; at most three decimals, at most `most`. Refuses anything else, also negative
/// numbers and 0, with false.
[[nodiscard]] bool
parse_quantity(std::string_view text, Quantity& into, Quantity most = quantity_max);

/// True for kg, g, l and m, the units sold in fractions (contract, section 3).
[[nodiscard]] bool takes_fractions(std::string_view unit);

} // namespace ocop
