#include "catalog-sync/goods.hpp"

#include "pos/core/admin_units.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace ocop::catalog_sync {

namespace {

RowFault fault_at(
    RowFaultCode code,
    const Origin& origin,
    Origin::Place place,
    std::string field,
    std::string value
) {
    return {code, origin.file, place.line, place.column, std::move(field), std::move(value), {}};
}

std::string place_of_row(const Origin& origin) {
    return origin.file + ':' + std::to_string(origin.code.line);
}

using ByCode = std::unordered_map<std::string_view, std::size_t>;

void check_component(
    Goods& goods,
    const Origin& origin,
    const SetComponent& component,
    const ByCode& by_code,
    const Catalog* beside
) {
    const auto say = [&](RowFaultCode code) {
        goods.faults.push_back(
            fault_at(code, origin, origin.components, "set_components", component.product)
        );
    };
    const auto found = by_code.find(component.product);
    const Product* there = goods.own != nullptr ? goods.own->find_code(component.product) : nullptr;
    if (there == nullptr && beside != nullptr) {
        there = beside->find_code(component.product);
    }
    if (found == by_code.end() && there == nullptr) {
        say(RowFaultCode::unknown_component);
        return;
    }
    const Product& part = found != by_code.end() ? goods.products[found->second] : *there;
    if (part.is_set()) {
        say(RowFaultCode::set_in_set);
    } else if (!component.quantity.is_whole() && !takes_fractions(part.unit)) {
        say(RowFaultCode::component_fraction);
    }
}

/// A number is one product's: those of goods that stay are not to be given to others.
void check_gtins_of_own(Goods& goods, const ByCode& by_code) {
    for (std::size_t i = 0; goods.own != nullptr && i < goods.products.size(); ++i) {
        const Product& product = goods.products[i];
        const Product* holder = product.gtin ? goods.own->find_gtin(*product.gtin) : nullptr;
        if (holder == nullptr || by_code.contains(holder->code)) {
            continue; // nobody's, or that of one that is changed with it
        }
        const Origin& origin = goods.origins[i];
        auto fault = fault_at(
            RowFaultCode::duplicate_gtin, origin, origin.gtin, "gtin", product.gtin->shortest()
        );
        fault.other = holder->code;
        goods.faults.push_back(std::move(fault));
    }
}

} // namespace

void check_together(Goods& goods, const Catalog* beside) {
    ByCode by_code;
    std::unordered_map<std::uint64_t, std::size_t> by_gtin;
    for (std::size_t i = 0; i < goods.products.size(); ++i) {
        const Product& product = goods.products[i];
        const Origin& origin = goods.origins[i];
        if (product.code.empty()) { // a fault already
            continue;
        }
        if (const auto [first, is_new] = by_code.emplace(product.code, i); !is_new) {
            auto fault =
                fault_at(RowFaultCode::duplicate_code, origin, origin.code, "code", product.code);
            fault.other = place_of_row(goods.origins[first->second]);
            goods.faults.push_back(std::move(fault));
        }
        if (!product.gtin) {
            continue;
        }
        if (const auto [first, is_new] = by_gtin.emplace(product.gtin->value(), i); !is_new) {
            auto fault = fault_at(
                RowFaultCode::duplicate_gtin, origin, origin.gtin, "gtin", product.gtin->shortest()
            );
            fault.other = place_of_row(goods.origins[first->second]);
            goods.faults.push_back(std::move(fault));
        }
    }
    check_gtins_of_own(goods, by_code);
    for (std::size_t i = 0; i < goods.products.size(); ++i) {
        for (const SetComponent& component : goods.products[i].set_components) {
            check_component(goods, goods.origins[i], component, by_code, beside);
        }
    }
}

void number_in_store(std::vector<Product>& products, const Catalog* own) {
    std::unordered_set<std::uint64_t> taken;
    std::vector<Product*> without;
    if (own != nullptr) {
        std::unordered_set<std::string_view> changed;
        for (const Product& product : products) {
            changed.insert(product.code);
        }
        for (const Product& product : own->products()) {
            if (product.gtin && !changed.contains(product.code)) {
                taken.insert(product.gtin->value());
            }
        }
    }
    for (Product& product : products) {
        if (product.gtin) {
            taken.insert(product.gtin->value());
        } else {
            without.push_back(&product);
        }
    }
    std::sort(without.begin(), without.end(), [](const Product* a, const Product* b) {
        return a->code < b->code;
    });
    for (Product* product : without) {
        unsigned attempt = 0;
        do {
            product->gtin = Gtin::in_store(product->code, attempt++);
        } while (!taken.insert(product->gtin->value()).second);
    }
}

void check_province(
    Goods& goods,
    const std::string& file,
    Origin::Place place,
    std::string_view column,
    std::string_view text
) {
    // Which of a code's two meanings does not matter here.
    if (!text.empty() && !find_province(text, provinces_changed_on)) {
        goods.warnings.push_back(
            {RowFaultCode::unknown_province,
             file,
             place.line,
             place.column,
             std::string{column},
             std::string{text},
             {}}
        );
    }
}

} // namespace ocop::catalog_sync
