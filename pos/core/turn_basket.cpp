#include "pos/core/code.hpp"
#include "pos/core/scanned_product.hpp"
#include "pos/core/tender.hpp"
#include "pos/core/text_limits.hpp"
#include "pos/core/turn.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace ocop {

namespace {

/// The weight a code carries, where the goods are sold by weight.
std::optional<Quantity> scanned_measure(const Code& code, const Product& product) {
    if (code.grams && *code.grams > 0 && product.unit == "kg") {
        return Quantity{*code.grams};
    }
    if (code.grams && *code.grams > 0 && product.unit == "g") {
        return Quantity{*code.grams * 1000};
    }
    return std::nullopt;
}

/// How many lines its receipt has: a gift set has one for each of its parts.
std::size_t lines_of(const Basket& basket) {
    return std::accumulate(
        basket.entries.begin(),
        basket.entries.end(),
        std::size_t{0},
        [](std::size_t lines, const BasketEntry& entry) {
            return lines + std::max<std::size_t>(1, entry.product.set_components.size());
        }
    );
}

} // namespace

void Turn::act(const Scan& action) {
    if (!need_shift()) {
        return;
    }
    const Day today = at().day();
    const auto code = parse_code(action.code, today, till_->settings().in_store);
    const Product* product = scanned_product(*catalog_, code);
    if (product == nullptr) {
        return code ? refuse(RefusalCode::unknown_code, code->text) : refuse(code.error());
    }
    if (!code) {
        return add(*product, one_unit);
    }
    const bool is_old = code->expiry && last_day_of_sale(*product, *code->expiry) < today;
    std::optional<std::string> let_go_by;
    if (is_old) {
        let_go_by = approver_ && role_of(*approver_) == Role::manager
                        ? approver_
                        : lot_approver(till_->basket, *product, code->lot, *code->expiry);
        if (!let_go_by) {
            const bool expired = *code->expiry < today;
            return refuse(
                expired ? RefusalCode::lot_expired : RefusalCode::lot_near_expiry,
                product->name,
                format(*code->expiry)
            );
        }
    }
    auto basket = with_scanned(*product, *code, today);
    if (basket && let_go_by) {
        basket =
            with_lot_approved(std::move(*basket), *product, code->lot, *code->expiry, *let_go_by);
    }
    stand(std::move(basket), *product);
}

Expected<Basket, Refusal>
Turn::with_scanned(const Product& product, const Code& code, Day today) const {
    const std::optional<Quantity> measure = scanned_measure(code, product);
    if (code.price) {
        const PackLabel label{*code.price, measure, code.lot, code.expiry};
        return with_pack(till_->basket, *catalog_, product, label, today);
    }
    const bool counted = code.count && *code.count > 0;
    const Quantity count = counted ? Quantity{*code.count * 1000} : one_unit;
    return with_added(
        till_->basket, *catalog_, product, measure.value_or(count), today, code.lot, code.expiry
    );
}

void Turn::act(const Add& action) {
    if (!need_shift()) {
        return;
    }
    const Product* product = catalog_->find_code(action.product);
    if (product == nullptr) {
        return refuse(RefusalCode::unknown_product, action.product);
    }
    add(*product, action.quantity);
}

void Turn::add(const Product& product, Quantity quantity) {
    stand(with_added(till_->basket, *catalog_, product, quantity, at().day()), product);
}

void Turn::stand(Expected<Basket, Refusal> basket, const Product& product) {
    if (!basket) {
        return refuse(basket.error());
    }
    if (take_basket(std::move(*basket))) {
        Accepted answer = standing();
        add_warnings(answer, product);
        effects_->emplace_back(Tell{std::move(answer)});
    }
}

void Turn::add_warnings(Accepted& answer, const Product& product) const {
    const Product* const only = &product;
    std::vector<const Product*> goods{only};
    if (product.is_set()) {
        goods.clear();
        for (const SetComponent& component : product.set_components) {
            goods.push_back(catalog_->find_code(component.product));
        }
    }
    for (const Product* part : goods) {
        Quantity in_basket;
        for (const SaleLine& line : answer.lines) {
            in_basket += line.product == part->code ? line.quantity : Quantity{};
        }
        // Below zero the book is known to be wrong (goods never received count down from 0):
        // another warning at every sale would only teach the cashier to overlook them.
        const auto stock = till_->ledger.stock.find(part->code);
        const bool kept = stock != till_->ledger.stock.end() && stock->second >= Quantity{};
        if (kept && stock->second < in_basket) {
            answer.warnings.push_back({"stock", part->name});
        }
        const CertificateState state = certificate_on(*part, at().day());
        if (state == CertificateState::expired || state == CertificateState::revoked) {
            answer.warnings.push_back({"certificate", part->name});
        }
        if (part->min_age > 0) {
            answer.warnings.push_back({"age", part->name});
        }
    }
}

bool Turn::take_basket(Basket basket) {
    if (lines_of(basket) > basket_lines_max) {
        refuse(RefusalCode::basket_too_long, std::to_string(basket_lines_max));
        return false;
    }
    if (auto refusal = check_limits(basket)) {
        refuse(std::move(*refusal));
        return false;
    }
    if (till_->paying()) {
        const Money total = price(basket, at().day(), till_->settings().vat).total;
        if (total <= paid(till_->tenders)) {
            refuse(RefusalCode::paying, format(paid(till_->tenders)));
            return false;
        }
    }
    till_->basket = std::move(basket);
    if (till_->basket.empty()) {
        till_->basket.buyer.reset(); // or the next customer's receipt would name this one
    }
    return true;
}

