#pragma once

#include "pos/core/catalog.hpp"
#include "pos/core/product.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ocop::testing {

/// A small catalogue with one product of every kind the rules tell apart.
[[nodiscard]] inline Product product(std::string code, std::string name, Money price, Vat vat) {
    Product made;
    made.code = std::move(code);
    made.gtin = Gtin::in_store(made.code);
    made.name = std::move(name);
    made.unit = "hộp";
    made.price = price;
    made.vat = vat;
    made.producer_code = "P-01";
    made.producer_name = "HTX Làng Nghề";
    made.producer_kind = ProducerKind::htx;
    made.district = "Hội An";
    made.province = "QNA";
    return made;
}

[[nodiscard]] inline std::vector<Product> goods() {
    std::vector<Product> made;
    Product sauce = product("QNA-001", "Mắm cá cơm", Money{120'000}, Vat::eight);
    sauce.gtin = Gtin::parse("8934563138165");
    sauce.unit = "kg";
    sauce.group = 9;
    sauce.stars = 4;
    sauce.recognised_on = Day{2023, 5, 4};
    sauce.certificate_expires = Day{2027, 5, 4};
    sauce.producer_price = Money{100'000};
    sauce.cost = Money{90'000};
    sauce.consignment = true;
    made.push_back(sauce);
    made.push_back(product("QNA-002", "Trà rừng", Money{45'000}, Vat::eight));
    Product rice_wine = product("QNA-003", "Rượu gạo", Money{150'000}, Vat::ten);
    rice_wine.unit = "chai";
    rice_wine.min_age = 18;
    made.push_back(rice_wine);
    made.push_back(product("QNA-004", "Rau sạch", Money{15'000}, Vat::not_taxable));
    made.push_back(product("QNA-005", "Bánh tổ", Money{35'000}, Vat::direct_method));
    Product gone = product("QNA-006", "Nón lá cũ", Money{60'000}, Vat::eight);
    gone.active = false;
    made.push_back(gone);
    Product set = product("SET-01", "Giỏ quà Tết", Money{270'000}, Vat::eight);
    set.set_components = {
        {"QNA-002", Quantity{2000}}, {"QNA-003", Quantity{1000}}, {"QNA-005", Quantity{1000}}};
    made.push_back(set);
    return made;
}

[[nodiscard]] inline std::shared_ptr<const Catalog> catalog() {
    return std::make_shared<const Catalog>(42, goods());
}

} // namespace ocop::testing
