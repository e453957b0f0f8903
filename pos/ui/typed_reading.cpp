#include "pos/ui/typed_reading.hpp"

#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"
#include "pos/core/typed_number.hpp"

namespace ocop::ui {

namespace {

/// What comes in may be as much as a lorry brings.
constexpr Quantity most{9'999'999'000};

} // namespace

std::string amount_reading(const std::string& text) {
    Money money;
    if (!reads_another_way(text)) {
        return {};
    }
    return parse_money(text, money) ? "= " + format(money) : "= ?";
}

std::string quantity_reading(const std::string& text) {
    Quantity quantity;
    if (!reads_another_way(text)) {
        return {};
    }
    return parse_quantity(text, quantity, most) ? "= " + format(quantity) : "= ?";
}

std::string count_reading(const std::string& text) {
    const std::size_t star = text.find('*');
    return star == std::string::npos ? std::string{} : quantity_reading(text.substr(0, star));
}

} // namespace ocop::ui
