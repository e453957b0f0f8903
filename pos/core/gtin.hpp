#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// A GS1 trade item number: GTIN-8, -12, -13 or -14, kept and compared as 14 digits.
/// Exists only with a right check digit (GS1 General Specifications, 7.9).
class Gtin {
public:
    /// Reads 8, 12, 13 or 14 digits; nullopt for another length, a letter or a wrong check digit.
    [[nodiscard]] static std::optional<Gtin> parse(std::string_view digits);

    /// The in-store EAN-13 (prefix 29, restricted circulation) that stands for product `code` where
    /// its maker has no number. The same code always gets the same number; `attempt` > 0 gives the
    /// next candidate where two codes collide.
    [[nodiscard]] static Gtin in_store(std::string_view code, unsigned attempt = 0);

    /// 14 digits, padded with zeros on the left, as the journal writes it.
    [[nodiscard]] std::string digits14() const;
    /// The shortest form a scanner gives: 8 digits where six zeros lead, else 13, else 14.
    [[nodiscard]] std::string shortest() const;
    /// True for numbers 02, 04 and 20-29 in EAN-13: good only within one shop.
    [[nodiscard]] bool is_in_store() const;

    [[nodiscard]] std::uint64_t value() const { return value_; }

    auto operator<=>(const Gtin&) const = default;

private:
    explicit Gtin(std::uint64_t value)
        : value_{value} {}

    std::uint64_t value_;
};

/// The GS1 check digit of the digits before it: weights 3,1,3,1 … from the right. Requires digits.
[[nodiscard]] char check_digit(std::string_view digits_before);

} // namespace ocop
