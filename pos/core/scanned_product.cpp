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

const Product* find_product(const Catalog& catalog, const Code& code) {
    const Product* product = nullptr;
    if (code.in_store_item) {
        product = find_in_store(catalog, *code.in_store_item);
    }
    if (product == nullptr && code.gtin) {
        product = catalog.find_gtin(*code.gtin);
        const auto standing = standing_measure(*code.gtin);
        if (product == nullptr && standing) {
            product = catalog.find_gtin(*standing);
        }
    }
    return product != nullptr ? product : catalog.find_code(code.text);
}

} // namespace

const Product* scanned_product(const Catalog& catalog, const Expected<Code, Refusal>& code) {
    return code ? find_product(catalog, *code) : catalog.find_code(code.error().subject);
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
