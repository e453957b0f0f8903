// What people do at the desk with the drawer and the stock, beside selling.

#include "pos/compose/printer_settings.hpp"
#include "pos/core/code.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"
#include "pos/ui/typed_day.hpp"

namespace ocop::ui {

namespace {

/// As much as a lorry brings: more than a line of a basket holds.
constexpr Quantity received_max{9'999'999'000};

} // namespace

void Desk::start_errand(std::size_t errand) {
    if (errand < errands.size()) {
        go(errands.at(errand));
        changed();
    }
}

std::vector<std::string> Desk::reasons() const {
    return moves_cash(state_.screen) ? recent_.reasons(name(state_.screen), reason_max)
                                     : std::vector<std::string>{};
}

void Desk::move_cash(const std::string& amount, const std::string& reason) {
    if (till_.pending) {
        return; // a second Enter while the first is on its way to disk
    }
    if (state_.screen == Screen::no_sale) {
        const bool opens =
            has_printer() && !printer_trouble() && compose::drawer_of(till_.settings());
        done_words_ = opens ? words_.drawer_open : words_.drawer_by_key;
        return ask(NoSale{reason});
    }
    Money money;
    if (!parse_money(amount, money)) {
        refuse(words_.not_an_amount);
        return changed();
    }
    if (state_.screen == Screen::paid_in) {
        done_words_ = fill(words_.paid_in, {format(money)});
        ask(PaidIn{money, reason});
    } else {
        done_words_ = fill(words_.paid_out, {format(money)});
        ask(PaidOut{money, reason});
    }
}

void Desk::errand_done(const std::string& action) {
    if (action == "receive") {
        const auto stock = till_.ledger.stock.find(state_.receiving.product);
        const Quantity now = stock == till_.ledger.stock.end() ? Quantity{} : stock->second;
        received_.push_back(format(now));
        done_words_ = fill(words_.received, received_);
        state_.receiving = {};
    } else {
        go(home());
    }
    say(Notice::Kind::info, done_words_);
}

// Goods that come in.

void Desk::choose_to_receive(std::size_t result) {
    const auto found = results();
    if (result < found.size()) {
        state_.receiving = {found[result]->code, {}, {}};
        say(Notice::Kind::none, {});
        search({});
    }
}

void Desk::scan_to_receive(const std::string& text) {
    const Product* product = exact(text);
    if (product == nullptr) {
        const auto code = parse_code(text, clock_->now().day(), till_.settings().in_store);
        refuse(words(not_sold(*catalog_, code), language_));
        return search({});
    }
    state_.receiving = {product->code, {}, {}};
    if (const auto code = parse_code(text, clock_->now().day(), till_.settings().in_store)) {
        state_.receiving.lot = code->lot.value_or("");
        state_.receiving.expiry = code->expiry ? format(*code->expiry) : "";
    }
    say(Notice::Kind::none, {});
    search({});
}

void Desk::receive_goods(const ReceivedText& text) {
    if (till_.pending) {
        return;
    }
    const Product* product = catalog_->find_code(state_.receiving.product);
    Receive goods;
    Money cost;
    if (product == nullptr) {
        refuse(words_.nothing_to_receive);
        return changed();
    }
    if (!parse_quantity(text.quantity, goods.quantity, received_max)) {
        refuse(words_.not_a_quantity);
        return changed();
    }
    if (!text.cost.empty() && !parse_money(text.cost, cost)) {
        refuse(words_.not_an_amount);
        return changed();
    }
    if (!text.expiry.empty()) {
        goods.expiry = parse_typed_day(text.expiry);
        if (!goods.expiry) {
            refuse(words_.not_a_day);
            return changed();
        }
    }
    goods.product = product->code;
    goods.cost = text.cost.empty() ? std::nullopt : std::optional{cost};
    goods.lot = text.lot.empty() ? std::nullopt : std::optional{text.lot};
    goods.consignment = text.consignment;
    received_ = {format(goods.quantity) + " " + product->unit, product->name};
    ask(std::move(goods));
}

} // namespace ocop::ui
