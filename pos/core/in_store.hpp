#pragma once

#include "pos/core/gtin.hpp"
#include "pos/core/money.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// What the value digits of a shop's own variable EAN-13 mean.
enum class InStoreValue { grams, price };

/// Layout of a shop's own EAN-13 under one prefix: `PP`, then ten digits of item, an optional
/// verifier of the value, value; then the check digit. GS1 leaves it to each shop (General
/// Specifications, 2.1.14.2).
struct InStoreRule {
    InStoreValue value = InStoreValue::grams;
    std::int64_t price_step = 1; // đồng one unit of a price value stands for: 1, 10, 100 or 1000
    std::size_t item_digits = 5; // 4-6
    bool verifier = false;       // a digit behind the item that checks the value by itself

    bool operator==(const InStoreRule&) const = default;
};

/// By prefix: "20"-"29", or "02" and "04", which scanners may send as twelve digits (UPC-A). Empty
/// in a new store. Settings `instore.20` … `instore.29`, `instore.02`, `instore.04`.
using InStoreRules = std::map<std::string, InStoreRule>;

/// Whether `key` is one of those settings.
[[nodiscard]] bool is_in_store_key(std::string_view key);

/// Reads a rule as the setting holds it: `weight`, `price`, `price10`, `price100` or `price1000`,
/// then, where it is not five digits each, a pattern of the ten digits between prefix and check
/// digit: `weight:IIIIVVVVVV`, `price100:IIIIIPVVVV` (I item, P verifier, V value).
[[nodiscard]] std::optional<InStoreRule> parse_in_store_rule(std::string_view text);

/// A shop's own code, taken apart.
struct InStoreCode {
    std::string item{};                  // the item digits
    Gtin base;                           // the same code with value and verifier 0: how a catalogue
                                         // may name the product
    std::optional<std::int64_t> grams{}; // one of these two
    std::optional<Money> price{};
};

/// Takes `gtin` apart if a rule of `rules` is for its prefix.
[[nodiscard]] std::optional<InStoreCode> read_in_store(const Gtin& gtin, const InStoreRules& rules);

} // namespace ocop
