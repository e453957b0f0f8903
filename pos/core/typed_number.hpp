#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ocop {

/// A number as somebody typed it: `digits` / 10^`decimals`.
struct TypedNumber {
    std::int64_t digits = 0;
    int decimals = 0;

    bool operator==(const TypedNumber&) const = default;
};

/// The one reading of typed numbers, in every field: a comma is the decimal mark; dots or blanks
/// group thousands where three digits follow each ("1.250", "1 250"). A lone dot with other than
/// three digits behind it, or behind a single 0 ("1.5", "0.500"), can only have been meant as the
/// decimal mark; reads_another_way() tells so. "k" behind it stands for thousand ("12,5k").
/// nullopt for anything else: also a comma or a dot without digits on both sides, "1.25.000",
/// "1234.567", and more than 15 digits. Never negative. Pure.
[[nodiscard]] std::optional<TypedNumber> read_typed_number(std::string_view text);

/// True for a text that a person may read otherwise than the till: with anything but digits in it.
/// Whoever shows the field then shows the reading beside it, before it counts.
[[nodiscard]] bool reads_another_way(std::string_view text);

} // namespace ocop
