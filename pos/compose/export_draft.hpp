#pragma once

#include "pos/compose/revenue_export.hpp"
#include "pos/core/record.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ocop::compose {

/// All of an export before the first byte of it is written.
struct ExportDraft {
    std::vector<std::pair<std::string, std::string>> files{}; // name and bytes, the bundle first
    std::int64_t first_seq = 0;
    std::int64_t last_seq = 0;
    RecordDraft record{};
};

/// Checks the whole journal and makes what `order` asks for of it, in memory. Fails with corrupt
/// where the journal does not verify, and as load_key(), find_fonts() and reading do.
[[nodiscard]] Expected<ExportDraft, Failure>
draft_export(ShopStore& shop, const ExportOrder& order);

} // namespace ocop::compose
