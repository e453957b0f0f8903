#include "pos/core/quantity.hpp"

#include "pos/core/money.hpp"
#include "pos/core/typed_number.hpp"

namespace ocop {

std::string format(Quantity quantity) {
    const std::int64_t thousandths = quantity.thousandths();
    const std::int64_t whole = thousandths / 1000;
    std::int64_t rest = thousandths % 1000;
    std::string text = whole == 0 && thousandths < 0 ? "-0" : format(Money{whole});
    if (rest != 0) {
        rest = rest < 0 ? -rest : rest;
        std::string decimals = std::to_string(rest);
        decimals.insert(0, 3 - decimals.size(), '0');
        while (decimals.back() == '0') {
            decimals.pop_back();
        }
        text += ',' + decimals;
    }
    return text;
}

bool parse_quantity(std::string_view text, Quantity& into, Quantity most) {
    constexpr int decimals_max = 3;
    const auto number = read_typed_number(text);
    if (!number || number->decimals > decimals_max) {
        return false;
    }
    std::int64_t thousandths = number->digits;
    for (int place = number->decimals; place < decimals_max; ++place) {
        if (thousandths > most.thousandths()) {
            return false;
        }
        thousandths *= 10;
    }
    if (thousandths <= 0 || thousandths > most.thousandths()) {
        return false;
    }
    into = Quantity{thousandths};
    return true;
}

bool takes_fractions(std::string_view unit) {
    return unit == "kg" || unit == "g" || unit == "l" || unit == "m";
}

} // namespace ocop
