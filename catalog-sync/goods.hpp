#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/product.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ocop::catalog_sync {

/// Where a product's row stands, and in it the fields that can clash with other rows.
struct Origin {
    struct Place {
        std::size_t line = 0;
        std::size_t column = 0;
    };

    std::string file{};
    Place code{};
    Place gtin{};
    Place components{};
};

/// Goods read so far from one or more files, with what is wrong and what is worth a warning.
/// `origins` runs beside `products`.
struct Goods {
    std::vector<Product> products{};
    std::vector<Origin> origins{};
    RowFaults faults{};
    RowFaults warnings{};
};

/// Checks rows against each other: codes and GTINs once each, components of gift sets known, no set
/// themselves, and in whole numbers where they are sold whole. Components may also be goods of
/// `beside`, the feed next to which these are sold. Adds to `goods.faults`.
void check_together(Goods& goods, const Catalog* beside = nullptr);

/// Gives each product without a GTIN its in-store number; where two would be the same, the later
/// code takes its next candidate, so that the same goods always get the same numbers.
void number_in_store(std::vector<Product>& products);

} // namespace ocop::catalog_sync
