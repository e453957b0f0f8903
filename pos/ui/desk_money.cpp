// What people do at the desk with money: paying, and closing the shift.

#include "pos/core/settings.hpp"
#include "pos/core/tender.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"
#include "receipts/vietqr.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

void Desk::show_payment(const std::string& tender) {
    if (till_.basket.empty()) {
        if (state_.screen == Screen::pay) {
            go(home()); // nothing can be paid there any more
        }
        return refuse(words(Refusal{RefusalCode::basket_empty, {}, {}, {}}, language_));
    }
    if (state_.tender != tender) {
        state_.amount_typed.clear();
    }
    state_.tender = tender;
    go(Screen::pay);
    order_payment_code();
}

void Desk::choose_tender(const std::string& tender) {
    say(Notice::Kind::none, {});
    show_payment(tender);
    changed();
}

std::optional<Money> Desk::amount_asked() const {
    const bool cash = state_.tender == "cash";
    const Money total = priced().total;
    if (state_.amount_typed.empty()) {
        return cash ? cash_due(till_.tenders, total, till_.settings().rounding)
                    : total - paid(till_.tenders);
    }
    Money typed;
    const bool can_be = parse_money(state_.amount_typed, typed) && typed > Money{}
                        && (cash || typed <= total - paid(till_.tenders));
    return can_be ? std::optional{typed} : std::nullopt;
}

void Desk::type_amount(const std::string& amount) {
    if (state_.screen != Screen::pay || amount == state_.amount_typed) {
        return;
    }
    state_.amount_typed = amount;
    order_payment_code();
    changed();
}

void Desk::order_payment_code() {
    // What was drawn, or still is, asks for another amount or by another tender.
    state_.payment_code.reset();
    ++payment_codes_;
    const Settings settings = till_.settings();
    const std::optional<Money> asked = amount_asked();
    if (state_.tender != "transfer" || !asked || settings.bank_bin.empty()
        || settings.bank_account.empty()) {
        return;
    }
    const std::string number =
        receipt_number(till_.ledger.identity->till, till_.ledger.receipts + 1);
    const auto payload = receipts::vietqr_payload(
        {settings.bank_bin, settings.bank_account, *asked, receipts::vietqr_message(number)}
    );
    if (payload) {
        receipts::Document document;
        document.language = language_;
        document.blocks.emplace_back(receipts::Code{receipts::CodeKind::qr, *payload});
        PaperOrder picture{std::move(document), Purpose::payment_code, false, {}, till_.ledger, {}};
        picture.number = payment_codes_;
        ports_.paper(std::move(picture));
    }
}

void Desk::pay(const std::string& amount) {
    if (till_.pending) {
        return; // a second Enter while the sale is on its way to disk
    }
    Money money;
    if (amount.empty()) {
        money = state_.tender == "cash"
                    ? cash_due(till_.tenders, priced().total, till_.settings().rounding)
                    : rest();
    } else if (!parse_money(amount, money)) {
        refuse(words_.not_an_amount);
        return changed();
    }
    ask(Pay{state_.tender, money});
}

// Money that was taken goes back.

void Desk::untender(std::size_t index) {
    if (!till_.pending) {
        ask(Untender{static_cast<std::int64_t>(index) + 1});
    }
}

void Desk::taken_back(const Accepted& answer) {
    const auto is_cash = [](const TenderRow& row) { return row.tender == "cash"; };
    const auto& back = answer.hand_back;
    const bool cash = std::any_of(back.begin(), back.end(), is_cash);
    if (cash || (answer.action == "cancel" && !back.empty())) {
        state_.hand_back = back;
        return go(Screen::hand_back);
    }
    if (till_.basket.empty()) {
        return go(home());
    }
    // The cashier says what came by a bank or a card: it may never have come.
    state_.amount_typed.clear();
    show_payment(state_.tender);
    if (!back.empty()) {
        say(Notice::Kind::warning, fill(words_.tender_back, {format(back.front().amount)}));
    }
}

void Desk::leave_hand_back() {
    state_.hand_back.clear();
    if (till_.basket.empty()) {
        go(home());
    } else {
        show_payment(state_.tender);
    }
}

void Desk::recall(std::int64_t hold) {
    ask(RecallHold{hold});
}

void Desk::close_shift(const Denominations& counted, bool is_counted) {
    if (till_.pending) {
        return;
    }
    if (!is_counted) {
        refuse(words_.nothing_counted);
        return changed();
    }
    ask(CloseShift{counted});
}

} // namespace ocop::ui
