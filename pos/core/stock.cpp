#include "pos/core/stock.hpp"

#include <cstdlib>

namespace ocop {

namespace {

constexpr Quantity book_max{quantity_max.thousandths() * 1000};

/// Goods as a record of the stock names them: names too, so that it never depends on a later
/// catalogue.
struct Named {
    std::string code{};
    std::string name{};
    std::string unit{}; // empty: nobody knows it any more
};

Expected<Named, Refusal>
named(const std::string& code, const Catalog& catalog, const Ledger& ledger) {
    if (const Product* product = catalog.find_code(code)) {
        return Named{product->code, product->name, product->unit};
    }
    if (ledger.stock.contains(code)) {
        return Named{code, code, {}};
    }
    return Unexpected{Refusal{RefusalCode::unknown_product, code, {}, {}}};
}

std::optional<Refusal> check_amount(const Named& goods, Quantity quantity) {
    if (!quantity.is_whole() && !goods.unit.empty() && !takes_fractions(goods.unit)) {
        return Refusal{RefusalCode::quantity_fraction, goods.name, goods.unit, {}};
    }
    if (quantity > book_max || quantity < Quantity{-book_max.thousandths()}) {
        return Refusal{RefusalCode::quantity_too_big, goods.name, format(quantity_max), {}};
    }
    return std::nullopt;
}

Json or_null(const std::optional<std::string>& text) {
    return text ? Json(*text) : Json(nullptr);
}

Json body_of(
    const char* what,
    const Named& goods,
    Quantity quantity,
    const std::optional<std::string>& lot,
    const Ledger& ledger
) {
    const auto before = ledger.stock.find(goods.code);
    return {
        {"do", what},
        {"product", goods.code},
        {"name", goods.name},
        {"unit", goods.unit},
        {"quantity", quantity.thousandths()},
        {"was", (before == ledger.stock.end() ? Quantity{} : before->second).thousandths()},
        {"lot", or_null(lot)}};
}

} // namespace

Expected<Json, Refusal> stock_body(const Receive& action, const Catalog& catalog) {
    const Product* product = catalog.find_code(action.product);
    if (product == nullptr) {
        return Unexpected{Refusal{RefusalCode::unknown_product, action.product, {}, {}}};
    }
    if (action.quantity <= Quantity{}) {
        return Unexpected{Refusal{RefusalCode::quantity_zero, product->name, {}, {}}};
    }
    const Named goods{product->code, product->name, product->unit};
    if (auto refusal = check_amount(goods, action.quantity)) {
        return Unexpected{std::move(*refusal)};
    }
    const std::string& producer =
        action.producer.empty() ? product->producer_code : action.producer;
    return Json{
        {"do", "receive"},
        {"producer", producer},
        {"producer_name",
         producer == product->producer_code ? Json(product->producer_name) : Json(nullptr)},
        {"product", product->code},
        {"name", product->name},
        {"unit", product->unit},
        {"quantity", action.quantity.thousandths()},
        {"lot", or_null(action.lot)},
        {"expiry", action.expiry ? Json(iso(*action.expiry)) : Json(nullptr)},
        {"cost", action.cost ? Json(action.cost->vnd()) : Json(nullptr)},
        {"consignment", action.consignment}};
}

Expected<Json, Refusal>
stock_body(const CountStock& action, const Catalog& catalog, const Ledger& ledger) {
    const auto goods = named(action.product, catalog, ledger);
    if (!goods) {
        return Unexpected{goods.error()};
    }
    if (action.quantity < Quantity{}) {
        return Unexpected{Refusal{RefusalCode::below_zero, goods->name, {}, {}}};
    }
    if (auto refusal = check_amount(*goods, action.quantity)) {
        return Unexpected{std::move(*refusal)};
    }
    Json body = body_of("count", *goods, action.quantity, action.lot, ledger);
    if (!action.reason.empty()) {
        body["reason"] = action.reason;
    }
    return body;
}

Expected<Json, Refusal>
stock_body(const AdjustStock& action, const Catalog& catalog, const Ledger& ledger) {
    const auto goods = named(action.product, catalog, ledger);
    if (!goods) {
        return Unexpected{goods.error()};
    }
    if (action.quantity == Quantity{}) {
        return Unexpected{Refusal{RefusalCode::quantity_zero, goods->name, {}, {}}};
    }
    if (auto refusal = check_amount(*goods, action.quantity)) {
        return Unexpected{std::move(*refusal)};
    }
    if (action.reason.empty()) {
        return Unexpected{Refusal{RefusalCode::reason_missing, {}, {}, {}}};
    }
    Json body = body_of("adjust", *goods, action.quantity, action.lot, ledger);
    body["reason"] = action.reason;
    return body;
}

} // namespace ocop
