#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/gtin.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"
#include "pos/core/refusal.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// What the five value digits of a shop's own variable EAN-13 mean.
enum class InStoreValue { grams };

/// Layout of in-store codes `PP IIIII VVVVV C`: prefix (20-29) → meaning of the value. GS1 leaves
/// the layout to each shop; empty in a new store. Settings `instore.20` … `instore.29`.
using InStoreRules = std::map<std::string, InStoreValue>;

/// What a scanner or a cashier's fingers gave, understood as far as the text alone tells.
struct Code {
    std::string text{};                         // without AIM identifier and line end
    std::optional<Gtin> gtin{};                 // EAN, UPC, GTIN-14, AI 01 or GS1 Digital Link
    std::optional<std::string> lot{};           // AI 10
    std::optional<Day> expiry{};                // AI 17, else AI 15
    std::optional<std::string> serial{};        // AI 21
    std::optional<std::int64_t> grams{};        // AI 310n or an in-store weight
    std::optional<std::int64_t> count{};        // AI 30
    std::optional<std::string> in_store_item{}; // the item digits of an in-store variable code
};

/// Reads raw scanner text: an optional AIM identifier (`]C1`), then EAN-8/13, UPC-A/E, GTIN-14, a
/// GS1 element string (GS 0x1D between fields), a GS1 Digital Link, an in-store weighed code, or
/// any other text, which may be a product code. `today` places two-digit years (GS1 General
/// Specifications, 7.12: 49 years ahead to 50 back).
/// Refuses bad_check_digit (a number of a GTIN's length that is misread and looks like one),
/// trace_address (a web address without a GTIN), unknown_code (empty, or a broken element string).
[[nodiscard]] Expected<Code, Refusal>
parse_code(std::string_view raw, Day today, const InStoreRules& in_store);

} // namespace ocop
