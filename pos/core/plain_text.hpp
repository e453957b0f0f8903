#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ocop {

/// True for UTF-8 that every screen and printer shows as it stands: no control characters (Unicode
/// category Cc), no marks that turn the direction of what follows (U+202A … U+202E, U+2066 …
/// U+2069: a name could be read backwards), no line or paragraph separators, nothing that cannot be
/// seen (zero-width spaces and joiners, soft hyphens, fillers, tags: two codes would look alike)
/// and no noncharacters, which break files of other programs. What is invisible and meant stays:
/// the joiners and selectors within a pictograph.
[[nodiscard]] bool is_plain_text(std::string_view text);

/// `text` in Unicode's normalization form C, as keyboards type it and fonts draw it, with every
/// blank a space: the same word is the same bytes, whichever program it comes from. Bytes that are
/// no UTF-8 give `text` as it is.
[[nodiscard]] std::string composed(std::string_view text);

/// The same without a copy where `text` is in form C already, as most is; else it is in `room`.
[[nodiscard]] std::string_view composed(std::string_view text, std::string& room);

/// True for UTF-8, whatever its characters.
[[nodiscard]] bool is_utf8(std::string_view text);

/// The same, but a line feed may part its lines.
[[nodiscard]] bool is_plain_lines(std::string_view text);

/// `text` for a sentence on a screen or terminal: what is not plain becomes U+FFFD, and beyond
/// `bytes_max` it ends in "…".
[[nodiscard]] std::string shown_text(std::string_view text, std::size_t bytes_max = 1000);

/// The same for several lines, which line feeds part, and tabs within them; without a bound.
[[nodiscard]] std::string shown_lines(std::string_view text);

/// `text` in at most `units_max` UTF-16 units, as other programs count; where it is longer it is
/// cut between letters (marks stay with theirs) and ends in "…". Requires UTF-8.
[[nodiscard]] std::string cut_text(std::string_view text, std::size_t units_max);

} // namespace ocop
