#pragma once

#include "pos/core/json.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/product.hpp"

namespace ocop {

/// What a basket that is put aside keeps of each of its goods: all that a receipt, a report and a
/// rule of selling asks of them, so that it comes back whole though the catalogue no longer has
/// them. Code and price stand beside it; parts of a gift set and baselines are left out.
[[nodiscard]] Json held_facts(const Product& product);

/// The reverse; throws FieldFault. A product without code, price or parts.
[[nodiscard]] Product read_held_facts(const Fields& facts);

} // namespace ocop
