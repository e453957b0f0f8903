#pragma once

#include "pos/core/catalog.hpp"
#include "pos/core/ledger.hpp"
#include "receipts/facts.hpp"

namespace ocop::compose {

/// Whether paper is the first copy or a later one.
enum class Copy { first, reprint };

/// What a receipt says beyond its sale, from the store's settings; `at` is the record's moment.
/// Names of gift sets come from `catalog`, if there is one.
[[nodiscard]] receipts::ReceiptFacts receipt_facts(
    const Ledger& ledger, const Catalog* catalog, Moment at, Language language, Copy copy
);

} // namespace ocop::compose
