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
/// of `beside`, the feed next to which these are sold.
[[nodiscard]] Expected<ImportReport, RowFaults>
import_csv(std::span<const std::filesystem::path> files, const Catalog* beside = nullptr);

} // namespace ocop::catalog_sync
