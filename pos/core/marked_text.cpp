#include "pos/core/marked_text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace ocop {

namespace {

int tone_of(utf8proc_int32_t codepoint) {
    constexpr std::array<utf8proc_int32_t, 5> tones{0x301, 0x300, 0x309, 0x303, 0x323};
    const auto found = std::find(tones.begin(), tones.end(), codepoint);
    return found == tones.end() ? no_tone : static_cast<int>(found - tones.begin()) + 1;
}

Mark mark_of(utf8proc_int32_t codepoint) {
    switch (codepoint) {
    case 0x302:
        return Mark::circumflex;
    case 0x306:
        return Mark::breve;
    case 0x31B:
        return Mark::horn;
    default: // all other characters there are
        return Mark::none;
    }
}

/// Puts one code point of a decomposed character into `text`; false if none of the three ways of
/// typing gives it.
bool take(utf8proc_int32_t point, MarkedText& text) {
    if (point == 0x111 || point == 0x110) {
        text.push_back({point == 0x111 ? 'd' : 'D', Mark::bar, no_tone});
    } else if (point == 0x20AB) {
        text.push_back({'\0', Mark::bar, no_tone}); // ₫
    } else if (point == 0x1D || (point > 0x20 && point < 0x7F)) {
        text.push_back({static_cast<char>(point), Mark::none, no_tone});
    } else if (const Mark mark = mark_of(point); mark != Mark::none) {
        if (text.empty() || text.back().mark != Mark::none) {
            return false;
        }
        text.back().mark = mark;
    } else if (const int tone = tone_of(point); tone != no_tone) {
        if (text.empty() || text.back().tone != no_tone) {
            text.emplace_back(); // a tone on nothing, as the layout gives it
        }
        text.back().tone = tone;
    } else {
        return false;
    }
    return true;
}

} // namespace

std::optional<MarkedText> read_marked_text(std::string_view utf8) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
    auto left = static_cast<utf8proc_ssize_t>(utf8.size());
    MarkedText text;
    while (left > 0) {
        utf8proc_int32_t character = 0;
        const auto used = utf8proc_iterate(bytes, left, &character);
        if (used <= 0) {
            return std::nullopt;
        }
        bytes += used;
        left -= used;
        // One by one: marks that were typed one after the other stay in that order.
        std::array<utf8proc_int32_t, 32> points{};
        int boundary = 0;
        const auto count = utf8proc_decompose_char(
            character,
            points.data(),
            static_cast<utf8proc_ssize_t>(points.size()),
            UTF8PROC_DECOMPOSE,
            &boundary
        );
        if (count < 0 || count > static_cast<utf8proc_ssize_t>(points.size())) {
            return std::nullopt;
        }
        for (utf8proc_ssize_t i = 0; i < count; ++i) {
            if (!take(points[static_cast<std::size_t>(i)], text)) {
                return std::nullopt;
            }
        }
    }
    return text;
}

} // namespace ocop
