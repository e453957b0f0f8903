#pragma once

#include "pos/core/catalog.hpp"
#include "pos/core/code.hpp"
#include "pos/core/expected.hpp"

#include <string>
#include <string_view>

namespace ocop {

/// The product a code names, or null: a shop's own item number or the GTIN (that of a pack of
/// varying measure also by the one of standing measure), else the whole text as a product code. Of
/// what parse_code() refused only the latter: a product code may look like a misread number.
[[nodiscard]] const Product*
scanned_product(const Catalog& catalog, const Expected<Code, Refusal>& code);

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
