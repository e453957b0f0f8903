#include "pos/core/scanned_product.hpp"

#include "pos/core/input_method.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ocop {

namespace {

/// The same number for a pack of a standing measure: GTIN-14 marks packs of varying measure with a
/// leading 9 (GS1 General Specifications, 2.1.10).
std::optional<Gtin> standing_measure(const Gtin& gtin) {
    std::string digits = gtin.digits14();
    if (digits.front() != '9') {
        return std::nullopt;
    }
    digits = digits.substr(1, 12);
    return Gtin::parse(digits + check_digit(digits));
}

/// A shop's own code names its product by code, with or without leading zeros, or by the number
/// whose value digits are 0.
const Product* find_in_store(const Catalog& catalog, const std::string& item) {
    const Product* product = catalog.find_code(item);
    const std::size_t digits = item.find_first_not_of('0');
    return product != nullptr || digits == std::string::npos
               ? product
               : catalog.find_code(item.substr(digits));
}

const Product* find_number(const Catalog& catalog, const Gtin& gtin) {
    const Product* product = catalog.find_gtin(gtin);
    const auto standing = standing_measure(gtin);
    return product != nullptr || !standing ? product : catalog.find_gtin(*standing);
}

const Product* find_product(const Catalog& catalog, const Code& code) {
    const Product* product = code.whole ? catalog.find_gtin(*code.whole) : nullptr;
    if (product == nullptr && code.in_store_item) {
        product = find_in_store(catalog, *code.in_store_item);
    }
    if (product == nullptr && code.gtin) {
        product = find_number(catalog, *code.gtin);
    }
    if (product == nullptr) {
        product = catalog.find_code(code.text);
    }
    return product != nullptr || !code.other ? product : catalog.find_gtin(*code.other);
}

/// The number of what is packed in a carton of the number `gtin` (GTIN-14 with 1 to 8 in front, GS1
/// General Specifications, 2.1.7).
std::optional<Gtin> packed_in(const Gtin& gtin) {
    std::string digits = gtin.digits14();
    if (digits.front() < '1' || digits.front() > '8') {
        return std::nullopt;
    }
    digits = digits.substr(1, 12);
    return Gtin::parse(digits + check_digit(digits));
}

/// The measure of `code` in thousandths of `unit`; 0 where it has none.
std::int64_t thousandths_of(const Code& code, std::string_view unit) {
    if (unit == "kg") {
        return code.grams.value_or(0);
    }
    if (unit == "g") {
        return code.grams.value_or(0) * one_unit.thousandths();
    }
    if (unit == "l") {
        return code.millilitres.value_or(0);
    }
    return unit == "m" ? code.millimetres.value_or(0) : 0;
}

bool is_of_varying_measure(const Code& code) {
    return code.gtin && code.gtin->digits14().front() == '9';
}

} // namespace

const Product* scanned_product(const Catalog& catalog, const Expected<Code, Refusal>& code) {
    return code ? find_product(catalog, *code) : catalog.find_code(code.error().subject);
}

Code meant_for(const Product& product, Code code) {
    const bool is_own = code.whole && product.gtin == code.whole;
    const bool says_nothing = code.whole == code.gtin;
    if (is_own && !(says_nothing && takes_fractions(product.unit))) {
        code.gtin = code.whole;
        code.in_store_item.reset();
        code.grams.reset();
        code.price.reset();
    }
    return code;
}

Expected<std::optional<Quantity>, Refusal>
scanned_quantity(const Product& product, const Code& code) {
    const auto missing = [&] {
        return Unexpected{Refusal{RefusalCode::measure_missing, product.name, product.unit, {}}};
    };
    const bool priced = code.price && *code.price > Money{};
    if (takes_fractions(product.unit)) {
        if (const std::int64_t measure = thousandths_of(code, product.unit); measure > 0) {
            return std::optional{Quantity{measure}};
        }
        const bool says_another = code.grams || code.millilitres || code.millimetres
                                  || code.other_measure || code.count || code.price;
        if (!priced && (says_another || is_of_varying_measure(code))) {
            return missing();
        }
    } else if (code.count && *code.count > 0) {
        return std::optional{Quantity{*code.count * one_unit.thousandths()}};
    } else if (code.count || (code.in_store_item && code.grams)) {
        return missing();
    }
    return priced ? std::nullopt : std::optional{one_unit};
}

Refusal not_sold(const Catalog& catalog, const Expected<Code, Refusal>& code) {
    if (!code) {
        return code.error();
    }
    const auto packed = code->gtin ? packed_in(*code->gtin) : std::nullopt;
    const bool is_carton = packed && catalog.find_gtin(*packed) != nullptr;
    return {is_carton ? RefusalCode::carton_code : RefusalCode::unknown_code, code->text, {}, {}};
}

TypedScan understand_typed_scan(
    const Catalog& catalog, std::string_view typed, Day today, const InStoreRules& in_store
) {
    const bool is_ascii = std::all_of(typed.begin(), typed.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
    const auto names_goods = [&](std::string_view text) {
        return scanned_product(catalog, parse_code(text, today, in_store)) != nullptr;
    };
    TypedScan scan{TypedScan::Kind::as_typed, std::string{typed}};
    if (is_ascii || names_goods(typed)) {
        return scan;
    }
    scan.kind = TypedScan::Kind::lost;
    std::optional<std::string> found;
    for (std::string& text : typings(typed)) {
        if (names_goods(text)) {
            if (found) {
                return scan;
            }
            found = std::move(text);
        }
    }
    return found ? TypedScan{TypedScan::Kind::recovered, std::move(*found)} : scan;
}

} // namespace ocop