std::optional<Refusal> Turn::check_limits(const Basket& basket) const {
    const std::int64_t limit = till_->settings().discount_percent_max(role_of(*till_->cashier));
    const auto exceeds = [&](const Discount& discount, Money base) {
        return discount.given() && !discount.approver && !discount.of_label
               && scale(discount.of(base).vnd(), 100, 1) > scale(base.vnd(), limit, 1);
    };
    Money before_discount;
    for (const BasketEntry& entry : basket.entries) {
        const Money gross = extend(entry.product.price, entry.quantity);
        if (exceeds(entry.discount, gross)) {
            return approval_needed(limit);
        }
        before_discount += gross - entry.discount.of(gross);
    }
    if (exceeds(basket.discount, before_discount)) {
        return approval_needed(limit);
    }
    return std::nullopt;
}

Refusal Turn::approval_needed(std::int64_t limit) {
    return Refusal{RefusalCode::approval_needed, "> " + std::to_string(limit) + " %", {}, {}};
}

void Turn::act(const SetQuantity& action) {
    if (need_shift()) {
        take(with_quantity(till_->basket, action.line, action.quantity));
    }
}

void Turn::act(const RemoveLine& action) {
    if (need_shift()) {
        take(without_line(till_->basket, action.line));
    }
}

void Turn::take(Expected<Basket, Refusal> basket) {
    if (!basket) {
        return refuse(basket.error());
    }
    if (take_basket(std::move(*basket))) {
        accept();
    }
}

void Turn::act(const GiveDiscount& action) {
    if (!need_shift()) {
        return;
    }
    if (approver_) {
        // A percentage beyond the approver's own limit is refused like the cashier's.
        const std::int64_t limit = till_->settings().discount_percent_max(role_of(*approver_));
        if (role_of(*approver_) == Role::auditor || role_of(*approver_) == Role::cashier) {
            return refuse(RefusalCode::not_allowed, std::string{code(role_of(*approver_))});
        }
        if (exceeds(action, limit)) {
            return refuse(approval_needed(limit));
        }
    }
    Discount discount{action.percent, action.amount, action.reason, approver_};
    const std::int64_t own = till_->settings().discount_percent_max(role_of(*till_->cashier));
    if (!exceeds(action, own)) {
        discount.approver.reset(); // within the cashier's own limit: no approval to record
    } else if (!approver_ && own == 100) {
        discount.approver = till_->cashier;
    }
    take(with_discount(till_->basket, action.line, std::move(discount)));
}

bool Turn::exceeds(const GiveDiscount& action, std::int64_t limit) const {
    if (action.percent) {
        return *action.percent > limit;
    }
    const PricedBasket priced = price(till_->basket, at().day(), till_->settings().vat);
    Money base = priced.before_discount;
    if (action.line) {
        const auto line =
            std::find_if(priced.lines.begin(), priced.lines.end(), [&](const SaleLine& candidate) {
                return candidate.line == *action.line;
            });
        base = line == priced.lines.end() ? Money{} : line->gross;
    }
    return scale(action.amount.value_or(Money{}).vnd(), 100, 1) > scale(base.vnd(), limit, 1);
}

void Turn::act(const SetBuyer& action) {
    if (!need_shift()) {
        return;
    }
    if (till_->basket.empty()) {
        return refuse(RefusalCode::basket_empty);
    }
    if (action.buyer.empty()) {
        till_->basket.buyer.reset();
        return accept();
    }
    auto buyer = tidied(action.buyer);
    if (!buyer) {
        return refuse(buyer.error());
    }
    Accepted answer = standing();
    if (!buyer->tax_code.empty() && !tax_code_checks(buyer->tax_code)) {
        answer.warnings.push_back({"tax-code", buyer->tax_code});
    }
    answer.buyer = *buyer;
    till_->basket.buyer = std::move(*buyer);
    effects_->emplace_back(Tell{std::move(answer)});
}

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
    auto recalled = parse_basket(hold->second.basket, *catalog_);
    if (!recalled) {
        return refuse(recalled.error());
    }
    // The hold stays on disk until its sale, so that a power cut finds it again.
    till_->basket = std::move(recalled->basket);
    till_->basket.from_hold = action.hold;
    Accepted answer = standing();
    for (std::string& product : recalled->gone) {
        answer.warnings.push_back({"gone", std::move(product)});
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
    const PricedBasket priced = price(till_->basket, at().day(), till_->settings().vat);
    Json body{
        {"cashier", *till_->cashier},
        {"total", priced.total.vnd()},
        {"paid", paid(till_->tenders).vnd()},
        {"lines", static_cast<std::int64_t>(priced.lines.size())},
        {"removed_lines", till_->basket.removed_lines}};
    if (till_->basket.from_hold) {
        body["hold"] = *till_->basket.from_hold;
    }
    append(RecordDraft{"cancel", at(), std::move(body)}, Basket{});
}

} // namespace ocop
