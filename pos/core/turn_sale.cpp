#include "pos/core/sale.hpp"
#include "pos/core/tender.hpp"
#include "pos/core/turn.hpp"

namespace ocop {

void Turn::act(const Pay& action) {
    if (!need_shift()) {
        return;
    }
    if (till_->basket.empty()) {
        return refuse(RefusalCode::basket_empty);
    }
    Basket basket = till_->basket;
    if (auto refusal = settle(basket, Basket{})) {
        return refuse(std::move(*refusal));
    }
    const Settings settings = till_->settings();
    const PricedBasket priced = price(basket, at().day(), settings.vat);
    auto payment =
        pay(till_->tenders, priced.total, action.tender, action.amount, settings.rounding);
    if (!payment) {
        return refuse(payment.error());
    }
    if (!payment->complete) {
        till_->basket = std::move(basket);
        till_->tenders = std::move(payment->tenders);
        return accept();
    }
    SaleBody body;
    body.number = next_number();
    body.shift = till_->ledger.shift->shift;
    body.cashier = *till_->cashier;
    body.catalog = catalog_->version();
    body.event = settings.event;
    body.lines = priced.lines;
    body.total = priced.total;
    body.vat = vat_rows(body.lines);
    body.tenders = std::move(payment->tenders);
    body.change = payment->change;
    body.einvoice = next_einvoice(
        settings.einvoice, till_->ledger.einvoices, at().day(), settings.shop_tax_code
    );
    add_basket_facts(body, basket);
    append(sale_draft(std::move(body), at()), Basket{});
}

void Turn::act(const Untender& action) {
    if (!need_shift()) {
        return;
    }
    const auto count = static_cast<std::int64_t>(till_->tenders.size());
    if (action.tender < 1 || action.tender > count) {
        return refuse(
            RefusalCode::no_such_tender, std::to_string(action.tender), std::to_string(count)
        );
    }
    std::vector<TenderRow> left = till_->tenders;
    const auto taken = left.begin() + static_cast<std::ptrdiff_t>(action.tender - 1);
    const TenderRow back = *taken;
    left.erase(taken);
    if (back.tender != "cash") { // the bank's own books tell of it
        till_->tenders = std::move(left);
        Accepted answer = standing();
        answer.hand_back.push_back(back);
        effects_->emplace_back(Tell{std::move(answer)});
        return;
    }
    Json body{
        {"cashier", *till_->cashier},
        {"shift", till_->ledger.shift->shift},
        {"tender", back.tender},
        {"amount", back.amount.vnd()},
        {"left", paid(left).vnd()}};
    if (till_->basket.from_hold) { // the hold is on disk with its money until the sale is
        body["hold"] = *till_->basket.from_hold;
    }
    append(RecordDraft{"untender", at(), std::move(body)}, till_->basket, std::move(left));
}

void Turn::add_basket_facts(SaleBody& body, const Basket& basket) const {
    const auto note =
        [&](const Discount& discount, std::optional<std::string> product, const Shown& now) {
            if (!discount.given() || discount.of_label) {
                return;
            }
            GivenDiscount given{std::move(product), discount.reason, {}, {}, {}};
            if (discount.approver && discount.shown && discount.shown->covers(now)) {
                given.approver = discount.approver;
                given.shown = ShownDiscount{discount.shown->gross(), discount.shown->off};
            }
            if (discount.given_by != body.cashier) {
                given.by = discount.given_by;
            }
            if (given.approver || given.by || !given.reason.empty()) {
                body.discounts.push_back(std::move(given));
            }
        };
    for (const BasketEntry& entry : basket.entries) {
        note(entry.discount, entry.product.code, shown(entry));
    }
    note(basket.discount, std::nullopt, shown(basket));
    body.removed_lines = basket.removed_lines;
    body.hold = basket.from_hold;
    body.buyer = basket.buyer;
}

std::string Turn::next_number() const {
    return receipt_number(till_->ledger.identity->till, till_->ledger.receipts + 1);
}

std::optional<Einvoice> Turn::adjusting(const SaleBody& sale, Day sold_on) const {
    if (!sale.einvoice) {
        return std::nullopt;
    }
    const Settings settings = till_->settings();
    auto invoice = next_einvoice(
        settings.einvoice, till_->ledger.einvoices, at().day(), settings.shop_tax_code
    );
    if (invoice) {
        invoice->adjusts = EinvoiceReference{sale.einvoice->series, sale.einvoice->number, sold_on};
    }
    return invoice;
}

std::string Turn::what_comes_back(const ReturnGoods& action) const {
    if (action.sale || action.lines.empty()) {
        return action.sale.value_or("");
    }
    const Product* first = catalog_->find_code(action.lines.front().product);
    return first == nullptr ? action.lines.front().product : first->name;
}

void Turn::act(const ReturnGoods& action) {
    if (!need_shift()) {
        return;
    }
    if (!till_->basket.empty()) {
        return refuse(RefusalCode::basket_not_empty);
    }
    const Role role = acting_role();
    if (role == Role::cashier || role == Role::auditor) {
        return refuse(Refusal{RefusalCode::approval_needed, what_comes_back(action), {}, {}});
    }
    if (!action.sale) {
        return finish_return(action, SaleFound{});
    }
    wait_for(Pending::For::sale);
    effects_->emplace_back(FindSale{*action.sale});
}

void Turn::finish_return(const ReturnGoods& action, const SaleFound& found) {
    SaleBody body;
    Expected<std::vector<SaleLine>, Refusal> lines;
    const auto sale = action.sale && found.sale && found.sale->kind == "sale"
                          ? read_sale(*found.sale)
                          : Unexpected{RecordFault{}};
    std::vector<SaleBody> earlier;
    if (action.sale) {
        if (!sale) {
            return refuse(RefusalCode::unknown_sale, *action.sale);
        }
        for (const Record& record : found.returns) {
            if (auto before = read_sale(record)) {
                earlier.push_back(std::move(*before));
            }
        }
        body.of = sale->number;
        body.event = sale->event;
        body.buyer = sale->buyer;
        body.einvoice = adjusting(*sale, found.sale->at.day());
        lines = return_lines(*sale, earlier, action.lines);
    } else {
        lines =
            return_lines_without_sale(*catalog_, action.lines, at().day(), till_->settings().vat);
    }
    if (!lines) {
        return refuse(lines.error());
    }
    body.is_return = true;
    body.number = next_number();
    body.shift = till_->ledger.shift->shift;
    body.cashier = *till_->cashier;
    body.approver = approver_;
    body.catalog = catalog_->version();
    body.lines = std::move(*lines);
    body.total = total_of(body.lines);
    body.vat = vat_rows(body.lines);
    body.restock = action.restock;
    auto tenders = sale ? refund(*sale, earlier, body.total, action.tender)
                        : pay_back(body.total, action.tender, till_->settings().rounding);
    if (!tenders) {
        return refuse(tenders.error());
    }
    // In parts it comes to the same: those of one sale, or without any those of this shift.
    Money before = sale ? Money{} : till_->ledger.shift->lead_returned;
    for (const SaleBody& part : earlier) {
        before += part.total;
    }
    if ((action.tender == "cash" && !need_cash(paid(*tenders)))
        || !may_give_back(body.total, before)) {
        return;
    }
    body.tenders = std::move(*tenders);
    body.reason = action.reason;
    append(sale_draft(std::move(body), at()), Basket{});
}

} // namespace ocop
