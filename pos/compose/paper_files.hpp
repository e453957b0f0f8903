#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/journal.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ocop::compose {

// Receipts and Z reports filed as PDF (setting `receipt.file`) in the folder `receipts` of the
// store. What a crash or a full disk kept from there is made at a later start; `receipts/last` is
// the newest record up to which nothing is missing.

/// Of papers that are missing, so many are made at one start.
inline constexpr std::size_t unfiled_max = 50;
/// A store that never noted how far it is whole looks back over so many records.
inline constexpr std::int64_t looked_back_max = 5'000;

/// What should be on file and is not.
struct Unfiled {
    std::vector<Record> records{}; // the newest first, unfiled_max at most
    bool more = false;             // and more than those
    std::int64_t looked_to = -1;   // the newest record there was; -1: nothing was looked at
};

/// Where a paper is filed; `name` as paper_name() gives it.
[[nodiscard]] std::filesystem::path
filed_path(const std::filesystem::path& data_folder, const std::string& name);

/// Looks for papers whose PDF is missing or was cut off: those sold since `receipt.file` was last
/// set and behind `receipts/last`. Removes what a cut-off writing left beside them. Nothing where
/// the store files none. Requires that nobody else files meanwhile.
[[nodiscard]] Expected<Unfiled, Failure>
find_unfiled(Journal& journal, const std::filesystem::path& data_folder);

/// Notes that nothing is missing up to record `seq`. Where it cannot be written, the next start
/// looks again.
void note_filed(const std::filesystem::path& data_folder, std::int64_t seq);

/// What came of making them.
struct FiledLate {
    std::int64_t made = 0;
    std::int64_t failed = 0;
    bool more = false; // left for the next start
};

/// One sentence; empty where there was nothing to do.
[[nodiscard]] std::string words(const FiledLate& filed, Language language);

} // namespace ocop::compose
