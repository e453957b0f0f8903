#include "pos/core/basket.hpp"
#include "pos/core/held_product.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/plain_text.hpp"

#include <algorithm>
#include <iterator>

namespace ocop {

namespace {

/// A quantity of something: what is in the basket, or in a set.
Quantity held_quantity(const Fields& fields) {
    const Quantity quantity{fields.integer("quantity")};
    if (quantity <= Quantity{} || quantity > quantity_max) {
        fields.fail("\"quantity\" is out of range");
    }
    return quantity;
}

/// The product `fields` name at the price it was held at: as `catalog` has it now, else as it was
/// when it was put aside, noted in `vanished`; none where the hold, of an older version, does not
/// say.
std::optional<Product>
held_product(const Fields& fields, const Catalog& catalog, std::vector<std::string>& vanished) {
    const std::string code = composed(fields.text("product"));
    std::optional<Product> held;
    if (const Product* product = catalog.find_code(code)) {
        held = *product;
    } else if (fields.has("facts")) {
        held = read_held_facts(fields.object("facts"));
        held->code = code;
        vanished.push_back(held->name);
    } else {
        return std::nullopt;
    }
    held->price = fields.money("price");
    if (held->price < Money{}) {
        fields.fail("\"price\" is out of range");
    }
    return held;
}

/// An entry as a hold keeps it; none where it, or a part of the set it is, is known no more.
std::optional<BasketEntry>
held_entry(const Fields& item, const Catalog& catalog, std::vector<std::string>& vanished) {
    auto product = held_product(item, catalog, vanished);
    if (!product) {
        return std::nullopt;
    }
    BasketEntry entry;
    entry.product = std::move(*product);
    entry.product.set_components.clear();
    entry.quantity = held_quantity(item);
    entry.lot = item.optional_text("lot");
    entry.expiry = item.optional_day("expiry");
    if (item.has("lot_approved")) {
        const Fields approved = item.object("lot_approved");
        entry.lot_approval = LotApproval{
            item.text("lot_approver"),
            Quantity{approved.integer("quantity")},
            approved.parsed("day", parse_day)};
    }
    entry.discount = read_held_discount(item.object("discount"));
    bool whole = true;
    item.each("components", [&](const Fields& part) {
        auto component = held_product(part, catalog, vanished);
        whole = whole && component;
        if (component) {
            entry.product.set_components.push_back({component->code, held_quantity(part)});
            entry.components.push_back(std::move(*component));
        }
    });
    return whole ? std::optional{std::move(entry)} : std::nullopt;
}

void read_removed(const Fields& fields, Basket& basket) {
    basket.removed_lines = fields.integer("removed_lines");
    if (!fields.has("removed")) {
        return; // a hold of an older version
    }
    fields.each("removed", [&](const Fields& row) {
        basket.removed.push_back(
            {row.text("product"),
             row.text("name"),
             Quantity{row.integer("quantity")},
             row.money("amount")}
        );
    });
    basket.removed_amount = fields.money("removed_amount");
}

/// Money taken for it before the till died.
std::vector<TenderRow> read_tenders(const Fields& fields) {
    std::vector<TenderRow> tenders;
    if (fields.has("tenders")) {
        fields.each("tenders", [&](const Fields& row) {
            tenders.push_back({row.text("tender"), row.money("amount")});
        });
    }
    return tenders;
}

/// Who gave `discount`, where the hold does not say: its holder, for what it holds.
void settle_older(Discount& discount, const std::string& holder, Shown held) {
    if (discount.given() && !discount.of_label && discount.given_by.empty()) {
        discount.given_by = holder;
        discount.shown = std::move(held);
    }
}

} // namespace

Json to_json(const std::vector<RemovedGoods>& removed) {
    Json rows = Json::array();
    for (const RemovedGoods& goods : removed) {
        rows.push_back(
            {{"product", goods.product},
             {"name", goods.name},
             {"quantity", goods.quantity.thousandths()},
             {"amount", goods.amount.vnd()}}
        );
    }
    return rows;
}

Json to_json(const Basket& basket) {
    Json json{{"entries", Json::array()}, {"discount", to_json(basket.discount)}};
    json["removed_lines"] = basket.removed_lines;
    json["removed"] = to_json(basket.removed);
    json["removed_amount"] = basket.removed_amount.vnd();
    if (basket.buyer) {
        json["buyer"] = to_json(*basket.buyer);
    }
    for (const BasketEntry& entry : basket.entries) {
        Json held{
            {"product", entry.product.code},
            {"facts", held_facts(entry.product)},
            {"price", entry.product.price.vnd()},
            {"quantity", entry.quantity.thousandths()},
            {"lot", entry.lot ? Json(*entry.lot) : Json(nullptr)},
            {"expiry", entry.expiry ? Json(iso(*entry.expiry)) : Json(nullptr)},
            {"discount", to_json(entry.discount)},
            {"components", Json::array()}};
        if (entry.lot_approval) {
            held["lot_approver"] = entry.lot_approval->by;
            held["lot_approved"] = {
                {"quantity", entry.lot_approval->quantity.thousandths()},
                {"day", iso(entry.lot_approval->day)}};
        }
        for (std::size_t i = 0; i < entry.components.size(); ++i) {
            held["components"].push_back(
                {{"product", entry.components[i].code},
                 {"facts", held_facts(entry.components[i])},
                 {"price", entry.components[i].price.vnd()},
                 {"quantity", entry.product.set_components[i].quantity.thousandths()}}
            );
        }
        json["entries"].push_back(std::move(held));
    }
    return json;
}

Expected<HeldBasket, Refusal>
parse_basket(const Json& held, const Catalog& catalog, const std::string& holder) {
    auto read = read_fields<HeldBasket>(held, [&](Fields fields) {
        HeldBasket recalled;
        Basket& basket = recalled.basket;
        basket.discount = read_held_discount(fields.object("discount"));
        read_removed(fields, basket);
        if (fields.has("buyer")) {
            basket.buyer = read_buyer(fields.object("buyer"));
        }
        fields.each("entries", [&](const Fields& item) {
            std::vector<std::string> vanished;
            if (auto entry = held_entry(item, catalog, vanished)) {
                basket.entries.push_back(std::move(*entry));
                std::move(vanished.begin(), vanished.end(), std::back_inserter(recalled.vanished));
            } else {
                recalled.gone.push_back(item.text("product"));
            }
        });
        recalled.tenders = read_tenders(fields);
        recalled.left = fields.has("left") && fields.boolean("left");
        if (!recalled.gone.empty() && basket.discount.amount) {
            basket.discount = {}; // an amount was given for the goods that were there
        }
        for (BasketEntry& entry : basket.entries) {
            settle_older(entry.discount, holder, shown(entry));
        }
        settle_older(basket.discount, holder, shown(basket));
        return recalled;
    });
    if (!read) {
        return Unexpected{Refusal{RefusalCode::bad_action, read.error().what, {}, {}}};
    }
    if (auto refusal = check_basket(read->basket)) {
        return Unexpected{std::move(*refusal)};
    }
    return std::move(*read);
}

} // namespace ocop
