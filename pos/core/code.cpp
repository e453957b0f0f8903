#include "pos/core/code.hpp"

#include "pos/core/gs1.hpp"

#include <algorithm>
#include <utility>

namespace ocop {

namespace {

constexpr char group_separator = '\x1d';

bool all_digits(std::string_view text) {
    return !text.empty()
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Unexpected<Refusal> refuse(RefusalCode code, std::string_view text, std::string detail = {}) {
    return Unexpected{Refusal{code, std::string{text}, std::move(detail), {}}};
}

/// UPC-E is UPC-A with its zeros left out (GS1 General Specifications, 5.2.2.4): the eleven digits
/// before the check digit, of the seven in UPC-E.
std::string expand(std::string_view digits) {
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
    return upc;
}

std::optional<Gtin> expand_upc_e(std::string_view digits) {
    if (digits.size() != 8 || (digits[0] != '0' && digits[0] != '1')) {
        return std::nullopt;
    }
    return Gtin::parse(expand(digits) + digits[7]);
}

/// Of UPC-E sent with seven digits, or with six, whose number system is 0.
std::string with_check_digit(std::string digits) {
    if (digits.size() == 6) {
        digits.insert(digits.begin(), '0');
    }
    return digits + check_digit(expand(digits));
}

bool gtin_length(std::size_t size) {
    return size == 8 || size == 12 || size == 13 || size == 14;
}

/// The number without the two or five digits printed beside it (magazines, books).
std::string_view without_add_on(std::string_view digits) {
    switch (digits.size()) {
    case 14:
    case 17:
        return digits.substr(0, 12);
    case 15:
    case 18:
        return digits.substr(0, 13);
    default:
        return digits;
    }
}

/// The GTIN that `digits` are, as the AIM identifier `aim` (if any) says what was read.
std::optional<Gtin> parse_number(std::string_view digits, std::string_view aim) {
    constexpr std::string_view upc_or_ean = "]E0"; // UPC-E comes under it with 6 to 8 digits
    if (aim == upc_or_ean && digits.size() == 8) {
        return expand_upc_e(digits);
    }
    auto gtin = Gtin::parse(digits);
    return gtin || !aim.empty() ? gtin : expand_upc_e(digits);
}

Expected<Code, Refusal> take_number(Code code, std::string_view aim, const InStoreRules& in_store) {
    code.gtin = parse_number(code.text, aim);
    if (!code.gtin) {
        return refuse(RefusalCode::bad_check_digit, code.text);
    }
    if (auto own = read_in_store(*code.gtin, in_store)) {
        code.in_store_item = std::move(own->item);
        code.gtin = own->base;
        code.grams = own->grams;
        code.price = own->price;
    }
    return code;
}

/// What GS1 data say, in the place of a number.
Expected<Code, Refusal> take_data(Code code, Expected<Gs1Data, Gs1Fault> read, RefusalCode broken) {
    if (!read) {
        return refuse(broken, code.text, std::move(read.error().at));
    }
    code.gtin = read->gtin;
    code.lot = std::move(read->lot);
    code.expiry = read->expiry;
    code.serial = std::move(read->serial);
    code.grams = read->grams;
    code.count = read->count;
    code.price = read->price;
    return code;
}

bool is_web_address(std::string_view text) {
    std::string start{text.substr(0, 8)};
    std::transform(start.begin(), start.end(), start.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return start == "https://" || start.substr(0, 7) == "http://";
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
        return take_data(
            std::move(code), parse_element_string(raw, today), RefusalCode::bad_element_string
        );
    }
    if (is_web_address(raw)) {
        return take_data(
            std::move(code), parse_digital_link(raw, today), RefusalCode::trace_address
        );
    }
    if (!all_digits(raw)) {
        return code;
    }
    if (aim == "]E3") {
        code.text = std::string{without_add_on(raw)};
    } else if (aim == "]E0" && (raw.size() == 6 || raw.size() == 7)) {
        code.text = with_check_digit(std::move(code.text));
    }
    return gtin_length(code.text.size()) ? take_number(std::move(code), aim, in_store)
                                         : Expected<Code, Refusal>{std::move(code)};
}

} // namespace ocop
