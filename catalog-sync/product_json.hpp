#pragma once

#include "pos/core/json.hpp"
#include "pos/core/product.hpp"

namespace ocop::catalog_sync {

/// The product under the contract's column names, all of them: amounts, stars and ages as numbers,
/// yes/no as true and false, the rest as the text P.csv has; null where there is nothing.
[[nodiscard]] Json to_json(const Product& product);

} // namespace ocop::catalog_sync
