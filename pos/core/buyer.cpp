#include "pos/core/buyer.hpp"

#include "pos/core/plain_text.hpp"
#include "pos/core/text_limits.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <numeric>
#include <utility>

namespace ocop {

namespace {

constexpr std::size_t text_bytes_max = 300;
constexpr std::size_t firm_digits = 10;
constexpr std::size_t branch_size = 14; // "0401234567-001"
constexpr std::size_t citizen_digits = 12;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

bool is_tax_code(std::string_view text) {
    if (text.size() == branch_size) {
        return all_digits(text.substr(0, firm_digits)) && text[firm_digits] == '-'
               && all_digits(text.substr(firm_digits + 1));
    }
    return (text.size() == firm_digits || text.size() == citizen_digits) && all_digits(text);
}

bool is_phone(std::string_view text) {
    const std::string_view digits = text.substr(text.starts_with('+') ? 1 : 0);
    return digits.size() >= 8 && digits.size() <= 15 && all_digits(digits);
}

void trim(std::string& text) {
    const auto first = text.find_first_not_of(' ');
    const auto last = text.find_last_not_of(' ');
    text = first == std::string::npos ? std::string{} : text.substr(first, last - first + 1);
}

/// People write numbers in groups: "0401 234 567", "0905.123.456".
void close_up(std::string& number) {
    std::erase_if(number, [](char c) { return c == ' ' || c == '.'; });
}

Unexpected<Refusal> refuse(RefusalCode code, const std::string& subject = {}) {
    return Unexpected{Refusal{code, subject, {}, {}}};
}

} // namespace

Expected<Buyer, Refusal> tidied(Buyer buyer) {
    const std::pair<const char*, std::string*> texts[]{
        {"name", &buyer.name},
        {"tax_code", &buyer.tax_code},
        {"address", &buyer.address},
        {"phone", &buyer.phone},
        {"email", &buyer.email}};
    for (const auto& [key, text] : texts) {
        *text = composed(*text);
        trim(*text);
        if (check_text({key, text_bytes_max, TextKind::plain}, *text)) {
            return refuse(RefusalCode::buyer_text, key);
        }
    }
    close_up(buyer.tax_code);
    close_up(buyer.phone);
    if (buyer.name.empty() && buyer.tax_code.empty()) {
        return refuse(RefusalCode::buyer_nobody);
    }
    if (!buyer.tax_code.empty() && !is_tax_code(buyer.tax_code)) {
        return refuse(RefusalCode::buyer_tax_code, buyer.tax_code);
    }
    if (!buyer.phone.empty() && !is_phone(buyer.phone)) {
        return refuse(RefusalCode::buyer_phone, buyer.phone);
    }
    if (!buyer.email.empty() && buyer.email.find('@') == std::string::npos) {
        return refuse(RefusalCode::buyer_email, buyer.email);
    }
    return buyer;
}

std::optional<BuyerPart> wrong_part(const Buyer& buyer) {
    constexpr std::array<std::pair<BuyerPart, std::string Buyer::*>, 5> parts{{
        {BuyerPart::tax_code, &Buyer::tax_code},
        {BuyerPart::name, &Buyer::name},
        {BuyerPart::address, &Buyer::address},
        {BuyerPart::phone, &Buyer::phone},
        {BuyerPart::email, &Buyer::email},
    }};
    if (tidied(buyer)) {
        return std::nullopt;
    }
    for (const auto& [part, text] : parts) {
        Buyer alone;
        alone.name = "?";
        if (!(buyer.*text).empty()) {
            alone.*text = buyer.*text;
        }
        if (!tidied(alone)) {
            return part;
        }
    }
    return BuyerPart::tax_code; // nobody is named; that is asked for first
}

Json to_json(const Buyer& buyer) {
    return {
        {"name", buyer.name},
        {"tax_code", buyer.tax_code},
        {"address", buyer.address},
        {"phone", buyer.phone},
        {"email", buyer.email}};
}

Buyer read_buyer(const Fields& fields) {
    return {
        fields.text_if_any("name"),
        fields.text_if_any("tax_code"),
        fields.text_if_any("address"),
        fields.text_if_any("phone"),
        fields.text_if_any("email")};
}

bool tax_code_checks(std::string_view tax_code) {
    if (tax_code.size() == citizen_digits) {
        return true;
    }
    constexpr std::array<int, firm_digits - 1> weights{31, 29, 23, 19, 17, 13, 7, 5, 3};
    const int sum = std::inner_product(
        weights.begin(),
        weights.end(),
        tax_code.begin(),
        0,
        std::plus<>{},
        [](int weight, char c) { return weight * (c - '0'); }
    );
    return 10 - sum % 11 == tax_code[firm_digits - 1] - '0';
}

} // namespace ocop
