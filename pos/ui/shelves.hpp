#pragma once

#include "pos/core/catalog.hpp"
#include "pos/core/product.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::ui {

/// A group of goods on the grid of tiles: what a cashier looks for, from the 26 product sets of
/// QĐ 26/2026/QĐ-TTg, Appendix I. The order is the one shown.
enum class Shelf {
    favourites,     // sold most on this till
    all,            // everything, by name
    fresh,          // 1-2
    produce,        // 3-4: grain, honey, sorted and dried
    processed,      // 5-8
    spices,         // 9-10: fish sauce, salt, garlic
    tea_coffee,     // 11-13
    spirits,        // 14-15
    drinks,         // 16-17
    herbal,         // 18-20
    crafts,         // 21-22
    plants_animals, // 23-25
    tourism,        // 26
    gift_sets,
    other // the shop's own goods
};

/// Where a product stands: never favourites or all.
[[nodiscard]] Shelf shelf_of(const Product& product);

/// The goods of one shelf, those still sold, by name (favourites: the best first). They belong to
/// the catalogue they were taken from.
struct ShelfGoods {
    Shelf shelf{};
    std::vector<const Product*> goods{};
};

/// Shelves that hold something, in their order; favourites and all stand there always.
using Shelves = std::vector<ShelfGoods>;

/// Some goods of a shelf, or of what words found.
struct TilePage {
    std::vector<const Product*> goods{};
    std::size_t first = 0; // of these, counted on the whole shelf
    std::size_t all = 0;
    std::size_t selected = 0; // counted on the whole shelf
};

/// Sorts `catalog` into shelves; `favourites` are codes, those it does not know are passed over.
[[nodiscard]] Shelves
fill_shelves(const Catalog& catalog, const std::vector<std::string>& favourites);

/// "images/<64 hex>.png", the file of a product's picture in a feed and in the data folder; empty
/// where the product has none or its name is no such name. Endings: png, jpg, webp.
[[nodiscard]] std::string image_name(const Product& product);

} // namespace ocop::ui
