#include "receipts/typography.hpp"

#include "pos/core/assert.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <utility>

namespace ocop::receipts {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_dropped(char32_t point) {
    return point == 0xAD                              // soft hyphen
           || (point >= 0x200B && point <= 0x200F)    // zero width, direction marks
           || (point >= 0x202A && point <= 0x202E)    // embeddings and overrides
           || (point >= 0x2060 && point <= 0x206F)    // word joiner, isolates
           || (point >= 0xFE00 && point <= 0xFE0F)    // variation selectors
           || point == 0xFEFF                         // byte order mark
           || (point >= 0xE0000 && point <= 0xE0FFF); // tags
}

bool is_space(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point <= 0xA0) || point == 0x2028 || point == 0x2029;
}

/// The next code point of `text` from `at`, which moves on; a broken byte is U+FFFD and one byte
/// long.
char32_t next(std::string_view text, std::size_t& at) {
    utf8proc_int32_t point = 0;
    const auto length = utf8proc_iterate(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
        static_cast<utf8proc_ssize_t>(text.size() - at),
        &point
    );
    if (length <= 0) {
        ++at;
        return replacement;
    }
    at += static_cast<std::size_t>(length);
    return static_cast<char32_t>(point);
}

int width_of(char32_t point) {
    return utf8proc_charwidth(static_cast<utf8proc_int32_t>(point));
}

bool is_number(std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// Where the word begins that ends at `end`.
std::size_t word_before(std::string_view line, std::size_t end) {
    const std::size_t space = line.substr(0, end).rfind(' ');
    return space == std::string_view::npos ? 0 : space + 1;
}

/// A short word alone on the last line ("đồng", "★★★★") reads as a slip: the one before goes with
/// it, and a unit takes its number along ("750 ml ★★★★"). What is half a line long, or stands in
/// brackets, can stand alone.
template <class Fits>
void give_company_to_last(std::vector<std::string>& lines, Fits fits) {
    if (lines.size() < 2) {
        return;
    }
    std::string& last = lines.back();
    std::string& before = lines[lines.size() - 2];
    if (last.find(' ') != std::string::npos || last.find(hard_space) != std::string::npos
        || last.starts_with('(') || 2 * columns(last) >= columns(before)) {
        return;
    }
    std::size_t from = word_before(before, before.size());
    const std::size_t number = from > 0 ? word_before(before, from - 1) : 0;
    constexpr int unit_max = 3; // ml, kg, lít
    if (from > 0 && columns(before.substr(from)) <= unit_max
        && is_number(std::string_view{before}.substr(number, from - 1 - number))) {
        from = number;
    }
    // Not where that leaves one word alone, nor between the ends of a range.
    if (from == 0 || word_before(before, from - 1) == 0 || before.substr(from) == "–") {
        return;
    }
    std::string company = before.substr(from) + " " + last;
    if (fits(company)) {
        last = std::move(company);
        before.resize(from - 1);
    }
}

} // namespace

std::string clean(std::string_view utf8_text) {
    std::string visible;
    visible.reserve(utf8_text.size());
    for (std::size_t at = 0; at < utf8_text.size();) {
        const char32_t point = next(utf8_text, at);
        if (is_space(point)) {
            visible += ' ';
        } else if (!is_dropped(point)) {
            visible += utf8(point);
        }
    }
    utf8proc_uint8_t* composed = nullptr;
    const auto length = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(visible.data()),
        static_cast<utf8proc_ssize_t>(visible.size()),
        &composed,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE)
    );
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{composed, &std::free};
    if (length < 0) {
        return visible; // out of memory inside the library: the text as it came still prints
    }
    return {reinterpret_cast<const char*>(composed), static_cast<std::size_t>(length)};
}

std::u32string code_points(std::string_view utf8_text) {
    std::u32string points;
    points.reserve(utf8_text.size());
    for (std::size_t at = 0; at < utf8_text.size();) {
        points += next(utf8_text, at);
    }
    return points;
}

std::string utf8(char32_t code_point) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

int columns(std::string_view utf8_text) {
    int total = 0;
    for (const char32_t point : code_points(utf8_text)) {
        total += width_of(point);
    }
    return total;
}

std::vector<std::string> wrap(std::string_view utf8_text, int width) {
    OCOP_ASSERT(width >= 2);
    return wrap(
        utf8_text,
        width,
        [](std::string_view part) { return static_cast<double>(columns(part)); },
        LongWord::broken
    );
}

std::vector<std::string>
wrap(std::string_view utf8_text, double room, const TextMeasure& measure, LongWord long_word) {
    std::vector<std::string> lines(1);
    double used = 0;
    const auto width = [&measure](std::string part) {
        std::replace(part.begin(), part.end(), hard_space, ' ');
        return measure(part);
    };
    const double space = measure(" ");
    for (std::size_t at = 0; at < utf8_text.size();) {
        const std::size_t end = std::min(utf8_text.find(' ', at), utf8_text.size());
        std::string word{utf8_text.substr(at, end - at)};
        at = end + 1;
        if (word.empty()) {
            continue;
        }
        const double wide = width(word);
        if (!lines.back().empty() && used + space + wide <= room) {
            lines.back().append(" ").append(word);
            used += space + wide;
            continue;
        }
        if (!lines.back().empty()) {
            lines.emplace_back();
        }
        if (wide <= room || long_word == LongWord::whole) {
            lines.back() = std::move(word);
            used = wide;
            continue;
        }
        used = 0;
        for (const char32_t point : code_points(word)) {
            const std::string letter = utf8(point);
            const double letter_wide = width(letter);
            if (!lines.back().empty() && used + letter_wide > room) {
                lines.emplace_back();
                used = 0;
            }
            lines.back() += letter;
            used += letter_wide;
        }
    }
    give_company_to_last(lines, [&](const std::string& line) { return width(line) <= room; });
    for (std::string& line : lines) {
        std::replace(line.begin(), line.end(), hard_space, ' ');
    }
    return lines;
}

} // namespace ocop::receipts
