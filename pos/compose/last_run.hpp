#pragma once

#include "pos/compose/shop_store.hpp"

#include <optional>
#include <string>

namespace ocop::compose {

/// What whoever starts the till must hear of its last run, in one or two sentences: whether the
/// record it could not be sure of is in the journal, and, where it did not end by itself, which
/// receipt is the last one. nullopt where it ended well. Requires `shop` open for writing.
[[nodiscard]] std::optional<std::string> news_of_last_run(ShopStore& shop, Language language);

} // namespace ocop::compose
