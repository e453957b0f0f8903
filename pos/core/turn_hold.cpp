#include "pos/core/tender.hpp"
#include "pos/core/turn.hpp"

namespace ocop {

namespace {

/// Takes out of `recalled` what nobody may let pass.
void leave_out_unsold(HeldBasket& recalled) {
    std::vector<BasketEntry>& entries = recalled.basket.entries;
    std::erase_if(entries, [&](const BasketEntry& entry) {
        const Product* const unsold = no_longer_sold(entry);
        if (unsold != nullptr) {
            recalled.gone.push_back(entry.product.name);
        }
        return unsold != nullptr;
    });
    if (!recalled.gone.empty() && recalled.basket.discount.amount) {
        recalled.basket.discount = {}; // an amount was given for the goods that were there
    }
}

} // namespace

void Turn::act(const HoldBasket&) {
    if (!need_shift()) {
        return;
    }
    if (till_->basket.empty()) {
        return refuse(RefusalCode::basket_empty);
    }
    if (till_->paying()) {
        return refuse(RefusalCode::paying, format(paid(till_->tenders)));
    }
    Json body{
        {"hold", till_->ledger.last_hold + 1},
        {"cashier", *till_->cashier},
        {"basket", to_json(till_->basket)}};
    if (till_->basket.from_hold) {
        body["replaces"] = *till_->basket.from_hold;
    }
    append(RecordDraft{"hold", at(), std::move(body)}, Basket{});
}

void Turn::act(const RecallHold& action) {
    if (!need_shift()) {
        return;
    }
    if (!till_->basket.empty()) {
        return refuse(RefusalCode::basket_not_empty);
    }
    const auto hold = till_->ledger.holds.find(action.hold);
    if (hold == till_->ledger.holds.end()) {
        return refuse(RefusalCode::unknown_hold, std::to_string(action.hold));
    }
    auto recalled = parse_basket(hold->second.basket, *catalog_, hold->second.cashier);
    if (!recalled) {
        return refuse(recalled.error());
    }
    // A customer's money lies in the drawer: that basket comes back as it was, and is asked about
    // when the rest is paid.
    if (recalled->tenders.empty()) {
        if (action.leave_out) {
            leave_out_unsold(*recalled);
        }
        if (auto refusal = settle(recalled->basket, Basket{})) {
            return refuse(std::move(*refusal));
        }
    }
    // The hold stays on disk until its sale, so that a power cut finds it again.
    till_->basket = std::move(recalled->basket);
    till_->basket.from_hold = action.hold;
    till_->tenders = std::move(recalled->tenders);
    Accepted answer = standing();
    for (std::string& product : recalled->gone) {
        answer.warnings.push_back({"gone", std::move(product)});
    }
    for (std::string& name : recalled->vanished) {
        answer.warnings.push_back({"vanished", std::move(name)});
    }
    effects_->emplace_back(Tell{std::move(answer)});
}

void Turn::act(const Cancel&) {
    // A hold whose goods all left the catalogue comes back empty; giving it up takes it off the
    // list.
    if (till_->basket.empty() && !till_->paying() && !till_->basket.from_hold) {
        return refuse(RefusalCode::basket_empty);
    }
    if (!need_shift()) {
        return;
    }
    append(cancel_draft(till_->basket), Basket{});
}

RecordDraft Turn::cancel_draft(const Basket& basket) const {
    const PricedBasket priced = price(basket, at().day(), till_->settings().vat);
    // Of a basket that was emptied line by line, all that was taken off is what was given up.
    const bool emptied = basket.empty() && basket.removed_lines > 0;
    Json body{
        {"cashier", *till_->cashier},
        {"total", (emptied ? basket.removed_amount : priced.total).vnd()},
        {"paid", paid(till_->tenders).vnd()},
        {"lines", static_cast<std::int64_t>(priced.lines.size())},
        {"removed_lines", basket.removed_lines}};
    for (const TenderRow& row : till_->tenders) { // handed back
        body["tenders"].push_back({{"tender", row.tender}, {"amount", row.amount.vnd()}});
    }
    if (!basket.removed.empty()) {
        body["removed"] = to_json(basket.removed);
        body["removed_amount"] = basket.removed_amount.vnd();
    }
    if (emptied) {
        body["emptied"] = true;
    }
    if (basket.from_hold) {
        body["hold"] = *basket.from_hold;
    }
    return {"cancel", at(), std::move(body)};
}

} // namespace ocop
