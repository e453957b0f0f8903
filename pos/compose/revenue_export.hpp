#pragma once

#include "pos/compose/shop_store.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/record.hpp"

#include <cstdint>
#include <filesystem>
#include <sys/stat.h>
#include <vector>

namespace ocop::compose {

/// What an export wrote, and the record that notes it.
struct RevenueExport {
    std::filesystem::path bundle{};
    std::vector<std::filesystem::path> files{};
    std::int64_t first_seq = 0;
    std::int64_t last_seq = 0;
    RecordDraft note{};
};

/// Writes into `folder` the signed bundle of the days `from` to `to` (contract, section 6) and the
/// revenue by product as CSV and XLSX beside it, each file whole or not at all, with the rights new
/// files have under `umask`. The same journal and days give the same bundle. Fails with missing
/// where no record lies in those days.
[[nodiscard]] Expected<RevenueExport, Failure> export_revenue(
    ShopStore& shop,
    Day from,
    Day to,
    const std::filesystem::path& folder,
    Moment at,
    Language language,
    mode_t umask
);

} // namespace ocop::compose
