#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/core/catalog.hpp"
#include "pos/core/product.hpp"

#include <cstddef>
#include <string>
#include <string_view>
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
    /// Goods that stay beside these, or are changed by them: of those a file says nothing about,
    /// columns it does not have keep what they are. Null: there are none.
    const Catalog* own = nullptr;
};

/// Checks rows against each other: codes and GTINs once each, components of gift sets known, no set
/// themselves, and in whole numbers where they are sold whole. Components may also be goods of
/// `goods.own`, or of `beside`, the feed next to which these are sold; GTINs must not be those of
/// own goods that stay. Adds to `goods.faults`.
void check_together(Goods& goods, const Catalog* beside = nullptr);

/// Gives each product without a GTIN its in-store number; where two would be the same, the later
/// code takes its next candidate, so that the same goods always get the same numbers. Numbers of
/// `own` goods that stay are taken.
void number_in_store(std::vector<Product>& products, const Catalog* own = nullptr);

/// Warns where the province of `text` is none that is known; `column` and the place are the
/// file's.
void check_province(
    Goods& goods,
    const std::string& file,
    Origin::Place place,
    std::string_view column,
    std::string_view text
);

} // namespace ocop::catalog_sync
