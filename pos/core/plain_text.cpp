#include "pos/core/plain_text.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace ocop {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

bool is_plain(utf8proc_int32_t character) {
    const bool turns = (character >= 0x202A && character <= 0x202E)
                       || (character >= 0x2066 && character <= 0x2069);
    const utf8proc_category_t category = utf8proc_category(character);
    const bool is_control = category == UTF8PROC_CATEGORY_CC;
    const bool parts = category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
    return !turns && !is_control && !parts;
}

/// One character of a text and its bytes; those of no character stand alone and are not plain.
struct Taken {
    std::string_view bytes{};
    bool plain = false;
    bool marks = false; // stands on the letter before it
};

Taken take(std::string_view& text) {
    utf8proc_int32_t character = 0;
    const auto used = utf8proc_iterate(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()),
        &character
    );
    const Taken taken{
        text.substr(0, used > 0 ? static_cast<std::size_t>(used) : 1),
        used > 0 && is_plain(character),
        used > 0 && utf8proc_category(character) == UTF8PROC_CATEGORY_MN};
    text.remove_prefix(taken.bytes.size());
    return taken;
}

} // namespace

bool is_plain_text(std::string_view text) {
    while (!text.empty()) {
        if (!take(text).plain) {
            return false;
        }
    }
    return true;
}

bool is_plain_lines(std::string_view text) {
    while (!text.empty()) {
        const Taken taken = take(text);
        if (!taken.plain && taken.bytes != "\n") {
            return false;
        }
    }
    return true;
}

std::string shown_lines(std::string_view text) {
    std::string shown;
    shown.reserve(text.size());
    while (!text.empty()) {
        const Taken taken = take(text);
        const bool stays = taken.plain || taken.bytes == "\n" || taken.bytes == "\t";
        shown += stays ? taken.bytes : replacement;
    }
    return shown;
}

std::string shown_text(std::string_view text, std::size_t bytes_max) {
    std::string shown;
    while (!text.empty()) {
        const Taken taken = take(text);
        const std::string_view next = taken.plain ? taken.bytes : replacement;
        if (shown.size() + next.size() > bytes_max) {
            return shown.append(ellipsis);
        }
        shown += next;
    }
    return shown;
}

std::string cut_text(std::string_view text, std::size_t units_max) {
    std::string_view left = text;
    std::size_t units = 0;
    std::size_t fits = 0; // bytes that leave room for the ellipsis, one unit
    while (!left.empty() && units <= units_max) {
        const std::size_t at = text.size() - left.size();
        const Taken taken = take(left);
        if (units + 1 <= units_max && !taken.marks) {
            fits = at;
        }
        units += taken.bytes.size() > 3 ? 2U : 1U; // beyond U+FFFF: a surrogate pair
    }
    return units <= units_max ? std::string{text}
                              : std::string{text.substr(0, fits)}.append(ellipsis);
}

} // namespace ocop
