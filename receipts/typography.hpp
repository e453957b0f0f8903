#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::receipts {

/// Text that is safe to put on paper: NFC, one line. Control bytes (also C1), line breaks and tabs
/// become spaces; direction marks, joiners and variation selectors vanish; broken UTF-8 becomes
/// U+FFFD. After this no byte of the text can be a printer command.
[[nodiscard]] std::string clean(std::string_view utf8);

/// The code points of clean text.
[[nodiscard]] std::u32string code_points(std::string_view utf8);
/// UTF-8 of one code point.
[[nodiscard]] std::string utf8(char32_t code_point);

/// How many columns of a fixed-width line clean text takes: 1 a letter, 2 a wide one (emoji, CJK),
/// 0 a combining mark.
[[nodiscard]] int columns(std::string_view utf8);

/// Clean text as lines of at most `width` columns, broken at spaces alone, so that no syllable is
/// torn (Vietnamese writes each syllable as a word), and no short word alone on the last line where
/// the one before it can stand there too. A single word longer than a line is broken where it must
/// be, never before a combining mark. Always at least one line. Requires `width` ≥ 2.
[[nodiscard]] std::vector<std::string> wrap(std::string_view utf8, int width);

/// How wide clean text is, in any unit; the widths of its parts add up to that of the whole.
using TextMeasure = std::function<double(std::string_view utf8)>;

/// What becomes of a word longer than a line: it is broken, or has a line of its own.
enum class LongWord { broken, whole };

/// A space at which wrap() breaks no line, and which it makes an ordinary one; no byte of clean
/// text.
inline constexpr char hard_space = '\x1F';

/// The same for lines of at most `room`, as `measure` has it: letters of a font are not equally
/// wide.
[[nodiscard]] std::vector<std::string>
wrap(std::string_view utf8, double room, const TextMeasure& measure, LongWord long_word);

} // namespace ocop::receipts
