#pragma once

#include "pos/core/product.hpp"

#include <cstddef>
#include <vector>

namespace ocop::bench {

/// `count` made-up products, always the same ones: Vietnamese names put together from words that
/// OCOP goods bear, 500 producers, GTINs that differ. Requires `count` ≤ 100,000,000.
[[nodiscard]] std::vector<Product> goods(std::size_t count);

} // namespace ocop::bench
