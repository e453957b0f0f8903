#pragma once

#include "catalog-sync/csv_table.hpp"
#include "catalog-sync/goods.hpp"

#include <span>
#include <string>

namespace ocop::catalog_sync {

/// True if the header is that of a file of goods, P.csv: it has the columns every product needs.
[[nodiscard]] bool is_product_csv(const CsvTable& table);

/// Adds the rows of P.csv (contract, section 5) to `goods`. The order of columns is free; an
/// unknown one is a warning. Each bad field is a fault of its own, and its row is left out of the
/// products: goods with faults are not to be used. Rows are not checked against each other here.
void read_product_csv(CsvTable& table, Goods& goods);

/// The faults of fields that contradict each other within one product, and warnings, at `origin`.
void check_product(const Product& product, const Origin& origin, Goods& goods);

/// P.csv as read_product_csv() reads it: all columns, UTF-8 without a mark, LF, quotes where
/// needed.
[[nodiscard]] std::string write_product_csv(std::span<const Product> products);

} // namespace ocop::catalog_sync
