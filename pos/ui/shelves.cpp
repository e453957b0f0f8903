#include "pos/ui/shelves.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ocop::ui {

namespace {

constexpr std::size_t shelf_count = static_cast<std::size_t>(Shelf::other) + 1;

struct Groups {
    int last; // product set
    Shelf shelf;
};

constexpr std::array by_group{
    Groups{0, Shelf::other},
    Groups{2, Shelf::fresh},
    Groups{4, Shelf::produce},
    Groups{8, Shelf::processed},
    Groups{10, Shelf::spices},
    Groups{13, Shelf::tea_coffee},
    Groups{15, Shelf::spirits},
    Groups{17, Shelf::drinks},
    Groups{20, Shelf::herbal},
    Groups{22, Shelf::crafts},
    Groups{25, Shelf::plants_animals},
    Groups{26, Shelf::tourism}};

} // namespace

Shelf shelf_of(const Product& product) {
    if (product.is_set()) {
        return Shelf::gift_sets;
    }
    const auto row = std::find_if(by_group.begin(), by_group.end(), [&](const Groups& groups) {
        return product.group <= groups.last;
    });
    return row == by_group.end() ? Shelf::other : row->shelf;
}

Shelves fill_shelves(const Catalog& catalog, const std::vector<std::string>& favourites) {
    Shelves shelves(shelf_count);
    for (std::size_t i = 0; i < shelf_count; ++i) {
        shelves[i].shelf = static_cast<Shelf>(i);
    }
    const auto goods = [&shelves](Shelf shelf) -> std::vector<const Product*>& {
        return shelves[static_cast<std::size_t>(shelf)].goods;
    };
    for (const std::string& code : favourites) {
        if (const Product* product = catalog.find_code(code);
            product != nullptr && product->active) {
            goods(Shelf::favourites).push_back(product);
        }
    }
    goods(Shelf::all) = catalog.search({}, catalog.size());
    for (const Product* product : goods(Shelf::all)) {
        goods(shelf_of(*product)).push_back(product);
    }
    std::erase_if(shelves, [](const ShelfGoods& shelf) {
        return shelf.goods.empty() && shelf.shelf > Shelf::all;
    });
    return shelves;
}

std::string image_name(const Product& product) {
    constexpr std::string_view folder = "images/";
    constexpr std::size_t hash_length = 64;
    std::string_view name = product.image;
    if (name.starts_with(folder)) {
        name.remove_prefix(folder.size());
    }
    const bool hash = name.find_first_not_of("0123456789abcdef") == hash_length;
    const std::string_view ending = hash ? name.substr(hash_length) : std::string_view{};
    if (ending != ".png" && ending != ".jpg" && ending != ".webp") {
        return {};
    }
    return std::string{folder} + std::string{name};
}

} // namespace ocop::ui
