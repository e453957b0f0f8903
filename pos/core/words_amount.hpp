#pragma once

#include "pos/core/money.hpp"

#include <string>

namespace ocop {

/// How the regions of Vietnam say the same number: "linh", "nghìn" in the north, "lẻ", "ngàn" in
/// the south.
enum class WordsVariant { north, south };

/// `amount` in Vietnamese words, as it stands on a receipt: "Một trăm hai mươi mốt nghìn đồng".
/// Begins with a capital; a negative amount begins with "Âm". UTF-8, NFC. Never refuses.
[[nodiscard]] std::string amount_in_words(Money amount, WordsVariant variant);

/// `amount` in English words, with "and" before the tens as British English has it: "One hundred
/// and twenty-one thousand and five đồng". A negative amount begins with "Minus". Never refuses.
[[nodiscard]] std::string amount_in_english(Money amount);

} // namespace ocop
