#pragma once

#include "pos/core/catalog.hpp"
#include "pos/core/code.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/quantity.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// The product a code names, or null: the whole number, a shop's own item number or the GTIN (that
/// of a pack of varying measure also by the one of standing measure), else the whole text as a
/// product code, at last the other number that eight digits may be. Of what parse_code() refused
/// only the text: a product code may look like a misread number.
[[nodiscard]] const Product*
scanned_product(const Catalog& catalog, const Expected<Code, Refusal>& code);

/// `code` as it is meant where it names `product`: a number that is the product's own holds no
/// weight and no price, whatever the shop's in-store rules say of its digits. Only goods sold by
/// measure keep a value of 0: of them nobody sells a unit by a label that says nothing.
[[nodiscard]] Code meant_for(const Product& product, Code code);

/// How much of `product` a code says was scanned: its measure where goods are sold by that, its
/// count, else one unit. None where the price tells (a pack with its own price). Refuses
/// measure_missing: goods by measure whose code has a number of varying measure, or a measure, or a
/// count, and none they are sold by; a count of 0; a weight of what is sold by the piece.
[[nodiscard]] Expected<std::optional<Quantity>, Refusal>
scanned_quantity(const Product& product, const Code& code);

/// Why `code` names no product of `catalog`: carton_code where what is packed in it does, what
/// parse_code() said, else unknown_code.
[[nodiscard]] Refusal not_sold(const Catalog& catalog, const Expected<Code, Refusal>& code);

/// What a scanner sent that types as a keyboard does.
struct TypedScan {
    enum class Kind {
        as_typed,  // nothing changed it
        recovered, // an input method did: of all it may have been, this alone names goods
        lost       // an input method did, and none of them does, or more than one
    };
    Kind kind = Kind::as_typed;
    std::string text{}; // the code; as it was typed where it is lost

    bool operator==(const TypedScan&) const = default;
};

/// Undoes what a Vietnamese input method made of a fast-typed code (typings() in
/// pos/core/input_method.hpp), as far as the goods tell. Never guesses: text that names goods as it
/// stands, or is plain ASCII, stays as it is. Pure.
[[nodiscard]] TypedScan understand_typed_scan(
    const Catalog& catalog, std::string_view typed, Day today, const InStoreRules& in_store
);

} // namespace ocop
