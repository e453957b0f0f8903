#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ocop {

/// More ways than these to type one text, and it is told to nobody which was meant.
inline constexpr std::size_t typings_max = 256;

/// The keys that a scanner may have typed where a Vietnamese input method made `utf8` of them
/// (upper or lower case, NFC or NFD; at most 200 bytes), each once, in alphabetical order:
///
/// - Telex: `s f r x j` tones, `aa ee oo` circumflex, `aw` breve, `ow uw` horn (one `w` for both of
///   ươ), `dd` đ, a lone `w` or `]` ư, `[` ơ (TCVN 5712's companions in Unikey's and ibus-bamboo's
///   rule tables). A mark's key is anywhere behind its letter, a tone's behind the first vowel, up
///   to the end of the letters; it has its letter's case.
/// - VNI: the same with `1 2 3 4 5` tones, `6` circumflex, `7` horn, `8` breve, `9` đ.
/// - The Vietnamese keyboard layout (TCVN 6064, "vn" of xkeyboard-config): `1 2 3 4` ă â ê ô,
///   `5 6 7 8 9` tones behind their letter, `0` đ, `[ ]` ư ơ, `=` ₫; `! @ # $ ) { }` their
///   capitals.
///
/// The whole text was typed in one of the three ways. Keys whose effect is lost (a second tone that
/// replaced the first) cannot be told. None for plain ASCII, which needs no guess, for text none of
/// the three makes, and where there would be more than typings_max: a choice among some of them
/// would be a guess. Pure.
[[nodiscard]] std::vector<std::string> typings(std::string_view utf8);

} // namespace ocop
