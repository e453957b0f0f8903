#pragma once

#include "pos/core/refusal.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

// How long what people and scripts say may be, in bytes of UTF-8. What is longer is refused before
// it is looked at. Only what comes in is measured: a journal of an earlier program that holds
// longer texts is read as it stands.

/// One line of `ocop sell`: several times a return of a long receipt, or a logo.
inline constexpr std::size_t action_bytes_max = 65'536;
/// Reasons of discounts, returns, cash paid in or out, an opened drawer; names of points.
inline constexpr std::size_t reason_bytes_max = 300;
/// Codes of goods and producers, lots, numbers of receipts, keys of settings.
inline constexpr std::size_t code_text_bytes_max = 64;
/// The longest text a code in common use carries: QR, version 40, digits alone.
inline constexpr std::size_t scan_bytes_max = 7'089;
/// As `ocop user add` takes it.
inline constexpr std::size_t user_bytes_max = 32;
/// As a PIN is compared; `ocop user add` takes 4 to 12 digits.
inline constexpr std::size_t pin_bytes_max = 64;
/// The logo, the longest of all; check_setting() is stricter with the others.
inline constexpr std::size_t setting_bytes_max = 16'000;
/// Lines of a basket, a gift set's parts each counted: what a printer's queue holds (32 MiB for
/// both forms of a receipt) is some 1,450.
inline constexpr std::size_t basket_lines_max = 1'000;

/// What a text's characters may be.
enum class TextKind {
    plain, // is_plain_text()
    lines, // is_plain_lines()
    raw    // anything: it is compared, and never kept or shown as it is
};

/// A text that comes in: the name it has in actions, and its limit.
struct TextLimit {
    std::string_view key{};
    std::size_t bytes_max = 0;
    TextKind kind = TextKind::plain;
};

/// The refusal of `text`, if it is longer than `limit` says (text_too_long) or holds characters
/// that may not be (text_not_plain).
[[nodiscard]] std::optional<Refusal> check_text(const TextLimit& limit, std::string_view text);

/// "lý do", "reason": what people call the text with that key; an unknown key in quotes.
[[nodiscard]] std::string text_name(std::string_view key, Language language);

} // namespace ocop
