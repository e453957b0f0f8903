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

/// Makes what `order` asks for, in memory, of the records that go into the bundle, each proved
/// before it is taken (SqliteJournal::read_proved()); those before them were proved for earlier
/// bundles and are not read. Fails with corrupt where one is not right, and as load_key(),
/// find_fonts() and reading do.
[[nodiscard]] Expected<ExportDraft, Failure>
draft_export(ShopStore& shop, const ExportOrder& order);

} // namespace ocop::compose
