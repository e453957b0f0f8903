#include "pos/core/plain_text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace ocop {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

/// Letters, marks and signs that are drawn as nothing and have a category of things that are drawn.
bool is_drawn_as_nothing(utf8proc_int32_t character) {
    switch (character) {
    case 0x034F: // joins graphemes
    case 0x115F: // Hangul fillers
    case 0x1160:
    case 0x3164:
    case 0xFFA0:
    case 0x17B4: // Khmer vowels that are inherent
    case 0x17B5:
    case 0x2800: // a blank of Braille
        return true;
    default:
        return (character >= 0x180B && character <= 0x180F)
               || (character >= 0xFE00 && character <= 0xFE0F)
               || (character >= 0xE0000 && character <= 0xE0FFF);
    }
}

/// U+FDD0 … U+FDEF and the last two of each plane: no text holds them.
bool is_noncharacter(utf8proc_int32_t character) {
    return (character >= 0xFDD0 && character <= 0xFDEF) || (character & 0xFFFE) == 0xFFFE;
}

bool is_plain(utf8proc_int32_t character) {
    if (character < 0x300) { // most of Vietnamese: all but controls and the soft hyphen
        return character >= 0x20 && (character < 0x7F || character >= 0xA0) && character != 0xAD;
    }
    const utf8proc_category_t category = utf8proc_category(character);
    const bool is_control = category == UTF8PROC_CATEGORY_CC;
    const bool shapes = category == UTF8PROC_CATEGORY_CF; // zero-width, joining, turning, tagging
    const bool parts = category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
    return !is_control && !shapes && !parts && !is_drawn_as_nothing(character)
           && !is_noncharacter(character);
}

/// Part of a pictograph: a sign, or a colour of skin.
bool is_pictograph(utf8proc_int32_t character) {
    const utf8proc_category_t category = utf8proc_category(character);
    return category == UTF8PROC_CATEGORY_SO
           || (category == UTF8PROC_CATEGORY_SK && character >= 0x1F3FB && character <= 0x1F3FF);
}

/// What joins pictographs or says how one is drawn, where it stands behind one.
bool is_in_pictograph(utf8proc_int32_t character, utf8proc_int32_t before) {
    constexpr utf8proc_int32_t joiner = 0x200D;
    constexpr utf8proc_int32_t in_colour = 0xFE0F;
    return (character == in_colour && is_pictograph(before))
           || (character == joiner && (is_pictograph(before) || before == in_colour));
}

/// One character of a text and its bytes; those of no character stand alone and are not plain.
struct Taken {
    std::string_view bytes{};
    bool plain = false;
    bool marks = false; // stands on the letter before it
};

/// Takes the characters of a text one after the other.
class Taker {
public:
    explicit Taker(std::string_view text)
        : rest_{text} {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    Taken take() {
        utf8proc_int32_t character = 0;
        const auto used = utf8proc_iterate(
            reinterpret_cast<const utf8proc_uint8_t*>(rest_.data()),
            static_cast<utf8proc_ssize_t>(rest_.size()),
            &character
        );
        const Taken taken{
            rest_.substr(0, used > 0 ? static_cast<std::size_t>(used) : 1),
            used > 0 && (is_plain(character) || is_in_pictograph(character, before_)),
            used > 0 && utf8proc_category(character) == UTF8PROC_CATEGORY_MN};
        before_ = used > 0 ? character : 0;
        rest_.remove_prefix(taken.bytes.size());
        return taken;
    }

private:
    std::string_view rest_;
    utf8proc_int32_t before_ = 0;
};

/// True if it cannot be but composed: below U+0300 nothing combines or has two forms, nor do the
/// Vietnamese letters from U+1E80 on; U+00A0 is a blank.
bool is_surely_composed(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
        const bool vietnamese = byte == 0xE1 && next >= 0xBA && next <= 0xBB;
        if (byte == 0xC2 && next == 0xA0) {
            return false;
        }
        if (byte >= 0xCC && !vietnamese) {
            return false;
        }
        i += vietnamese ? 2 : 0;
    }
    return true;
}

} // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        utf8proc_int32_t character = 0;
        const auto used = utf8proc_iterate(
            reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
            static_cast<utf8proc_ssize_t>(text.size()),
            &character
        );
        if (used <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(used));
    }
    return true;
}

std::string_view composed(std::string_view text, std::string& room) {
    if (is_surely_composed(text)) {
        return text;
    }
    room = composed(text);
    return room;
}

std::string composed(std::string_view text) {
    if (is_surely_composed(text)) {
        return std::string{text};
    }
    constexpr auto blank = [](utf8proc_int32_t character, void*) -> utf8proc_int32_t {
        return utf8proc_category(character) == UTF8PROC_CATEGORY_ZS ? ' ' : character;
    };
    utf8proc_uint8_t* made = nullptr;
    const auto bytes = utf8proc_map_custom(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()),
        &made,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE),
        blank,
        nullptr
    );
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{made, &std::free};
    return bytes < 0
               ? std::string{text}
               : std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(bytes));
}

bool is_plain_text(std::string_view text) {
    const bool plain_ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < '\x7F'; });
    if (plain_ascii) {
        return true;
    }
    for (Taker taker{text}; !taker.at_end();) {
        if (!taker.take().plain) {
            return false;
        }
    }
    return true;
}

bool is_plain_lines(std::string_view text) {
    for (Taker taker{text}; !taker.at_end();) {
        const Taken taken = taker.take();
        if (!taken.plain && taken.bytes != "\n") {
            return false;
        }
    }
    return true;
}

std::string shown_lines(std::string_view text) {
    std::string shown;
    shown.reserve(text.size());
    for (Taker taker{text}; !taker.at_end();) {
        const Taken taken = taker.take();
        const bool stays = taken.plain || taken.bytes == "\n" || taken.bytes == "\t";
        shown += stays ? taken.bytes : replacement;
    }
    return shown;
}

std::string shown_text(std::string_view text, std::size_t bytes_max) {
    std::string shown;
    for (Taker taker{text}; !taker.at_end();) {
        const Taken taken = taker.take();
        const std::string_view next = taken.plain ? taken.bytes : replacement;
        if (shown.size() + next.size() > bytes_max) {
            return shown.append(ellipsis);
        }
        shown += next;
    }
    return shown;
}

std::string cut_text(std::string_view text, std::size_t units_max) {
    std::size_t taken_bytes = 0;
    std::size_t units = 0;
    std::size_t fits = 0; // bytes that leave room for the ellipsis, one unit
    for (Taker taker{text}; !taker.at_end() && units <= units_max;) {
        const Taken taken = taker.take();
        if (units + 1 <= units_max && !taken.marks) {
            fits = taken_bytes;
        }
        taken_bytes += taken.bytes.size();
        units += taken.bytes.size() > 3 ? 2U : 1U; // beyond U+FFFF: a surrogate pair
    }
    return units <= units_max ? std::string{text}
                              : std::string{text.substr(0, fits)}.append(ellipsis);
}

} // namespace ocop
