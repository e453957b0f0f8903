#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/refusal.hpp"
#include "receipts/document.hpp"

namespace ocop::compose {

/// A receipt of made-up goods with all that a store's settings put on one (logo, shop, account,
/// footer), to be looked at before customers do. Marked as worth nothing.
[[nodiscard]] receipts::Document sample_receipt(const Ledger& ledger, Moment at, Language language);

} // namespace ocop::compose
