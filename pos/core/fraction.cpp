#include "pos/core/fraction.hpp"

#include <limits>

namespace ocop {
namespace {

__extension__ using Wide = __int128;

Wide greatest_common_divisor(Wide a, Wide b) {
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

struct Terms {
    std::int64_t numerator;
    std::int64_t denominator;
};

std::optional<Terms> reduce(Wide numerator, Wide denominator) {
    if (denominator == 0) {
        return std::nullopt;
    }
    const Wide divisor = greatest_common_divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    constexpr Wide lowest = std::numeric_limits<std::int64_t>::min();
    constexpr Wide highest = std::numeric_limits<std::int64_t>::max();
    if (numerator < lowest || numerator > highest || denominator > highest) {
        return std::nullopt;
    }
    return Terms{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

} // namespace

std::optional<Fraction> Fraction::make(std::int64_t numerator, std::int64_t denominator) {
    const std::optional<Terms> terms = reduce(numerator, denominator);
    if (!terms) {
        return std::nullopt;
    }
    return Fraction{terms->numerator, terms->denominator};
}

std::optional<Fraction> Fraction::divided_by(Fraction other) const {
    const std::optional<Terms> terms = reduce(
        static_cast<Wide>(numerator_) * other.denominator_,
        static_cast<Wide>(denominator_) * other.numerator_
    );
    if (!terms) {
        return std::nullopt;
    }
    return Fraction{terms->numerator, terms->denominator};
}

std::string exact(Fraction fraction) {
    return std::to_string(fraction.numerator()) + "/" + std::to_string(fraction.denominator());
}

std::string plain(Fraction fraction) {
    return fraction.denominator() == 1 ? std::to_string(fraction.numerator()) : exact(fraction);
}

std::string shown(Fraction fraction) {
    // Integer division cuts toward zero. The hundredths themselves may need more than 64 bits, the
    // whole part never does.
    const Wide hundredths = static_cast<Wide>(fraction.numerator()) * 100 / fraction.denominator();
    const Wide magnitude = hundredths < 0 ? -hundredths : hundredths;
    const std::string whole = std::to_string(static_cast<std::uint64_t>(magnitude / 100));
    const std::string cents = std::to_string(static_cast<unsigned>(magnitude % 100));
    return (hundredths < 0 ? "-" : "") + whole + (cents.size() == 1 ? ",0" : ",") + cents;
}

} // namespace ocop
