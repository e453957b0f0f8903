#include "pos/core/gs1.hpp"

#include "pos/core/quantity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

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

/// `digits` of which the last `decimals` stand behind the point, times `unit`, rounded; nullopt for
/// what is no such number: an identifier may end in anything, and 10^18 is the last that fits.
std::optional<std::int64_t>
parse_decimal(std::string_view digits, int decimals, std::int64_t unit, std::size_t size_max) {
    if (!all_digits(digits) || digits.size() > size_max || decimals < 0 || decimals > 9) {
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

    /// Takes the field `value` of the identifier `ai`; false if there is no such identifier, or it
    /// is not what that promises.
    bool take(std::string_view ai, std::string_view value) {
        const Family* const family = family_of(ai);
        if (family == nullptr || ai.size() != family->identifier || !all_digits(ai)) {
            return false;
        }
        if (value.empty() || value.size() > data_size_max || !is_set_82(value)) {
            return false;
        }
        if (ai == "01") { // a Digital Link may leave out the zeros in front
            data_.gtin = Gtin::parse(value);
            return data_.gtin.has_value();
        }
        if (family->data != 0 && (value.size() != family->data || !all_digits(value))) {
            return false;
        }
        if (ai == "00" || ai == "02") {
            data_.carton = std::string{value};
            return check_digit(value.substr(0, value.size() - 1)) == value.back();
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
    /// Measures and prices, whose last digit of the identifier counts decimals.
    bool take_measure(std::string_view ai, std::string_view value) {
        const std::string_view kind = ai.substr(0, 3);
        if (is_measure(kind)) {
            return take_amount(kind, ai.back() - '0', value);
        }
        if (kind == "392" || kind == "393") {
            const std::string_view currency = kind == "393" ? value.substr(0, 3) : currency_vnd;
            value.remove_prefix(kind == "393" ? currency.size() : 0);
            const auto price = parse_decimal(value, ai.back() - '0', 1, 15);
            if (price && currency == currency_vnd) {
                data_.price = Money{*price};
            }
            return price.has_value();
        }
        return true;
    }

    /// Net weights, volumes and lengths of one item (31nn, 32nn, 35nn, 36nn), and those with all
    /// its packing (33nn, 34nn): how much of the goods that is the latter do not say, so that
    /// nobody may take them for one whole unit.
    static bool is_measure(std::string_view kind) {
        return kind.front() == '3' && kind[1] >= '1' && kind[1] <= '6';
    }

    bool take_amount(std::string_view kind, int decimals, std::string_view value) {
        constexpr int decimals_max = 5;
        const auto thousandths = parse_decimal(value, decimals, 1000, 6);
        if (!thousandths || decimals > decimals_max) {
            return false;
        }
        if (kind == "310") {
            data_.grams = thousandths;
        } else if (kind == "315") {
            data_.millilitres = thousandths;
        } else if (kind == "311") {
            data_.millimetres = thousandths;
        } else {
            data_.other_measure = true;
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

/// What was read, if it names something.
Expected<Gs1Data, Gs1Fault> whole(const Reader& reader) {
    Gs1Data data = reader.data();
    if (!data.gtin && !data.carton) {
        return fault("01");
    }
    return data;
}

/// Where in `path` the GTIN's "/01/" begins: others may stand before it, as in a date.
std::size_t find_gtin(std::string_view path) {
    constexpr std::string_view mark = "/01/";
    std::size_t at = path.find(mark);
    while (at != std::string_view::npos) {
        std::string_view rest = path.substr(at + mark.size());
        if (Gtin::parse(take_until(rest, '/'))) {
            return at;
        }
        at = path.find(mark, at + 1);
    }
    return at;
}

/// The identifier in brackets that `text` begins with; empty if it does not.
std::string_view bracketed_identifier(std::string_view text) {
    const std::size_t end = text.substr(0, 6).find(')');
    if (text.empty() || text.front() != '(' || end == std::string_view::npos) {
        return {};
    }
    const std::string_view ai = text.substr(1, end - 1);
    const Family* const family = family_of(ai);
    return family != nullptr && ai.size() == family->identifier && all_digits(ai)
               ? ai
               : std::string_view{};
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
            if (size < family->data) {
                return fault(ai);
            }
            size = family->data;
        }
        if (!reader.take(ai, text.substr(0, size))) {
            return fault(ai);
        }
        text.remove_prefix(size);
    }
    return whole(reader);
}

bool is_bracketed(std::string_view text) {
    return !bracketed_identifier(text).empty();
}

Expected<Gs1Data, Gs1Fault> parse_bracketed(std::string_view text, Day today) {
    std::string packed;
    std::copy_if(text.begin(), text.end(), std::back_inserter(packed), [](char c) {
        return c != ' ';
    });
    Reader reader{today};
    std::string_view rest = packed;
    while (!rest.empty()) {
        const std::string_view ai = bracketed_identifier(rest);
        if (ai.empty()) {
            return fault(rest.substr(0, 6));
        }
        rest.remove_prefix(ai.size() + 2);
        // A lot may hold brackets: a field ends where those of an identifier begin.
        std::size_t size = std::min(rest.find('('), rest.size());
        while (size < rest.size() && bracketed_identifier(rest.substr(size)).empty()) {
            size = std::min(rest.find('(', size + 1), rest.size());
        }
        if (!reader.take(ai, rest.substr(0, size))) {
            return fault(ai);
        }
        rest.remove_prefix(size);
    }
    return whole(reader);
}

Expected<Gs1Data, Gs1Fault> parse_digital_link(std::string_view address, Day today) {
    address = take_until(address, '#');
    std::string_view path = take_until(address, '?');
    std::string_view query = address;
    const std::size_t start = find_gtin(path);
    if (start == std::string_view::npos) {
        return fault("01");
    }
    Reader reader{today};
    path.remove_prefix(start + 1);
    while (!path.empty()) {
        const std::string_view ai = take_until(path, '/');
        if (!reader.take(ai, unescaped(take_until(path, '/')))) {
            return fault(ai);
        }
    }
    while (!query.empty()) {
        std::string_view value = take_until(query, '&');
        const std::string_view ai = take_until(value, '=');
        // Other words than identifiers may stand there (linkType=…).
        if (all_digits(ai) && !reader.take(ai, unescaped(value))) {
            return fault(ai);
        }
    }
    return whole(reader);
}

} // namespace ocop
