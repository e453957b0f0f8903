// What people type and scan at the desk.

#include "pos/compose/paper_desk.hpp"
#include "pos/core/sale.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace ocop::ui {

namespace {

/// A whole number and nothing else.
std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

bool all_digits(std::string_view text) {
    return !text.empty()
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

// Typed and scanned.

void Desk::scan(const std::string& text) {
    if (state_.screen == Screen::receive) {
        return scan_to_receive(text);
    }
    state_.catalog.offer_later = state_.catalog.offer_later || state_.screen == Screen::offer;
    if (state_.screen != Screen::pay && takes_scans(state_.screen)) {
        go(home());
    }
    if (state_.screen == Screen::old_shift) {
        refuse(fill(words_.scan_not_taken, {text})); // into which shift is not yet said
        return changed();
    }
    search({});
    ask(Scan{text, std::nullopt});
}

void Desk::search(const std::string& text) {
    if (state_.screen == Screen::offer && !text.empty()) {
        state_.catalog.offer_later = true; // the next customer's first words
        go(Screen::sell);
    }
    state_.search = text;
    state_.selected_result = 0;
    changed();
}

void Desk::enter_code() {
    std::string text = state_.search;
    const auto found = results();
    Quantity quantity = one_unit;
    const auto star = text.find('*');
    if (state_.screen != Screen::receive && star != std::string::npos
        && parse_quantity(text.substr(0, star), quantity)) {
        text = text.substr(star + 1);
        if (text.empty()) {
            return set_quantity(state_.search.substr(0, star));
        }
        if (const Product* product = exact(text)) {
            return add_packs(*product, text, quantity);
        }
        if (const auto goods = catalog_->search(text, 1); !goods.empty() && !all_digits(text)) {
            search({});
            return ask(Add{goods.front()->code, quantity});
        }
        return ask(Scan{text, std::nullopt}); // refused in words
    }
    if (text.empty() && state_.screen == Screen::offer) {
        return answer_offer(true);
    }
    if (text.empty()) {
        return state_.screen == Screen::sell && state_.grid.shown ? add_tile(state_.grid.selected)
                                                                  : void();
    }
    // Numbers are codes and never guessed at; words choose among what they found.
    const bool is_code = exact(text) != nullptr || all_digits(text) || found.empty();
    if (is_code) {
        return scan(text);
    }
    if (state_.screen == Screen::receive) {
        return choose_to_receive(state_.selected_result);
    }
    add_result(state_.selected_result);
}

void Desk::add_packs(const Product& product, const std::string& text, Quantity count) {
    Add packs{product.code, count};
    if (const auto code = code_of(text)) {
        const Code meant = meant_for(product, *code);
        if (meant.price && count != one_unit) {
            refuse(words_.not_a_quantity); // each pack has a price of its own
            return changed();
        }
        if (meant.price) {
            return scan(text);
        }
        if (const auto each = scanned_quantity(product, meant); each && *each) {
            packs.quantity = Quantity{scale(count.thousandths(), (*each)->thousandths(), 1000)};
        }
        packs.lot = meant.lot;
        packs.expiry = meant.expiry;
    }
    search({});
    ask(std::move(packs));
}

bool Desk::holds_code() const {
    constexpr std::size_t digits_min = 6; // UPC-E, the shortest
    const std::string& text = state_.search;
    return !text.empty()
           && (exact(text) != nullptr || (all_digits(text) && text.size() >= digits_min));
}

void Desk::add_result(std::size_t index) {
    const auto found = results();
    if (index < found.size()) {
        const std::string code = found[index]->code;
        search({});
        ask(Add{code, one_unit});
    }
}

void Desk::sign_in(const std::string& user, Secret pin) {
    if (!till_.pending) {
        ask(SignIn{user, std::move(pin)});
    }
}

void Desk::open_shift(const std::string& amount) {
    Money opening_float;
    if (!amount.empty() && !parse_money(amount, opening_float)) {
        refuse(words_.not_an_amount);
        return changed();
    }
    ask(OpenShift{opening_float});
}

void Desk::set_quantity(const std::string& text) {
    Quantity quantity;
    if (!parse_quantity(text, quantity)) {
        refuse(words_.not_a_quantity);
        return changed();
    }
    if (state_.selected_line == 0) {
        refuse(words_.no_line_chosen);
        return changed();
    }
    search({});
    ask(SetQuantity{state_.selected_line, quantity});
}

void Desk::give_discount(const std::string& percent, bool whole_basket, const std::string& reason) {
    const auto number = whole_number(percent);
    if (!number) {
        refuse(words_.not_a_percentage);
        return changed();
    }
    GiveDiscount discount;
    discount.percent = *number;
    discount.reason = reason;
    if (!whole_basket) {
        discount.line = state_.selected_line;
    }
    ask(discount);
}

void Desk::select_line(std::int64_t line) {
    state_.selected_line = line;
    changed();
}

// Goods that come back.

void Desk::find_receipt(const std::string& text) {
    std::string number = text;
    if (const auto counter = whole_number(text); counter && till_.ledger.identity) {
        number = receipt_number(till_.ledger.identity->till, *counter); // the last digits will do
    }
    if (number.empty() || !ports_.look_up(number)) {
        refuse(words_.no_such_receipt);
        changed();
    }
}

void Desk::set_coming_back(std::size_t line, Quantity quantity) {
    if (line < state_.coming_back.size() && state_.found_sale) {
        const auto sale = read_sale(state_.found_sale->sale);
        const Quantity sold = sale ? sale->lines[line].quantity : Quantity{};
        state_.coming_back[line] = std::clamp(quantity, Quantity{}, sold);
        state_.selected_return_line = line;
        changed();
    }
}

void Desk::take_back() {
    if (!state_.found_sale || till_.pending) {
        return;
    }
    const auto sale = read_sale(state_.found_sale->sale);
    ReturnGoods goods;
    goods.sale = sale->number;
    for (std::size_t i = 0; i < state_.coming_back.size(); ++i) {
        if (state_.coming_back[i] > Quantity{}) {
            goods.lines.push_back(
                {sale->lines[i].line, sale->lines[i].product, state_.coming_back[i]}
            );
        }
    }
    if (goods.lines.empty()) {
        refuse(words_.nothing_comes_back);
        return changed();
    }
    ask(std::move(goods));
}

} // namespace ocop::ui
