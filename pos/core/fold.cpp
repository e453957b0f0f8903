#include "pos/core/catalog.hpp"

#include <utf8proc.h>

#include <array>

namespace ocop {

namespace {

constexpr char32_t latin_end = 0x0250;
constexpr char32_t vietnamese_begin = 0x1E00;
constexpr char32_t vietnamese_end = 0x1F00;

bool is_letter_or_digit(utf8proc_int32_t codepoint) {
    const auto category = utf8proc_category(codepoint);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO)
           || (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

void append_utf8(std::string& into, utf8proc_int32_t codepoint) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto count = utf8proc_encode_char(codepoint, bytes.data());
    for (utf8proc_ssize_t i = 0; i < count; ++i) {
        into += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
    }
}

/// What one code point becomes: letters and digits, a space for anything else, nothing for a mark
/// or an invisible character.
std::string folded(utf8proc_int32_t codepoint) {
    std::array<utf8proc_int32_t, 64> parts{}; // U+FDFA, the longest of all, gives 18
    int boundary = 0;
    const auto count = utf8proc_decompose_char(
        codepoint,
        parts.data(),
        static_cast<utf8proc_ssize_t>(parts.size()),
        static_cast<utf8proc_option_t>(
            UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD
            | UTF8PROC_IGNORE
        ),
        &boundary
    );
    std::string text;
    for (utf8proc_ssize_t i = 0; i < count; ++i) {
        const auto part = parts[static_cast<std::size_t>(i)];
        // đ has no decomposition; ð (eth) is what old fonts and typists give for it.
        if (part == U'đ' || part == U'ð') {
            text += 'd';
        } else if (is_letter_or_digit(part)) {
            append_utf8(text, part);
        } else {
            text += ' ';
        }
    }
    return text;
}

/// folded() of the letters Vietnamese is written with, made once: a catalogue folds millions.
const std::string& folded_letter(char32_t codepoint) {
    static const auto table = [] {
        std::array<std::string, latin_end + (vietnamese_end - vietnamese_begin)> entries;
        for (char32_t c = 0; c < latin_end; ++c) {
            entries[c] = folded(static_cast<utf8proc_int32_t>(c));
        }
        for (char32_t c = vietnamese_begin; c < vietnamese_end; ++c) {
            entries[latin_end + (c - vietnamese_begin)] = folded(static_cast<utf8proc_int32_t>(c));
        }
        return entries;
    }();
    return table[codepoint < latin_end ? codepoint : latin_end + (codepoint - vietnamese_begin)];
}

} // namespace

std::string fold(std::string_view utf8) {
    std::string text;
    text.reserve(utf8.size());
    const auto append = [&text](std::string_view part) {
        for (const char c : part) {
            if (c != ' ') {
                text += c;
            } else if (!text.empty() && text.back() != ' ') {
                text += ' ';
            }
        }
    };
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
    auto left = static_cast<utf8proc_ssize_t>(utf8.size());
    while (left > 0) {
        utf8proc_int32_t codepoint = 0;
        auto used = utf8proc_iterate(bytes, left, &codepoint);
        if (used <= 0) { // not UTF-8: a byte nobody can search for parts words
            used = 1;
            append(" ");
        } else {
            const auto c = static_cast<char32_t>(codepoint);
            if (c < latin_end || (c >= vietnamese_begin && c < vietnamese_end)) {
                append(folded_letter(c));
            } else {
                append(folded(codepoint));
            }
        }
        bytes += used;
        left -= used;
    }
    if (!text.empty() && text.back() == ' ') {
        text.pop_back();
    }
    return text;
}

} // namespace ocop
