#include "pos/core/quantity.hpp"

#include "pos/core/money.hpp"

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

bool parse_quantity(std::string_view text, Quantity& into) {
    std::int64_t thousandths = 0;
    int decimals = -1; // −1: the separator has not come yet
    bool digit_seen = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (decimals == 3 || thousandths > quantity_max.thousandths()) {
                return false;
            }
            thousandths = thousandths * 10 + (c - '0');
            decimals += decimals >= 0 ? 1 : 0;
            digit_seen = true;
        } else if ((c == ',' || c == '.') && decimals < 0) {
            decimals = 0;
        } else {
            return false;
        }
    }
    for (int place = decimals < 0 ? 0 : decimals; place < 3; ++place) {
        thousandths *= 10;
    }
    if (!digit_seen || decimals == 0 || thousandths <= 0 || Quantity{thousandths} > quantity_max) {
        return false;
    }
    into = Quantity{thousandths};
    return true;
}

bool takes_fractions(std::string_view unit) {
    return unit == "kg" || unit == "g" || unit == "l" || unit == "m";
}

} // namespace ocop
