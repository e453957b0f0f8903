#include "pos/core/discount.hpp"

#include <algorithm>

namespace ocop {

namespace {

Json to_json(const Shown& shown) {
    Json goods = Json::object();
    for (const auto& [product, gross] : shown.goods) {
        goods[product] = gross.vnd();
    }
    return {{"goods", std::move(goods)}, {"off", shown.off.vnd()}};
}

Shown read_shown(const Fields& fields) {
    Shown shown;
    const Fields goods = fields.object("goods");
    for (const auto& member : goods.json().items()) {
        shown.goods[member.key()] = goods.money(member.key().c_str());
    }
    shown.off = fields.money("off");
    return shown;
}

} // namespace

Money Shown::gross() const {
    Money sum;
    for (const auto& [product, gross] : goods) {
        sum += gross;
    }
    return sum;
}

bool Shown::covers(const Shown& now) const {
    return now.off <= off
           && std::all_of(now.goods.begin(), now.goods.end(), [this](const auto& entry) {
                  const auto seen = goods.find(entry.first);
                  return seen != goods.end() && entry.second <= seen->second;
              });
}

Money Discount::of(Money base) const {
    if (percent) {
        return percent_of(base, *percent);
    }
    return amount.value_or(Money{});
}

Json to_json(const Discount& discount) {
    Json json = Json::object();
    if (discount.percent) {
        json["percent"] = *discount.percent;
    }
    if (discount.amount) {
        json["amount"] = discount.amount->vnd();
    }
    if (!discount.reason.empty()) {
        json["reason"] = discount.reason;
    }
    if (discount.approver) {
        json["approver"] = *discount.approver;
    }
    if (discount.of_label) {
        json["of_label"] = true;
    }
    if (!discount.given_by.empty()) {
        json["given_by"] = discount.given_by;
    }
    if (discount.shown) {
        json["shown"] = to_json(*discount.shown);
    }
    return json;
}

Discount read_held_discount(const Fields& fields) {
    Discount discount;
    if (fields.has("percent")) {
        discount.percent = fields.integer("percent");
    }
    if (fields.has("amount")) {
        discount.amount = fields.money("amount");
    }
    if (fields.has("reason")) {
        discount.reason = fields.text("reason");
    }
    if (fields.has("approver")) {
        discount.approver = fields.text("approver");
    }
    discount.of_label = fields.has("of_label");
    discount.given_by = fields.text_if_any("given_by");
    if (fields.has("shown")) {
        discount.shown = read_shown(fields.object("shown"));
    }
    return discount;
}

} // namespace ocop
