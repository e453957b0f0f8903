#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/gtin.hpp"
#include "pos/core/in_store.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/refusal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// What a scanner or a cashier's fingers gave, understood as far as the text alone tells.
struct Code {
    std::string text{};                         // without AIM identifier and line end
    std::optional<Gtin> gtin{};                 // EAN, UPC, GTIN-14, AI 01 or GS1 Digital Link;
                                                // of an in-store variable code, that of value 0
    std::optional<Gtin> whole{};                // of an in-store variable code: the number it is,
                                                // which may be a product's own
    std::optional<Gtin> other{};                // eight digits may be UPC-E and EAN-8: what they
                                                // are if they are not gtin; of six or seven, UPC-E
    std::optional<std::string> lot{};           // AI 10
    std::optional<Day> expiry{};                // AI 17, else AI 7003 or 15
    std::optional<std::string> serial{};        // AI 21
    std::optional<std::int64_t> grams{};        // AI 310n or an in-store weight
    std::optional<std::int64_t> millilitres{};  // AI 315n
    std::optional<std::int64_t> millimetres{};  // AI 311n
    bool other_measure = false;                 // AI 320n …: one that no goods are sold by
    std::optional<std::int64_t> count{};        // AI 30
    std::optional<Money> price{};               // of the whole item: AI 392n, 393n or in-store
    std::optional<std::string> in_store_item{}; // the item digits of an in-store variable code
};

/// Reads raw scanner text: an optional AIM identifier (`]C1`), then EAN-8/13, UPC-A/E, GTIN-14, a
/// GS1 element string (GS 0x1D between fields, or as it stands below the bars, identifiers in
/// brackets), a GS1 Digital Link, an in-store code with a weight or a price in it, or any other
/// text, which may be a product code. What a scanner puts around it (STX, ETX, Tab, line ends) does
/// not count. `today` places two-digit years. Refuses bad_check_digit (a number of a GTIN's length
/// that is misread and looks like one), trace_address (a web address without a GTIN),
/// bad_element_string (`detail`: the identifier where it breaks), carton_code (AI 00 or 02: a
/// pallet or carton and what it holds), unknown_code (empty).
[[nodiscard]] Expected<Code, Refusal>
parse_code(std::string_view raw, Day today, const InStoreRules& in_store);

} // namespace ocop
