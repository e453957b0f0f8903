#include "pos/report/table.hpp"

#include <algorithm>
#include <array>

namespace ocop::report {
namespace {

struct Decoded {
    char32_t code_point;
    std::size_t bytes;
};

/// The code point at the front of `text`; a byte that is not UTF-8 stands for itself.
Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t bytes = lead < 0x80             ? 1
                              : (lead & 0xE0) == 0xC0 ? 2
                              : (lead & 0xF0) == 0xE0 ? 3
                              : (lead & 0xF8) == 0xF0 ? 4
                                                      : 1;
    if (bytes == 1 || bytes > text.size()) {
        return {lead, 1};
    }
    char32_t code_point = lead & (0xFFu >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return {lead, 1};
        }
        code_point = (code_point << 6) | (byte(i) & 0x3Fu);
    }
    return {code_point, bytes};
}

struct Range {
    char32_t first;
    char32_t last;
};

bool within(char32_t code_point, const Range* begin, const Range* end) {
    return std::any_of(begin, end, [&](const Range& range) {
        return range.first <= code_point && code_point <= range.last;
    });
}

// Unicode 15, the marks that Vietnamese and its neighbours use; not the whole table.
constexpr std::array<Range, 4> no_width{
    {{0x0300, 0x036F}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF}}};
constexpr std::array<Range, 7> two_wide{
    {{0x1100, 0x115F},
     {0x2E80, 0xA4CF},
     {0xAC00, 0xD7A3},
     {0xF900, 0xFAFF},
     {0xFE30, 0xFE6F},
     {0xFF00, 0xFF60},
     {0x1F300, 0x1FAFF}}};

std::string without_controls(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Decoded next = decode(text);
        const bool control =
            next.code_point < 0x20 || (0x7F <= next.code_point && next.code_point < 0xA0);
        if (control) {
            result += '?';
        } else {
            result += text.substr(0, next.bytes);
        }
        text.remove_prefix(next.bytes);
    }
    return result;
}

struct Display {
    std::string operator()(std::monostate) const { return "–"; }

    std::string operator()(const std::string& text) const { return without_controls(text); }

    std::string operator()(std::int64_t count) const { return format(Money{count}); }

    std::string operator()(Money money) const { return format(money); }

    std::string operator()(Quantity quantity) const { return format(quantity); }
};

} // namespace

Cell cell(const std::optional<Money>& money) {
    return money ? Cell{*money} : Cell{};
}

std::string display(const Cell& cell) {
    return std::visit(Display{}, cell);
}

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    while (!utf8.empty()) {
        const Decoded next = decode(utf8);
        if (within(next.code_point, two_wide.begin(), two_wide.end())) {
            width += 2;
        } else if (!within(next.code_point, no_width.begin(), no_width.end())) {
            width += 1;
        }
        utf8.remove_prefix(next.bytes);
    }
    return width;
}

} // namespace ocop::report
