#pragma once

#include "pos/core/gtin.hpp"
#include "pos/core/money.hpp"
#include "pos/core/refusal.hpp"
#include "receipts/document.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ocop::receipts {

/// What is known of a product for its shelf label; empty texts are left out.
struct LabelFacts {
    std::string code{};
    std::string name{};
    std::string name_en{};
    std::string unit{};
    std::string producer{};
    std::string commune{};
    std::string district{};
    std::string province{};
    std::optional<Gtin> gtin{};
    Money price{};              // with VAT, per whole unit
    int stars = 0;              // those that may be shown today; 0 = none
    bool demonstration = false; // the price is made up
    bool training = false;      // of a training store
};

/// What a shelf label says, before anyone knows how large it is. Prices include VAT, as shelf
/// prices in Vietnam do.
struct Label {
    std::string name{};
    std::string name_below{}; // in English, where the shop labels for guests
    std::string price{};      // "120.000 ₫"
    std::string per{};    // "/ hũ – 480.000 ₫/kg": the unit, and the price of a kg or litre
    std::string stars{};  // "★★★★"
    std::string origin{}; // commune, district, province
    std::string producer{};
    std::vector<std::string> notes{}; // made-up price, training: never left out
    Code code{};                      // EAN-13 of the GTIN, else Code 128 of the product's code
    bool operator==(const Label&) const = default;
};

/// The label of one product. `Language::en` adds the English name below the Vietnamese one, which
/// stays first. Only 3 to 5 stars are shown.
[[nodiscard]] Label shelf_label(const LabelFacts& product, Language language);

} // namespace ocop::receipts
