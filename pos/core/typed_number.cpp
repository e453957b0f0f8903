#include "pos/core/typed_number.hpp"

#include <algorithm>
#include <string>

namespace ocop {

namespace {

constexpr std::size_t digits_max = 15;
constexpr std::string_view no_break_blank = "\xC2\xA0"; // what other programs group with
constexpr std::string_view narrow_blank = "\xE2\x80\xAF";

bool all_digits(std::string_view text) {
    return !text.empty()
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Blanks of every kind as a space.
std::string with_spaces(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        std::size_t used = 1;
        for (const std::string_view blank : {no_break_blank, narrow_blank}) {
            used = text.starts_with(blank) ? blank.size() : used;
        }
        plain += used > 1 ? ' ' : text.front();
        text.remove_prefix(used);
    }
    return plain;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    return text;
}

/// The digits of a whole number, its thousands grouped by `mark` or not at all; empty if it is
/// none.
std::string ungrouped(std::string_view text, char mark) {
    std::string digits;
    std::size_t at = std::min(text.find(mark), text.size());
    const bool grouped = at < text.size();
    const std::string_view first = text.substr(0, at);
    if (!all_digits(first) || (grouped && (first.size() > 3 || first.front() == '0'))) {
        return {};
    }
    digits = first;
    while (at < text.size()) {
        const std::string_view group = text.substr(at + 1, 3);
        if (group.size() != 3 || !all_digits(group)) {
            return {};
        }
        digits += group;
        at += 1 + group.size();
        if (at < text.size() && text[at] != mark) {
            return {};
        }
    }
    return digits;
}

/// The digits of a whole number, grouped by dots or by blanks.
std::string whole_digits(std::string_view text) {
    const std::string dotted = ungrouped(text, '.');
    return dotted.empty() ? ungrouped(text, ' ') : dotted;
}

} // namespace

std::optional<TypedNumber> read_typed_number(std::string_view raw) {
    const std::string spaced = with_spaces(raw);
    std::string_view text = trimmed(spaced);
    const bool thousands = text.ends_with('k') || text.ends_with('K');
    if (thousands) {
        text = trimmed(text.substr(0, text.size() - 1));
    }
    std::string digits = whole_digits(text);
    std::string_view decimals;
    if (digits.empty()) {
        // A dot that groups nothing is one that somebody took for the decimal mark.
        const std::size_t mark = text.find(text.find(',') == std::string_view::npos ? '.' : ',');
        if (mark == std::string_view::npos) {
            return std::nullopt;
        }
        digits = whole_digits(text.substr(0, mark));
        decimals = text.substr(mark + 1);
        const bool may_be_thousands =
            text[mark] == '.' && decimals.size() == 3 && text.substr(0, mark) != "0";
        if (digits.empty() || !all_digits(decimals) || may_be_thousands) {
            return std::nullopt;
        }
    }
    digits += decimals;
    if (digits.size() > digits_max) {
        return std::nullopt;
    }
    TypedNumber number{0, static_cast<int>(decimals.size())};
    for (const char digit : digits) {
        number.digits = number.digits * 10 + (digit - '0');
    }
    for (int place = 0; thousands && place < 3; ++place) {
        if (number.decimals > 0) {
            --number.decimals;
        } else {
            number.digits *= 10;
        }
    }
    return number;
}

bool reads_another_way(std::string_view text) {
    return !text.empty() && !all_digits(text);
}

} // namespace ocop
