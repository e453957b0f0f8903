#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace ocop {

/// An exact ratio of two 64-bit integers, always reduced and with a positive denominator, so that
/// equal ratios are equal values. Compared in 128 bits: no rounding decides a verdict.
class Fraction {
public:
    /// Zero.
    constexpr Fraction() = default;

    /// `numerator` / `denominator`, reduced. nullopt where the denominator is 0 or a reduced term
    /// does not fit 64 bits.
    [[nodiscard]] static std::optional<Fraction>
    make(std::int64_t numerator, std::int64_t denominator);

    [[nodiscard]] constexpr std::int64_t numerator() const { return numerator_; }

    /// Always positive.
    [[nodiscard]] constexpr std::int64_t denominator() const { return denominator_; }

    /// This ratio divided by `other`; nullopt where `other` is 0 or a reduced term does not fit.
    [[nodiscard]] std::optional<Fraction> divided_by(Fraction other) const;

    constexpr bool operator==(const Fraction&) const = default;

    friend constexpr std::strong_ordering operator<=>(const Fraction& a, const Fraction& b) {
        __extension__ using wide = __int128;
        const wide left = static_cast<wide>(a.numerator_) * b.denominator_;
        const wide right = static_cast<wide>(b.numerator_) * a.denominator_;
        return left < right    ? std::strong_ordering::less
               : left == right ? std::strong_ordering::equal
                               : std::strong_ordering::greater;
    }

private:
    constexpr Fraction(std::int64_t numerator, std::int64_t denominator)
        : numerator_{numerator},
          denominator_{denominator} {}

    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

/// "8/5", and "1/1" for one: how ratios are written.
[[nodiscard]] std::string exact(Fraction fraction);
/// "1920" where the denominator is 1, else as exact(): how amounts are written.
[[nodiscard]] std::string plain(Fraction fraction);
/// "1,60": cut toward zero to two decimals, so that 1.4999 never shows as 1,50; between −1/100 and
/// 0 it is "0,00".
[[nodiscard]] std::string shown(Fraction fraction);

} // namespace ocop
