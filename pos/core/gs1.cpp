#include "pos/core/gs1.hpp"

#include "pos/core/quantity.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ocop {

namespace {

constexpr char group_separator = '\x1d';
constexpr std::size_t data_size_max = 90;        // no field is longer
constexpr std::string_view currency_vnd = "704"; // ISO 4217

/// How identifiers that begin with these two digits are built: their own length, and that of the
/// data where it is the same for all (General Specifications, figure 7.8.5-2), 0 where it varies.
struct Family {
    std::string_view first;
    std::string_view last;
    std::size_t identifier;
    std::size_t data;
};

constexpr std::array families{
    Family{"00", "00", 2, 18}, Family{"01", "03", 2, 14}, Family{"10", "10", 2, 0},
    Family{"11", "13", 2, 6},  Family{"15", "17", 2, 6},  Family{"20", "20", 2, 2},
    Family{"21", "22", 2, 0},  Family{"23", "25", 3, 0},  Family{"30", "30", 2, 0},
    Family{"31", "36", 4, 6},  Family{"37", "37", 2, 0},  Family{"39", "39", 4, 0},
    Family{"40", "40", 3, 0},  Family{"41", "41", 3, 13}, Family{"42", "42", 3, 0},
    Family{"43", "43", 4, 0},  Family{"70", "70", 4, 0},  Family{"71", "71", 3, 0},
    Family{"72", "72", 4, 0},  Family{"80", "82", 4, 0},  Family{"90", "99", 2, 0},
};

const Family* family_of(std::string_view text) {
    const std::string_view two = text.substr(0, 2);
    const auto* const found =
        std::find_if(families.begin(), families.end(), [&](const Family& family) {
            return two.size() == 2 && family.first <= two && two <= family.last;
        });
    return found == families.end() ? nullptr : &*found;
}

bool all_digits(std::string_view text) {
    return !text.empty()
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_set_82(std::string_view text) {
    constexpr std::string_view marks = "!\"%&'()*+,-./:;<=>?_";
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
               || marks.find(c) != std::string_view::npos;
    });
}

/// Requires at most 18 digits.
std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// yymmdd with day 00 as the last day of the month (General Specifications, 3.4.2: for expiry).
std::optional<Day> parse_yymmdd(std::string_view digits, Day today) {
    if (!all_digits(digits) || digits.size() != 6) {
        return std::nullopt;
    }
    const int now = static_cast<int>(today.date().year());
    int year = now / 100 * 100 + static_cast<int>(number(digits.substr(0, 2)));
    if (year - now > 49) {
        year -= 100;
    } else if (now - year > 50) {
        year += 100;
    }
    const auto month = static_cast<unsigned>(number(digits.substr(2, 2)));
    const auto day = static_cast<unsigned>(number(digits.substr(4, 2)));
    if (month < 1 || month > 12) {
        return std::nullopt;
    }
    if (day == 0) {
        return Day{year, month, 1}.plus_months(1).plus_days(-1);
    }
    const std::chrono::year_month_day date{
        std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    return date.ok() ? std::optional{Day{std::chrono::sys_days{date}}} : std::nullopt;
}

/// `digits` of which the last `decimals` stand behind the point, times `unit`, rounded.
std::optional<std::int64_t>
parse_decimal(std::string_view digits, int decimals, std::int64_t unit, std::size_t size_max) {
    if (!all_digits(digits) || digits.size() > size_max) {
        return std::nullopt;
    }
    std::int64_t divisor = 1;
    for (int i = 0; i < decimals; ++i) {
        divisor *= 10;
    }
    return scale(number(digits), unit, divisor);
}

/// Collects fields one by one.
class Reader {
public:
    explicit Reader(Day today)
        : today_{today} {}

    /// Takes the field `value` of the identifier `ai`; false if it is not what that promises.
    bool take(std::string_view ai, std::string_view value) {
        if (value.empty() || value.size() > data_size_max || !is_set_82(value)) {
            return false;
        }
        if (ai == "01") {
            data_.gtin = Gtin::parse(value);
            return data_.gtin.has_value();
        }
        if (ai == "10" || ai == "21") {
            (ai == "10" ? data_.lot : data_.serial) = std::string{value};
            return value.size() <= 20;
        }
        if (ai == "15" || ai == "17") {
            auto& day = ai == "15" ? best_before_ : data_.expiry;
            day = parse_yymmdd(value, today_);
            return day.has_value();
        }
        if (ai == "7003") { // yymmddhhmm
            expiry_hour_ = parse_yymmdd(value.substr(0, 6), today_);
            return expiry_hour_ && value.size() == 10 && all_digits(value);
        }
        if (ai == "30") {
            data_.count = parse_decimal(value, 0, 1, 8);
            return data_.count.has_value();
        }
        return take_measure(ai, value);
    }

    [[nodiscard]] Gs1Data data() const {
        Gs1Data data = data_;
        for (const auto& day : {expiry_hour_, best_before_}) {
            if (!data.expiry) {
                data.expiry = day;
            }
        }
        return data;
    }

private:
    /// Weight and price, whose last digit of the identifier counts decimals.
    bool take_measure(std::string_view ai, std::string_view value) {
        const std::string_view kind = ai.substr(0, 3);
        const int decimals = ai.back() - '0';
        if (kind == "310") {
            data_.grams = parse_decimal(value, decimals, 1000, 6);
            return data_.grams.has_value() && decimals <= 5;
        }
        if (kind == "392" || kind == "393") {
            const std::string_view currency = kind == "393" ? value.substr(0, 3) : currency_vnd;
            value.remove_prefix(kind == "393" ? currency.size() : 0);
            const auto price = parse_decimal(value, decimals, 1, 15);
            if (price && currency == currency_vnd) {
                data_.price = Money{*price};
            }
            return price.has_value();
        }
        return true;
    }

    Day today_;
    Gs1Data data_{};
    std::optional<Day> best_before_{};
    std::optional<Day> expiry_hour_{};
};

Unexpected<Gs1Fault> fault(std::string_view at) {
    return Unexpected{Gs1Fault{std::string{at}}};
}

/// What stands before the first of `ends`, taken off `rest` together with that.
std::string_view take_until(std::string_view& rest, char end) {
    const std::size_t at = std::min(rest.find(end), rest.size());
    const std::string_view taken = rest.substr(0, at);
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return taken;
}

int hex_digit(char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::size_t at = digits.find(static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c));
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

/// "%2F" → "/" (RFC 3986, 2.1); what is no such code stays as it is.
std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool code = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0
                          && hex_digit(text[i + 2]) >= 0;
        plain += code ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]))
                      : text[i];
        i += code ? 2 : 0;
    }
    return plain;
}

} // namespace

