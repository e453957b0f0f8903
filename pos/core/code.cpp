#include "pos/core/code.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ocop {

namespace {

constexpr char group_separator = '\x1d';

bool all_digits(std::string_view text) {
    return !text.empty()
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

Unexpected<Refusal> refuse(RefusalCode code, std::string_view text) {
    return Unexpected{Refusal{code, std::string{text}, {}, {}}};
}

/// yymmdd with day 00 as the last day of the month (GS1 General Specifications, 3.4.2: for expiry).
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

/// GS1 syntax dictionary: how long the field behind an application identifier is.
struct Identifier {
    std::string_view digits; // "310" stands for 3100-3105
    std::size_t length;      // of the identifier itself
    std::size_t data_max;
    bool fixed;
};

constexpr std::array identifiers{
    Identifier{"00", 2, 18, true},
    Identifier{"01", 2, 14, true},
    Identifier{"02", 2, 14, true},
    Identifier{"10", 2, 20, false},
    Identifier{"11", 2, 6, true},
    Identifier{"13", 2, 6, true},
    Identifier{"15", 2, 6, true},
    Identifier{"16", 2, 6, true},
    Identifier{"17", 2, 6, true},
    Identifier{"21", 2, 20, false},
    Identifier{"30", 2, 8, false},
    Identifier{"37", 2, 8, false},
    Identifier{"310", 4, 6, true},
    Identifier{"392", 4, 15, false},
    Identifier{"393", 4, 18, false},
    Identifier{"414", 3, 13, true},
};

/// Takes one field's value into `code`; false if the value is not what its identifier promises.
bool take_field(Code& code, std::string_view ai, std::string_view value, Day today) {
    if (ai == "01") {
        code.gtin = Gtin::parse(value);
        return code.gtin.has_value();
    }
    if (ai == "10") {
        code.lot = std::string{value};
    } else if (ai == "21") {
        code.serial = std::string{value};
    } else if (ai == "17" || (ai == "15" && !code.expiry)) {
        code.expiry = parse_yymmdd(value, today);
        return code.expiry.has_value();
    } else if (ai == "30") {
        if (!all_digits(value)) {
            return false;
        }
        code.count = number(value);
    } else if (ai.substr(0, 3) == "310") {
        const int decimals = ai[3] - '0';
        if (!all_digits(value) || decimals > 5) {
            return false;
        }
        std::int64_t divisor = 1;
        for (int i = 0; i < decimals; ++i) {
            divisor *= 10;
        }
        code.grams = scale(number(value), 1000, divisor);
    }
    return true;
}

bool take_element_string(Code& code, std::string_view rest, Day today) {
    while (!rest.empty()) {
        if (rest.front() == group_separator) {
            rest.remove_prefix(1);
            continue;
        }
        const auto* const found =
            std::find_if(identifiers.begin(), identifiers.end(), [&](const Identifier& ai) {
                return rest.substr(0, ai.digits.size()) == ai.digits;
            });
        const bool internal = rest.size() > 2 && rest[0] == '9' && rest[1] >= '0' && rest[1] <= '9';
        if ((found == identifiers.end() && !internal)
            || rest.size() <= (internal ? 2 : found->length)) {
            return false;
        }
        const std::size_t ai_length = internal ? 2 : found->length;
        const std::string_view ai = rest.substr(0, ai_length);
        if (!all_digits(ai)) {
            return false;
        }
        rest.remove_prefix(ai_length);
        const std::size_t data_max = internal ? 90 : found->data_max;
        std::size_t length = std::min(rest.find(group_separator), rest.size());
        if (!internal && found->fixed) {
            if (length < data_max) {
                return false;
            }
            length = data_max;
        }
        if (length == 0 || length > data_max
            || !take_field(code, ai, rest.substr(0, length), today)) {
            return false;
        }
        rest.remove_prefix(length);
    }
    return code.gtin.has_value();
}

/// GS1 Digital Link: https://…/01/<GTIN>[/10/<lot>][?17=yymmdd].
bool take_digital_link(Code& code, std::string_view address, Day today) {
    const auto value_behind = [&](std::string_view mark) -> std::string_view {
        const std::size_t at = address.find(mark);
        if (at == std::string_view::npos) {
            return {};
        }
        const std::string_view rest = address.substr(at + mark.size());
        return rest.substr(0, rest.find_first_of("/?&#"));
    };
    code.gtin = Gtin::parse(value_behind("/01/"));
    if (const auto lot = value_behind("/10/"); !lot.empty() && lot.size() <= 20) {
        code.lot = std::string{lot};
    }
    for (const std::string_view mark : {std::string_view{"?17="}, std::string_view{"&17="}}) {
        if (const auto expiry = value_behind(mark); !expiry.empty()) {
            code.expiry = parse_yymmdd(expiry, today);
        }
    }
    return code.gtin.has_value();
}

/// UPC-E is UPC-A with its zeros left out (GS1 General Specifications, 5.2.2.4).
std::optional<Gtin> expand_upc_e(std::string_view digits) {
    if (digits.size() != 8 || (digits[0] != '0' && digits[0] != '1')) {
        return std::nullopt;
    }
    const std::string d{digits.substr(1, 6)};
    std::string upc{digits[0]};
    if (d[5] <= '2') {
        upc += d.substr(0, 2) + d[5] + "0000" + d.substr(2, 3);
    } else if (d[5] == '3') {
        upc += d.substr(0, 3) + "00000" + d.substr(3, 2);
    } else if (d[5] == '4') {
        upc += d.substr(0, 4) + "00000" + d[4];
    } else {
        upc += d.substr(0, 5) + "0000" + d[5];
    }
    return Gtin::parse(upc + digits[7]);
}

bool gtin_length(std::size_t size) {
    return size == 8 || size == 12 || size == 13 || size == 14;
}

} // namespace

Expected<Code, Refusal> parse_code(std::string_view raw, Day today, const InStoreRules& in_store) {
    while (!raw.empty() && (raw.back() == '\r' || raw.back() == '\n' || raw.back() == ' ')) {
        raw.remove_suffix(1);
    }
    while (!raw.empty() && raw.front() == ' ') {
        raw.remove_prefix(1);
    }
    std::string_view aim;
    if (raw.size() > 3 && raw.front() == ']') {
        aim = raw.substr(0, 3);
        raw.remove_prefix(3);
    }
    Code code;
    code.text = std::string{raw};
    if (raw.empty()) {
        return refuse(RefusalCode::unknown_code, raw);
    }
    const bool marked =
        aim == "]C1" || aim == "]e0" || aim == "]d2" || aim == "]Q3" || aim == "]J1";
    const bool looks_like_elements =
        raw.size() > 16 && raw.substr(0, 2) == "01" && Gtin::parse(raw.substr(2, 14)).has_value();
    if (marked || looks_like_elements || raw.find(group_separator) != std::string_view::npos) {
        if (!take_element_string(code, raw, today)) {
            return refuse(RefusalCode::unknown_code, raw);
        }
        return code;
    }
    if (raw.substr(0, 7) == "http://" || raw.substr(0, 8) == "https://") {
        if (!take_digital_link(code, raw, today)) {
            return refuse(RefusalCode::trace_address, raw);
        }
        return code;
    }
    if (!all_digits(raw) || !gtin_length(raw.size())) {
        return code;
    }
    if (raw.size() == 8 && aim == "]E0") {
        code.gtin = expand_upc_e(raw);
    } else {
        code.gtin = Gtin::parse(raw);
        if (!code.gtin) {
            code.gtin = expand_upc_e(raw);
        }
    }
    if (!code.gtin) {
        return refuse(RefusalCode::bad_check_digit, raw);
    }
    const auto rule =
        raw.size() == 13 ? in_store.find(std::string{raw.substr(0, 2)}) : in_store.end();
    if (rule != in_store.end()) {
        code.in_store_item = std::string{raw.substr(2, 5)};
        code.grams = number(raw.substr(7, 5));
        code.gtin.reset();
    }
    return code;
}

} // namespace ocop
