#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace ocop {

/// What Vietnamese puts on a letter beside its tone; the bar is that of đ.
enum class Mark { none, circumflex, breve, horn, bar };
inline constexpr int no_tone = 0; // 1 to 5: acute, grave, hook, tilde, dot below, as VNI counts

/// A letter or sign of a keyboard, with what an input method put on it.
struct Letter {
    char base = '\0'; // '\0': a mark that stands on nothing
    Mark mark = Mark::none;
    int tone = no_tone;
};

using MarkedText = std::vector<Letter>;

/// Takes `utf8` apart, precomposed or not: ASCII without spaces, Vietnamese letters, marks, the
/// group separator, ₫ (a bar on nothing). A tone on nothing, or a second one on a letter, stands
/// alone. nullopt for any other character, and for bytes that are not UTF-8. Pure.
[[nodiscard]] std::optional<MarkedText> read_marked_text(std::string_view utf8);

} // namespace ocop
