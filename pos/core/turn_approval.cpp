#include "pos/core/turn.hpp"

#include <algorithm>

namespace ocop {

namespace {

/// How much of `entry`'s product and lot is in `basket`.
Quantity held_of(const Basket& basket, const BasketEntry& entry) {
    Quantity held;
    for (const BasketEntry& other : basket.entries) {
        const bool same = other.product.code == entry.product.code && other.lot == entry.lot
                          && other.expiry == entry.expiry;
        held += same ? other.quantity : Quantity{};
    }
    return held;
}

/// Calls `visit(discount, what it shows now)` for every discount that somebody gave.
template <class AnyBasket, class Visit>
void each_discount(AnyBasket& basket, Visit visit) {
    const auto take = [&visit](auto& discount, const Shown& now) {
        if (discount.given() && !discount.of_label) {
            visit(discount, now);
        }
    };
    for (auto& entry : basket.entries) {
        take(entry.discount, shown(entry));
    }
    take(basket.discount, shown(basket));
}

bool may_approve(Role role) {
    return role == Role::lead || role == Role::manager;
}

} // namespace

std::optional<Refusal> Turn::settle(Basket& basket, const Basket& before) const {
    if (auto refusal = settle_goods(basket, before)) {
        return refusal;
    }
    return settle_discounts(basket);
}

std::optional<Refusal> Turn::settle_goods(Basket& basket, const Basket& before) const {
    const Day today = at().day();
    const bool manager = approver_ && role_of(*approver_) == Role::manager;
    for (BasketEntry& entry : basket.entries) {
        if (held_of(basket, entry) <= held_of(before, entry)) {
            continue; // what is there is there: it may be taken off, and is asked for when paid
        }
        if (const Product* gone = taken_off_sale(entry)) {
            return Refusal{RefusalCode::inactive_product, gone->name, {}, {}};
        }
        if (!lot_needs_approval(entry, today)) {
            continue;
        }
        if (!manager) {
            return Refusal{
                *entry.expiry < today ? RefusalCode::lot_expired : RefusalCode::lot_near_expiry,
                entry.product.name,
                format(*entry.expiry),
                {}};
        }
        entry.lot_approval = LotApproval{*approver_, entry.quantity, today};
    }
    return std::nullopt;
}

const Product* Turn::taken_off_sale(const BasketEntry& entry) const {
    if (const Product* gone = no_longer_sold(entry)) {
        return gone;
    }
    const auto is_off = [this](const Product& product) {
        const Product* const now = catalog_->find_code(product.code);
        return now != nullptr && !now->active;
    };
    if (is_off(entry.product)) {
        return &entry.product;
    }
    const auto part = std::find_if(entry.components.begin(), entry.components.end(), is_off);
    return part == entry.components.end() ? nullptr : &*part;
}

std::optional<Refusal> Turn::settle_discounts(Basket& basket) const {
    const PercentMax limit = [this](const Discount& discount, const Shown& now) {
        return percent_max(discount, now);
    };
    auto over = overstep(basket, limit);
    if (over && approver_) {
        if (!may_approve(role_of(*approver_))) {
            return Refusal{
                RefusalCode::not_allowed, std::string{code(role_of(*approver_))}, {}, {}};
        }
        for (const bool lapsed_alone : {true, false}) {
            if (over) {
                approve_discounts(basket, lapsed_alone);
                over = overstep(basket, limit);
            }
        }
    }
    if (over) {
        return approval_needed(*over);
    }
    note_shown(basket);
    return std::nullopt;
}

std::int64_t Turn::percent_max(const Discount& discount, const Shown& now) const {
    std::int64_t most = percent_max_of(*till_->cashier);
    if (discount.shown && discount.shown->covers(now)) {
        most = std::max(most, percent_max_of(discount.given_by));
        most = std::max(most, discount.approver ? percent_max_of(*discount.approver) : 0);
    }
    return most;
}

std::int64_t Turn::percent_max_of(const std::string& user) const {
    const auto known = till_->ledger.users.find(user);
    return known == till_->ledger.users.end()
               ? 0
               : till_->settings().discount_percent_max(known->second.role);
}

void Turn::approve_discounts(Basket& basket, bool lapsed_alone) const {
    each_discount(basket, [&](Discount& discount, const Shown& now) {
        const bool own = discount.given_by == *till_->cashier && !discount.approver;
        const bool lapsed = !discount.shown || (!own && !discount.shown->covers(now));
        if (lapsed || !lapsed_alone) {
            discount.approver = approver_;
            discount.shown = now;
        }
    });
}

void Turn::note_shown(Basket& basket) const {
    const std::int64_t own_max = percent_max_of(*till_->cashier);
    each_discount(basket, [&](Discount& discount, const Shown& now) {
        const bool own = discount.given_by == *till_->cashier && !discount.approver;
        const bool lapsed = !discount.shown || !discount.shown->covers(now);
        const std::int64_t former_max = std::max(
            percent_max_of(discount.given_by),
            discount.approver ? percent_max_of(*discount.approver) : 0
        );
        if (own || (lapsed && own_max >= former_max)) {
            // Who may give as much as whoever did gives what there is of it now.
            discount.given_by = *till_->cashier;
            discount.approver.reset();
            discount.shown = now;
        }
    });
}

Refusal Turn::approval_needed(const Overstep& overstep) {
    const std::string what = (overstep.name.empty() ? "" : overstep.name + ": ") + "−"
                             + format(overstep.off) + " / " + format(overstep.gross) + " đ, > "
                             + std::to_string(overstep.percent_max) + " %";
    return Refusal{RefusalCode::approval_needed, what, {}, {}};
}

Refusal Turn::manager_needed(Money amount, Money limit) {
    return Refusal{
        RefusalCode::approval_needed,
        format(amount) + " đ > " + format(limit) + " đ",
        std::string{code(Role::manager)},
        {}};
}

bool Turn::need_cash(Money amount) {
    const Money held = std::max(till_->ledger.shift->expected_cash(), Money{});
    if (amount <= held) {
        return true;
    }
    refuse(RefusalCode::drawer_short, format(amount), format(held));
    return false;
}

bool Turn::may_pay_out(Money amount) {
    const std::optional<Money> limit = till_->settings().cashier_out_max;
    const bool manager = acting_role() == Role::manager;
    const Money so_far = till_->ledger.shift->cashier_out + amount;
    if (till_->role() == Role::cashier && !manager && limit && so_far > *limit) {
        refuse(manager_needed(so_far, *limit));
        return false;
    }
    return true;
}

bool Turn::may_give_back(Money total, Money before) {
    const std::optional<Money> limit = till_->settings().lead_return_max;
    if (acting_role() == Role::lead && limit && before + total > *limit) {
        refuse(manager_needed(before + total, *limit));
        return false;
    }
    return true;
}

} // namespace ocop
