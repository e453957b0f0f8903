#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/product.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace ocop::catalog_sync {

/// No file of goods is larger: a million products take about 300 MB.
inline constexpr std::size_t csv_size_bytes_max = std::size_t{1} << 30;

/// Goods fit to be sold, in the order of their codes, each with a GTIN; and what to tell the person
/// who gave the files.
struct ImportReport {
    std::vector<Product> products{};
    RowFaults warnings{};
};

/// Reads files of goods, each told by its header row: P.csv (contract, section 5), or a register of
/// recognitions together with its figures. Several files become one catalogue. All or nothing: with
/// a single fault the answer is the list of all faults, by file and line. Gift sets may hold goods
/// of `beside`, the feed next to which these are sold. `own`: goods these are added to; of those
/// they change, columns that P.csv does not have stay as they are.
[[nodiscard]] Expected<ImportReport, RowFaults> import_csv(
    std::span<const std::filesystem::path> files,
    const Catalog* beside = nullptr,
    const Catalog* own = nullptr
);

/// The shop's own goods with others taken in, and what that changes.
struct OwnGoodsChange {
    std::vector<Product> products{}; // all, in the order of their codes
    std::size_t added = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;      // of those taken in
    std::vector<Product> removed{}; // what the shop had and these do not
};

/// `own` goods with `imported` ones added or in place of those with their codes; with
/// `removes_rest`, those that were not imported go.
[[nodiscard]] OwnGoodsChange
take_in(const Catalog& own, std::vector<Product> imported, bool removes_rest);

} // namespace ocop::catalog_sync
