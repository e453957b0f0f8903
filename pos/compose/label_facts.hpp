#pragma once

#include "pos/core/product.hpp"
#include "receipts/labels.hpp"

namespace ocop::compose {

/// What a label of `product` says on `day`: its price of that day and the stars that may be shown
/// on it.
[[nodiscard]] receipts::LabelFacts label_facts(const Product& product, Day day, bool training);

} // namespace ocop::compose
