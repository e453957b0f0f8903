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
        return refuse(not_sold(*catalog_, code));
    }
    if (!code) {
        return add(*product, one_unit);
    }
    stand(with_scanned(*product, meant_for(*product, *code), today), *product);
}

Expected<Basket, Refusal>
Turn::with_scanned(const Product& product, const Code& code, Day today) const {
    const auto quantity = scanned_quantity(product, code);
    if (!quantity) {
        return Unexpected{quantity.error()};
    }
    if (code.price) {
        const PackLabel label{*code.price, *quantity, code.lot, code.expiry};
        return with_pack(on_counter(), *catalog_, product, label, today);
    }
    return with_added(
        on_counter(), *catalog_, product, quantity->value_or(one_unit), today, code.lot, code.expiry
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
    auto basket = with_added(
        on_counter(), *catalog_, *product, action.quantity, at().day(), action.lot, action.expiry
    );
    stand(std::move(basket), *product);
}

void Turn::add(const Product& product, Quantity quantity) {
    stand(with_added(on_counter(), *catalog_, product, quantity, at().day()), product);
}

Basket Turn::on_counter() const {
    return till_->basket.empty() ? Basket{} : till_->basket;
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
    if (auto refusal = settle(basket, till_->basket)) {
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
    return true;
}

void Turn::act(const SetQuantity& action) {
    if (need_shift()) {
        take(with_quantity(till_->basket, action.line, action.quantity));
    }
}

void Turn::act(const RemoveLine& action) {
    if (!need_shift()) {
        return;
    }
    auto basket = without_line(till_->basket, action.line);
    if (!basket || !basket->empty()) {
        return take(std::move(basket));
    }
    if (till_->paying()) {
        return refuse(RefusalCode::paying, format(paid(till_->tenders)));
    }
    // Its last goods went back on the shelf: given up, in the journal and on the Z report as much
    // as by `cancel`, or goods could be shown to a customer, paid for in cash and never have been.
    append(cancel_draft(*basket), Basket{});
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
    if (approver_
        && (role_of(*approver_) == Role::auditor || role_of(*approver_) == Role::cashier)) {
        return refuse(RefusalCode::not_allowed, std::string{code(role_of(*approver_))});
    }
    Discount discount{action.percent, action.amount, action.reason, {}};
    discount.given_by = *till_->cashier;
    take(with_discount(till_->basket, action.line, std::move(discount)));
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

} // namespace ocop
