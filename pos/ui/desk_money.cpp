// What people do at the desk with money: paying, and closing the shift.

#include "pos/core/settings.hpp"
#include "pos/ui/desk.hpp"
#include "receipts/vietqr.hpp"

#include <utility>

namespace ocop::ui {

void Desk::show_payment(const std::string& tender) {
    if (till_.basket.empty()) {
        return refuse(words(Refusal{RefusalCode::basket_empty, {}, {}, {}}, language_));
    }
    state_.tender = tender;
    state_.payment_code.reset();
    go(Screen::pay);
    if (tender == "transfer") {
        order_payment_code();
    }
}

void Desk::choose_tender(const std::string& tender) {
    say(Notice::Kind::none, {});
    show_payment(tender);
    changed();
}

void Desk::order_payment_code() {
    const Settings settings = till_.settings();
    if (settings.bank_bin.empty() || settings.bank_account.empty()) {
        return;
    }
    const std::string number =
        receipt_number(till_.ledger.identity->till, till_.ledger.receipts + 1);
    const auto payload = receipts::vietqr_payload(
        {settings.bank_bin, settings.bank_account, rest(), receipts::vietqr_message(number)}
    );
    if (payload) {
        receipts::Document document;
        document.language = language_;
        document.blocks.emplace_back(receipts::Code{receipts::CodeKind::qr, *payload});
        order(std::move(document), Purpose::payment_code);
    }
}

void Desk::pay(const std::string& amount) {
    if (till_.pending) {
        return; // a second Enter while the sale is on its way to disk
    }
    Money money = rest();
    if (amount.empty() && state_.tender == "cash") {
        money = round_cash(money, till_.settings().rounding);
    } else if (!amount.empty() && !parse_money(amount, money)) {
        refuse(words_.not_an_amount);
        return changed();
    }
    ask(Pay{state_.tender, money});
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
