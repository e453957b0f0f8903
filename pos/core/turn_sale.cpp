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
    const Settings settings = till_->settings();
    const PricedBasket priced = price(till_->basket, at().day(), settings.vat);
    auto payment =
        pay(till_->tenders, priced.total, action.tender, action.amount, settings.rounding);
    if (!payment) {
        return refuse(payment.error());
    }
    if (!payment->complete) {
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
    add_basket_facts(body);
    append(sale_draft(std::move(body), at()), Basket{});
}

void Turn::add_basket_facts(SaleBody& body) const {
    const auto note = [&](const Discount& discount, std::optional<std::string> product) {
        if (discount.given() && (discount.approver || !discount.reason.empty())) {
            body.discounts.push_back({std::move(product), discount.reason, discount.approver});
        }
    };
    for (const BasketEntry& entry : till_->basket.entries) {
        note(entry.discount, entry.product.code);
    }
    note(till_->basket.discount, std::nullopt);
    body.removed_lines = till_->basket.removed_lines;
    body.hold = till_->basket.from_hold;
    body.buyer = till_->basket.buyer;
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

void Turn::act(const ReturnGoods& action) {
    if (!need_shift()) {
        return;
    }
    if (!till_->basket.empty()) {
        return refuse(RefusalCode::basket_not_empty);
    }
    const Role role = acting_role();
    if (role == Role::cashier || role == Role::auditor) {
        return refuse(Refusal{
            RefusalCode::approval_needed, std::string{verb(ActionKind{action})}, {}, {}});
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
    if (action.sale) {
        const auto sale = found.sale && found.sale->kind == "sale" ? read_sale(*found.sale)
                                                                   : Unexpected{RecordFault{}};
        if (!sale) {
            return refuse(RefusalCode::unknown_sale, *action.sale);
        }
        std::vector<SaleBody> earlier;
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
    auto tenders = pay_back(body.total, action.tender, till_->settings().rounding);
    if (!tenders) {
        return refuse(tenders.error());
    }
    body.tenders = std::move(*tenders);
    body.reason = action.reason;
    append(sale_draft(std::move(body), at()), Basket{});
}

} // namespace ocop
