// What people do at the desk with a buyer who asks for an invoice in their name.

#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"

#include <utility>

namespace ocop::ui {

void Desk::ask_for_buyer() {
    if (till_.basket.empty()) {
        return refuse(words(Refusal{RefusalCode::basket_empty, {}, {}, {}}, language_));
    }
    state_.buyer_from = state_.screen == Screen::pay ? Screen::pay : Screen::sell;
    state_.buyer_wrong.reset();
    go(Screen::buyer);
}

void Desk::name_buyer(Buyer buyer) {
    if (buyer.empty() && !till_.basket.buyer) {
        leave_buyer(); // nobody was noted, and nobody is
        return changed();
    }
    state_.buyer_wrong = wrong_part(buyer);
    ask(SetBuyer{std::move(buyer)});
}

void Desk::correct_buyer() {
    if (state_.buyer_wrong) {
        state_.buyer_wrong.reset();
        dismiss();
    }
}

bool Desk::reads_tax_code(const std::string& tax_code) {
    const Buyer typed{"?", tax_code, {}, {}, {}};
    state_.buyer_wrong = wrong_part(typed);
    if (const auto tidy = tidied(typed); !tidy) {
        refuse(words(tidy.error(), language_));
    } else {
        say(Notice::Kind::none, {});
    }
    changed();
    return !state_.buyer_wrong;
}

std::optional<Buyer> Desk::known_buyer(const std::string& tax_code) const {
    const auto typed = tidied(Buyer{{}, tax_code, {}, {}, {}});
    return typed ? recent_.buyer(typed->tax_code) : std::nullopt;
}

void Desk::leave_buyer() {
    if (state_.buyer_from == Screen::pay) {
        show_payment(state_.tender);
    } else {
        go(Screen::sell);
    }
}

void Desk::buyer_noted(const std::optional<Buyer>& buyer) {
    leave_buyer();
    if (buyer) {
        const std::string& who = buyer->name.empty() ? buyer->tax_code : buyer->name;
        say(Notice::Kind::info, fill(words_.buyer_noted, {who}));
    }
}

} // namespace ocop::ui
