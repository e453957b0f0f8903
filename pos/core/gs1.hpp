#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/gtin.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// What a till uses of the data behind GS1 application identifiers (AI).
struct Gs1Data {
    std::optional<Gtin> gtin{};          // AI 01
    std::optional<std::string> lot{};    // AI 10
    std::optional<Day> expiry{};         // AI 17, else the day of AI 7003, else AI 15 (best before)
    std::optional<std::string> serial{}; // AI 21
    std::optional<std::int64_t> grams{}; // AI 310n
    std::optional<std::int64_t> millilitres{}; // AI 315n
    std::optional<std::int64_t> millimetres{}; // AI 311n
    bool other_measure = false; // AI 320n and its like: a measure of a unit nothing is sold by
    std::optional<std::int64_t> count{}; // AI 30
    std::optional<Money> price{};        // AI 392n, or 393n in đồng: of the whole item
    std::optional<std::string> carton{}; // AI 00, or 02 of what it holds; no item by itself
};

/// Where a text breaks GS1's rules: the identifier, or what stands in its place.
struct Gs1Fault {
    std::string at{};
};

/// Reads an element string as scanners send it, AIM identifier taken off: `<AI><data>…`, a field of
/// variable length ended by GS (0x1D) or the end. Separators too many are overlooked. Identifiers a
/// till has no use for are stepped over. `today` places two-digit years: 49 ahead to 50 back (GS1
/// General Specifications, 7.12; lengths: 7.8.5; characters: set 82, figure 7.11). Fails where it
/// names neither an item (AI 01) nor a carton (AI 00, 02). Pure.
[[nodiscard]] Expected<Gs1Data, Gs1Fault> parse_element_string(std::string_view text, Day today);

/// True for a text written as it stands below the bars, `(01)08934563138165(10)AB`.
[[nodiscard]] bool is_bracketed(std::string_view text);

/// Reads such a text, blanks left out; otherwise as parse_element_string(). Pure.
[[nodiscard]] Expected<Gs1Data, Gs1Fault> parse_bracketed(std::string_view text, Day today);

/// Reads a GS1 Digital Link, `https://…/01/<GTIN>[/10/<lot>][/21/<serial>][?17=yymmdd&…]` (GS1
/// Digital Link: URI Syntax 1.4); fails for any other address. Pure.
[[nodiscard]] Expected<Gs1Data, Gs1Fault> parse_digital_link(std::string_view address, Day today);

} // namespace ocop
