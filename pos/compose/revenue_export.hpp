#pragma once

#include "pos/compose/shop_store.hpp"
#include "pos/core/moment.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <vector>

namespace ocop::compose {

/// What is to be exported, and where to.
struct ExportOrder {
    Day from{};
    Day to{};
    std::filesystem::path folder{};
    Moment at{};
    mode_t umask = 077;               // of whom the files are for
    Language language = Language::vi; // of the tables
    store::Progress progress{};       // of checking the journal
};

/// What an export wrote.
struct RevenueExport {
    std::filesystem::path bundle{};
    std::vector<std::filesystem::path> files{};
    std::int64_t first_seq = 0;
    std::int64_t last_seq = 0;
};

/// An export that the journal holds and whose files are not in place, and why.
struct WaitingExport {
    std::filesystem::path bundle{};
    Failure why{};
};

/// One sentence: which bundle, why it waits, what to do.
[[nodiscard]] std::string words(const WaitingExport& waiting, Language language);

/// How an export failed: `waits` where the journal holds it already, and its files are put in place
/// by finish_exports(); else nothing is left of it.
struct ExportFailure {
    Failure failure{};
    std::optional<WaitingExport> waits{};
};

/// Writes into `order.folder` (made if missing) the signed bundle of those days (contract, section
/// 6) and the revenue by product as CSV and XLSX beside it, and notes it in the journal: all of it
/// or nothing. The same journal and days give the same bundle. Records that are not right
/// are never signed (corrupt, with the first bad one).
[[nodiscard]] Expected<RevenueExport, ExportFailure>
export_revenue(ShopStore& shop, const ExportOrder& order);

/// What finish_exports() did, and what it could not.
struct FinishedExports {
    std::vector<std::filesystem::path> bundles{}; // in place now
    std::vector<WaitingExport> waiting{};         // until their folder is there again
};

/// Ends exports that a crash, a full disk or a pulled stick cut off: those in the journal get their
/// files in place, of others every trace goes. Requires a store open for writing.
[[nodiscard]] Expected<FinishedExports, Failure> finish_exports(ShopStore& shop);

/// What finish_exports() has to tell people, a line each; empty where nothing was cut off.
[[nodiscard]] std::string
words(const Expected<FinishedExports, Failure>& finished, Language language);

} // namespace ocop::compose
