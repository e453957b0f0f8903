#include "catalog-sync/field_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace ocop::catalog_sync {

namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
}

/// The text up to `separator`, which `rest` then begins behind.
std::string_view cut(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const auto head = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return head;
}

} // namespace

bool is_text(std::string_view text) {
    return text.size() <= text_size_bytes_max && std::none_of(text.begin(), text.end(), is_control);
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= code_size_bytes_max && is_text(text)
           && text.find_first_of(":;") == std::string_view::npos;
}

std::optional<std::vector<SetComponent>> parse_components(std::string_view text) {
    std::vector<SetComponent> components;
    while (!text.empty()) {
        std::string_view entry = cut(text, ';');
        const auto code = trimmed(cut(entry, ':'));
        const auto thousandths = parse_whole(trimmed(entry));
        const bool in_range =
            thousandths && *thousandths > 0 && *thousandths <= quantity_max.thousandths();
        if (!is_code(code) || !in_range) {
            return std::nullopt;
        }
        const bool repeated =
            std::any_of(components.begin(), components.end(), [&](const SetComponent& earlier) {
                return earlier.product == code;
            });
        if (repeated) {
            return std::nullopt;
        }
        components.push_back({std::string{code}, Quantity{*thousandths}});
    }
    return components;
}

std::string write_components(const std::vector<SetComponent>& components) {
    std::string text;
    for (const SetComponent& component : components) {
        text += text.empty() ? "" : ";";
        text += component.product + ':' + std::to_string(component.quantity.thousandths());
    }
    return text;
}

std::optional<std::vector<BaselineMonth>> parse_months(std::string_view text) {
    constexpr std::int64_t sum_max = amount_max.vnd();
    std::vector<BaselineMonth> months;
    while (!text.empty()) {
        std::string_view entry = cut(text, ';');
        const auto first_day = parse_day(std::string{trimmed(cut(entry, ':'))} + "-01");
        const auto revenue = parse_whole(trimmed(cut(entry, ':')));
        const auto profit = parse_whole(trimmed(entry));
        if (!first_day || !revenue || !profit || *revenue < 0 || *revenue > sum_max
            || *profit < -sum_max || *profit > sum_max) {
            return std::nullopt;
        }
        const auto date = first_day->date();
        const BaselineMonth month{
            static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            Money{*revenue},
            Money{*profit}};
        const bool repeated =
            std::any_of(months.begin(), months.end(), [&](const BaselineMonth& earlier) {
                return earlier.year == month.year && earlier.month == month.month;
            });
        if (repeated) {
            return std::nullopt;
        }
        months.push_back(month);
    }
    return months;
}

std::string write_months(const std::vector<BaselineMonth>& months) {
    std::string text;
    for (const BaselineMonth& month : months) {
        text += text.empty() ? "" : ";";
        text += iso(Day{month.year, month.month, 1}).substr(0, 7);
        text += ':' + std::to_string(month.revenue.vnd());
        text += ':' + std::to_string(month.profit.vnd());
    }
    return text;
}

std::optional<std::vector<DatedPrice>> parse_price_list(std::string_view text) {
    std::vector<DatedPrice> prices;
    while (!text.empty()) {
        std::string_view entry = cut(text, ';');
        const std::string_view days = trimmed(cut(entry, ':'));
        const auto price = parse_whole(trimmed(entry));
        const std::size_t dots = days.find("..");
        const auto from = parse_day(trimmed(days.substr(0, dots)));
        if (dots == std::string_view::npos || !from || !price || *price < 1
            || *price > unit_price_max.vnd()) {
            return std::nullopt;
        }
        DatedPrice dated{*from, std::nullopt, Money{*price}};
        if (const auto to = trimmed(days.substr(dots + 2)); !to.empty()) {
            dated.to = parse_day(to);
            if (!dated.to || *dated.to < dated.from) {
                return std::nullopt;
            }
        }
        prices.push_back(dated);
    }
    std::sort(prices.begin(), prices.end(), [](const DatedPrice& a, const DatedPrice& b) {
        return a.from < b.from;
    });
    const auto overlap =
        std::adjacent_find(prices.begin(), prices.end(), [](const auto& a, const auto& b) {
            return !a.to || b.from <= *a.to;
        });
    return overlap == prices.end() ? std::optional{std::move(prices)} : std::nullopt;
}

std::string write_price_list(const std::vector<DatedPrice>& prices) {
    std::string text;
    for (const DatedPrice& dated : prices) {
        text += text.empty() ? "" : ";";
        text += iso(dated.from) + ".." + (dated.to ? iso(*dated.to) : "");
        text += ':' + std::to_string(dated.price.vnd());
    }
    return text;
}

std::optional<int> parse_percent(std::string_view text) {
    const std::size_t point = text.find_first_of(".,");
    const auto whole = parse_whole(text.substr(0, point));
    std::string decimals{point == std::string_view::npos ? "" : text.substr(point + 1)};
    if (!whole || *whole < 0 || *whole > 100 || text.starts_with('-') || decimals.size() > 2
        || (point != std::string_view::npos && decimals.empty())) {
        return std::nullopt;
    }
    decimals.resize(2, '0');
    const auto hundredths = parse_whole(decimals);
    if (!hundredths || *hundredths < 0 || *whole * 100 + *hundredths > 10'000) {
        return std::nullopt;
    }
    return static_cast<int>(*whole * 100 + *hundredths);
}

std::string write_percent(int hundredths) {
    std::string text = std::to_string(hundredths / 100);
    if (const int rest = hundredths % 100; rest != 0) {
        text += '.';
        text += static_cast<char>('0' + rest / 10);
        if (rest % 10 != 0) {
            text += static_cast<char>('0' + rest % 10);
        }
    }
    return text;
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
    const auto digits = text.substr(text.starts_with('-') ? 1 : 0);
    if (digits.empty() || digits.size() > 18) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && rest == end ? std::optional{value} : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::array<std::string_view, 3> blanks{" ", "\t", "\xC2\xA0"};
    for (bool more = true; more;) {
        more = false;
        for (const auto blank : blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                more = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                more = true;
            }
        }
    }
    return text;
}

} // namespace ocop::catalog_sync
