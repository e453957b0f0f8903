#include "pos/core/gtin.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/chain.hpp"

#include <algorithm>

namespace ocop {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::uint64_t number(std::string_view digits) {
    std::uint64_t value = 0;
    for (const char c : digits) {
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return value;
}

/// `value` in exactly `width` digits, padded with zeros on the left.
std::string padded(std::uint64_t value, std::size_t width) {
    std::string digits(width, '0');
    for (auto place = digits.rbegin(); place != digits.rend() && value > 0; ++place) {
        *place = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return digits;
}

} // namespace

char check_digit(std::string_view digits_before) {
    unsigned sum = 0;
    unsigned weight = 3;
    for (auto place = digits_before.rbegin(); place != digits_before.rend(); ++place) {
        OCOP_ASSERT(is_digit(*place));
        sum += weight * static_cast<unsigned>(*place - '0');
        weight = 4 - weight;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::optional<Gtin> Gtin::parse(std::string_view digits) {
    const bool right_length = digits.size() == 8 || (digits.size() >= 12 && digits.size() <= 14);
    if (!right_length || !std::all_of(digits.begin(), digits.end(), is_digit)) {
        return std::nullopt;
    }
    if (check_digit(digits.substr(0, digits.size() - 1)) != digits.back()) {
        return std::nullopt;
    }
    return Gtin{number(digits)};
}

Gtin Gtin::in_store(std::string_view code, unsigned attempt) {
    // A code holds no control character, so code and attempt cannot run into each other.
    std::string seed{code};
    if (attempt > 0) {
        seed += '\n';
        seed += std::to_string(attempt);
    }
    const Hash hash = blake2b(seed);
    std::uint64_t drawn = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        drawn = drawn << 8 | hash[i];
    }
    std::string digits = "29" + padded(drawn % 10'000'000'000U, 10);
    digits += check_digit(digits);
    return Gtin{number(digits)};
}

std::string Gtin::digits14() const {
    return padded(value_, 14);
}

std::string Gtin::shortest() const {
    if (value_ < 100'000'000U) {
        return padded(value_, 8);
    }
    return padded(value_, value_ < 10'000'000'000'000U ? 13 : 14);
}

bool Gtin::is_in_store() const {
    const std::uint64_t prefix = value_ / 100'000'000'000U; // of the 14 digits, the first three
    return prefix == 2 || prefix == 4 || (prefix >= 20 && prefix <= 29);
}

} // namespace ocop
