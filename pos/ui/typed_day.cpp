#include "pos/ui/typed_day.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ocop::ui {

namespace {

constexpr std::size_t text_max = 10; // "31/01/2027"

/// The runs of digits in `text`; empty if anything but digits and single separators is in it.
std::vector<std::string> numbers_in(std::string_view text) {
    std::vector<std::string> numbers(1);
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            numbers.back().push_back(c);
        } else if ((c == '/' || c == '-' || c == '.') && !numbers.back().empty()) {
            numbers.emplace_back();
        } else {
            return {};
        }
    }
    return numbers.back().empty() ? std::vector<std::string>{} : numbers;
}

} // namespace

std::optional<Day> parse_typed_day(std::string_view text) {
    if (text.size() > text_max) {
        return std::nullopt;
    }
    std::vector<std::string> parts = numbers_in(text);
    if (parts.size() == 1 && (parts[0].size() == 6 || parts[0].size() == 8)) {
        const std::string all = parts[0];
        parts = {all.substr(0, 2), all.substr(2, 2), all.substr(4)};
    }
    if (parts.size() != 3) {
        return std::nullopt;
    }
    if (parts[0].size() == 4) { // the year comes first
        std::swap(parts[0], parts[2]);
    }
    if (parts[0].size() > 2 || parts[1].size() > 2
        || (parts[2].size() != 2 && parts[2].size() != 4)) {
        return std::nullopt;
    }
    const std::string year = parts[2].size() == 2 ? "20" + parts[2] : parts[2];
    const auto padded = [](const std::string& part) {
        return part.size() == 1 ? "0" + part : part;
    };
    return parse_day(year + '-' + padded(parts[1]) + '-' + padded(parts[0]));
}

} // namespace ocop::ui