Expected<Gs1Data, Gs1Fault> parse_element_string(std::string_view text, Day today) {
    Reader reader{today};
    while (!text.empty()) {
        if (text.front() == group_separator) {
            text.remove_prefix(1);
            continue;
        }
        const Family* const family = family_of(text);
        if (family == nullptr) {
            return fault(text.substr(0, 2));
        }
        const std::string_view ai = text.substr(0, family->identifier);
        if (ai.size() < family->identifier || !all_digits(ai)) {
            return fault(ai);
        }
        text.remove_prefix(ai.size());
        std::size_t size = std::min(text.find(group_separator), text.size());
        if (family->data != 0) {
            if (size < family->data || !all_digits(text.substr(0, family->data))) {
                return fault(ai);
            }
            size = family->data;
        }
        if (!reader.take(ai, text.substr(0, size))) {
            return fault(ai);
        }
        text.remove_prefix(size);
    }
    Gs1Data data = reader.data();
    if (!data.gtin) {
        return fault("01");
    }
    return data;
}

Expected<Gs1Data, Gs1Fault> parse_digital_link(std::string_view address, Day today) {
    address = take_until(address, '#');
    std::string_view path = take_until(address, '?');
    std::string_view query = address;
    const std::size_t start = path.find("/01/");
    if (start == std::string_view::npos) {
        return fault("01");
    }
    Reader reader{today};
    path.remove_prefix(start + 1);
    while (!path.empty()) {
        const std::string_view ai = take_until(path, '/');
        if (ai.size() < 2 || !reader.take(ai, unescaped(take_until(path, '/')))) {
            return fault(ai);
        }
    }
    while (!query.empty()) {
        std::string_view value = take_until(query, '&');
        const std::string_view ai = take_until(value, '=');
        // Other words than identifiers may stand there (linkType=…).
        if (ai.size() >= 2 && all_digits(ai) && !reader.take(ai, unescaped(value))) {
            return fault(ai);
        }
    }
    Gs1Data data = reader.data();
    if (!data.gtin) {
        return fault("01");
    }
    return data;
}

} // namespace ocop
