#include "receipts/labels.hpp"

#include "receipts/net_content.hpp"
#include "receipts/wording.hpp"

#include <string>

namespace ocop::receipts {
namespace {

constexpr int stars_min = 3; // QĐ 26/2026/QĐ-TTg: one and two stars are no recognition
constexpr int stars_max = 5;
constexpr std::size_t ean13_digits = 13;

/// The unit the price is for, and what a kilogram or litre costs where that says more.
std::string per_of(const LabelFacts& product) {
    std::string per = product.unit.empty() ? std::string{} : "/ " + product.unit;
    const auto content = net_content(product.unit, product.name);
    if (content && content->thousandths != 1000) {
        per += per.empty() ? "" : " – ";
        per += format(price_of_measure(product.price, *content)) + " ₫/"
               + std::string{name(content->measure)};
    }
    return per;
}

/// A GTIN-8 or GTIN-14 is no EAN-13: such goods carry their shop code.
Code code_of(const LabelFacts& product) {
    if (product.gtin && product.gtin->shortest().size() == ean13_digits) {
        return {CodeKind::ean13, product.gtin->shortest()};
    }
    return {CodeKind::code128, product.code};
}

} // namespace

Label shelf_label(const LabelFacts& product, Language language) {
    const Wording& words = wording(language);
    Label label;
    label.name = product.name.empty() ? product.code : product.name;
    if (language != Language::vi && product.name_en != product.name) {
        label.name_below = product.name_en;
    }
    label.price = format(product.price) + " ₫";
    label.per = per_of(product);
    if (product.stars >= stars_min && product.stars <= stars_max) {
        label.stars = stars(product.stars);
    }
    label.origin = joined({product.commune, product.district, product.province});
    label.producer = product.producer;
    if (product.training) {
        // Understood by everyone, whatever language the label is in.
        label.notes.emplace_back(wording(Language::vi).training);
    }
    if (product.demonstration) {
        label.notes.emplace_back(words.demonstration_price);
    }
    label.code = code_of(product);
    return label;
}

} // namespace ocop::receipts
