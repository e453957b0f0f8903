#include "pos/core/money.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/typed_number.hpp"

#include <algorithm>
#include <numeric>

namespace ocop {

namespace {

__extension__ using Wide = __int128;

} // namespace

std::vector<Money> allocate(Money whole, std::span<const std::int64_t> weights) {
    OCOP_ASSERT(!weights.empty());
    if (whole < Money{}) {
        std::vector<Money> shares = allocate(-whole, weights);
        for (Money& share : shares) {
            share = -share;
        }
        return shares;
    }
    Wide sum = 0;
    for (const std::int64_t weight : weights) {
        OCOP_ASSERT(weight >= 0);
        sum += weight;
    }
    std::vector<Money> shares(weights.size());
    if (sum == 0) {
        shares.front() = whole;
        return shares;
    }
    std::vector<Wide> remainders(weights.size());
    std::int64_t left = whole.vnd();
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide product = static_cast<Wide>(whole.vnd()) * weights[i];
        const auto share = static_cast<std::int64_t>(product / sum);
        shares[i] = Money{share};
        remainders[i] = product % sum;
        left -= share;
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return remainders[a] > remainders[b];
    });
    for (std::size_t i = 0; left > 0; ++i, --left) {
        shares[order[i]] += Money{1};
    }
    return shares;
}

std::string format(Money money) {
    const std::int64_t vnd = money.vnd();
    // Digits of the magnitude without overflowing on the smallest value.
    std::string digits = std::to_string(vnd);
    const bool negative = vnd < 0;
    if (negative) {
        digits.erase(0, 1);
    }
    for (std::size_t place = digits.size(); place > 3;) {
        place -= 3;
        digits.insert(place, 1, '.');
    }
    return negative ? '-' + digits : digits;
}

bool parse_money(std::string_view text, Money& into) {
    const auto number = read_typed_number(text);
    if (!number || number->decimals > 0 || number->digits > amount_max.vnd()) {
        return false;
    }
    into = Money{number->digits};
    return true;
}

} // namespace ocop
