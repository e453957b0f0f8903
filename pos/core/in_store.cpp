#include "pos/core/in_store.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ocop {

namespace {

constexpr std::size_t prefix_digits = 2;
constexpr std::size_t free_digits = 10; // between prefix and check digit

struct Meaning {
    std::string_view name;
    InStoreValue value;
    std::int64_t price_step;
};

constexpr std::array meanings{
    Meaning{"weight", InStoreValue::grams, 1},
    Meaning{"price", InStoreValue::price, 1},
    Meaning{"price10", InStoreValue::price, 10},
    Meaning{"price100", InStoreValue::price, 100},
    Meaning{"price1000", InStoreValue::price, 1000},
};

/// How many of `letter` lead `pattern`, taken off it.
std::size_t take(std::string_view& pattern, char letter) {
    const std::size_t count = std::min(pattern.find_first_not_of(letter), pattern.size());
    pattern.remove_prefix(count);
    return count;
}

/// Requires digits.
std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

} // namespace

bool is_in_store_key(std::string_view key) {
    constexpr std::string_view start = "instore.";
    if (key.substr(0, start.size()) != start) {
        return false;
    }
    const std::string_view prefix = key.substr(start.size());
    return prefix == "02" || prefix == "04"
           || (prefix.size() == prefix_digits && prefix >= "20" && prefix <= "29"
               && prefix[1] >= '0' && prefix[1] <= '9');
}

std::optional<InStoreRule> parse_in_store_rule(std::string_view text) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view name = text.substr(0, colon);
    const auto* const meaning =
        std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& known) {
            return known.name == name;
        });
    if (meaning == meanings.end()) {
        return std::nullopt;
    }
    InStoreRule rule{meaning->value, meaning->price_step, 5, false};
    if (colon == text.size()) {
        return rule;
    }
    std::string_view pattern = text.substr(colon + 1);
    const bool whole = pattern.size() == free_digits;
    rule.item_digits = take(pattern, 'I');
    const std::size_t verifiers = take(pattern, 'P');
    const std::size_t values = take(pattern, 'V');
    rule.verifier = verifiers == 1;
    const bool counts = rule.item_digits >= 4 && rule.item_digits <= 6 && verifiers <= 1
                        && values >= 4 && values <= 6;
    return whole && pattern.empty() && counts ? std::optional{rule} : std::nullopt;
}

std::optional<InStoreCode> read_in_store(const Gtin& gtin, const InStoreRules& rules) {
    const std::string all = gtin.digits14();
    if (all[0] != '0') {
        return std::nullopt;
    }
    const std::string_view digits = std::string_view{all}.substr(1); // as an EAN-13
    const auto found = rules.find(std::string{digits.substr(0, prefix_digits)});
    if (found == rules.end()) {
        return std::nullopt;
    }
    const InStoreRule& rule = found->second;
    const std::string_view body = digits.substr(prefix_digits, free_digits);
    const std::string_view item = body.substr(0, rule.item_digits);
    const std::int64_t value = number(body.substr(rule.item_digits + (rule.verifier ? 1 : 0)));
    std::string base{digits.substr(0, prefix_digits + rule.item_digits)};
    base.resize(prefix_digits + free_digits, '0');
    base += check_digit(base);
    InStoreCode code{std::string{item}, *Gtin::parse(base), {}, {}};
    if (rule.value == InStoreValue::grams) {
        code.grams = value;
    } else {
        code.price = Money{value * rule.price_step};
    }
    return code;
}

} // namespace ocop
