#include "pos/core/code.hpp"

#include "pos/core/gs1.hpp"
#include "pos/core/plain_text.hpp"

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

/// What an in-store number says, where the shop's rules say that it says something.
void take_in_store(Code& code, const InStoreRules& in_store) {
    if (auto own = read_in_store(*code.gtin, in_store)) {
        code.whole = code.gtin;
        code.in_store_item = std::move(own->item);
        code.gtin = own->base;
        code.grams = own->grams;
        code.price = own->price;
    }
}

/// The number that `code`'s text is, as the AIM identifier `aim` (if any) says what was read.
Expected<Code, Refusal> take_number(Code code, std::string_view aim, const InStoreRules& in_store) {
    constexpr std::string_view upc_or_ean = "]E0"; // UPC-E comes under it with 6 to 8 digits
    const bool may_be_upc_e = aim.empty() || aim == upc_or_ean;
    code.gtin = Gtin::parse(code.text);
    code.other = may_be_upc_e ? expand_upc_e(code.text) : std::nullopt;
    if (aim == upc_or_ean && code.text.size() == 8) {
        std::swap(code.gtin, code.other);
    }
    if (!code.gtin) {
        code.gtin = std::exchange(code.other, std::nullopt);
    }
    if (!code.gtin) {
        return refuse(RefusalCode::bad_check_digit, code.text);
    }
    take_in_store(code, in_store);
    return code;
}

/// What GS1 data say, in the place of a number.
Expected<Code, Refusal> take_data(Code code, Expected<Gs1Data, Gs1Fault> read, RefusalCode broken) {
    if (!read) {
        return refuse(broken, code.text, std::move(read.error().at));
    }
    if (!read->gtin) {
        return refuse(RefusalCode::carton_code, code.text);
    }
    code.gtin = read->gtin;
    code.lot = std::move(read->lot);
    code.expiry = read->expiry;
    code.serial = std::move(read->serial);
    code.grams = read->grams;
    code.millilitres = read->millilitres;
    code.millimetres = read->millimetres;
    code.other_measure = read->other_measure;
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

/// What scanners put around a code: blanks, Tab, line ends, and what frames it on a serial line
/// (STX, ETX, EOT, RS, NUL). GS says something.
bool is_around(char c) {
    constexpr std::string_view around{" \t\r\n\x02\x03\x04\x1e\0", 9};
    return around.find(c) != std::string_view::npos;
}

std::string_view without_ends(std::string_view raw) {
    while (!raw.empty() && is_around(raw.back())) {
        raw.remove_suffix(1);
    }
    while (!raw.empty() && is_around(raw.front())) {
        raw.remove_prefix(1);
    }
    return raw;
}

/// Marked by its AIM identifier, by a separator, or by an identifier with a number behind it whose
/// check digit is right: of an item (01), of what a carton holds (02), of the carton itself (00).
bool is_element_string(std::string_view raw, std::string_view aim) {
    constexpr std::size_t number_end = 16;
    constexpr std::size_t carton_end = 20;
    const std::string_view ai = raw.substr(0, 2);
    if (aim == "]C1" || aim == "]e0" || aim == "]d2" || aim == "]Q3" || aim == "]J1"
        || raw.find(group_separator) != std::string_view::npos) {
        return true;
    }
    if (ai == "01" || ai == "02") {
        return raw.size() >= number_end && Gtin::parse(raw.substr(2, 14)).has_value();
    }
    return ai == "00" && raw.size() >= carton_end && all_digits(raw.substr(0, carton_end))
           && check_digit(raw.substr(2, 17)) == raw[carton_end - 1];
}

/// A GTIN as it stands below the bars, "8 934563 138165", or as books have it, with dashes.
std::optional<Gtin> parse_printed(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c != ' ' && c != '-') {
            digits += c;
        }
    }
    return Gtin::parse(digits);
}

} // namespace

Expected<Code, Refusal> parse_code(std::string_view raw, Day today, const InStoreRules& in_store) {
    const std::string in_form_c = composed(raw); // product codes may hold any letters
    raw = without_ends(in_form_c);
    std::string_view aim;
    if (raw.size() > 3 && raw.front() == ']') {
        aim = raw.substr(0, 3);
        raw = without_ends(raw.substr(3));
    }
    Code code;
    code.text = std::string{raw};
    if (raw.empty()) {
        return refuse(RefusalCode::unknown_code, raw);
    }
    if (is_bracketed(raw)) {
        return take_data(
            std::move(code), parse_bracketed(raw, today), RefusalCode::bad_element_string
        );
    }
    if (is_web_address(raw)) {
        return take_data(
            std::move(code), parse_digital_link(raw, today), RefusalCode::trace_address
        );
    }
    if (is_element_string(raw, aim)) {
        return take_data(
            std::move(code), parse_element_string(raw, today), RefusalCode::bad_element_string
        );
    }
    if (!all_digits(raw)) {
        code.gtin = parse_printed(raw);
        if (code.gtin) {
            take_in_store(code, in_store);
        }
        return code;
    }
    if (aim == "]E3") {
        code.text = std::string{without_add_on(raw)};
    } else if (aim == "]E0" && (raw.size() == 6 || raw.size() == 7)) {
        code.text = with_check_digit(std::move(code.text));
    } else if (aim.empty() && (raw.size() == 6 || raw.size() == 7)) {
        code.other = expand_upc_e(with_check_digit(code.text));
    }
    return gtin_length(code.text.size()) ? take_number(std::move(code), aim, in_store)
                                         : Expected<Code, Refusal>{std::move(code)};
}

} // namespace ocop
