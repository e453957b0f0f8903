// What keys and buttons mean at the desk.

#include "pos/compose/shop_papers.hpp"
#include "pos/core/tender.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"

#include <algorithm>

namespace ocop::ui {

void Desk::press(Command command) {
    if (command == Command::help) {
        state_.help = !state_.help;
        return changed();
    }
    if (state_.help) { // the next key only puts the help away
        state_.help = false;
        return changed();
    }
    if (!available(command, state_.screen) || till_.pending) {
        return;
    }
    if (command != Command::cancel_basket) {
        state_.cancel_asked = false;
    }
    const bool answers = command == Command::back || command == Command::confirm;
    if (state_.screen == Screen::offer && !answers) {
        state_.catalog.offer_later = true;
        go(Screen::sell);
    }
    switch (command) {
    case Command::help:
        break;
    case Command::search:
        go(home());
        break;
    case Command::switch_user:
        return ask(SignOut{});
    case Command::recall:
        state_.selected_hold = till_.ledger.holds.empty() ? 0 : till_.ledger.holds.begin()->first;
        go(Screen::holds);
        break;
    case Command::give_back:
        if (!till_.basket.empty()) {
            refuse(words(Refusal{RefusalCode::basket_not_empty, {}, {}, {}}, language_));
            break;
        }
        go(Screen::give_back);
        break;
    case Command::buyer:
        ask_for_buyer();
        break;
    case Command::pay_cash:
        show_payment("cash");
        break;
    case Command::pay_transfer:
        show_payment("transfer");
        break;
    case Command::report:
        show_report();
        break;
    case Command::close_shift:
        if (!till_.basket.empty()) {
            refuse(words(Refusal{RefusalCode::basket_not_empty, {}, {}, {}}, language_));
        } else if (state_.screen != Screen::count) {
            go(Screen::count);
            say(Notice::Kind::none, {});
        }
        break;
    case Command::drawer:
        go(Screen::drawer);
        break;
    case Command::catalog:
        show_catalog();
        break;
    case Command::printer:
        state_.selected_print = 0;
        go(Screen::printer);
        break;
    case Command::devices:
        show_devices();
        break;
    case Command::receipt_setup:
        show_receipt_setup();
        break;
    case Command::save:
        return save_receipt_setup();
    case Command::left:
    case Command::right:
        if (state_.screen == Screen::devices) {
            move_device_action(command == Command::left ? -1 : 1);
            break;
        }
        [[fallthrough]];
    case Command::goods:
    case Command::goods_back:
    case Command::page_up:
    case Command::page_down:
        if (state_.screen == Screen::sell) {
            press_on_grid(command);
        }
        break;
    case Command::cancel_basket:
        cancel();
        break;
    case Command::up:
        move(-1);
        break;
    case Command::down:
        move(1);
        break;
    case Command::back:
        leave_screen();
        break;
    case Command::reprint:
        reprint();
        break;
    case Command::confirm:
        if (state_.screen == Screen::failed) {
            show_restore();
            break;
        }
        if (state_.screen == Screen::holds && state_.selected_hold != 0) {
            return recall(state_.selected_hold);
        }
        if (state_.screen == Screen::drawer) {
            return start_errand(state_.selected_errand);
        }
        if (state_.screen == Screen::catalog) {
            return choose_catalog(state_.catalog.selected);
        }
        if (state_.screen == Screen::offer) {
            return answer_offer(true);
        }
        if (state_.screen == Screen::printer) {
            return choose_print(state_.selected_print);
        }
        if (state_.screen == Screen::devices) {
            return act_on_device(state_.device_page.action);
        }
        if (state_.screen == Screen::last_run) {
            return read_last_run();
        }
        if (state_.screen == Screen::hand_back) {
            leave_hand_back();
            break;
        }
        if (state_.screen == Screen::old_shift) {
            go(Screen::count);
            break;
        }
        if (state_.screen == Screen::receipt || state_.screen == Screen::report
            || state_.screen == Screen::shift_closed) {
            leave_screen();
        }
        break;
    case Command::quantity:
    case Command::discount:
    case Command::hold:
    case Command::remove_line:
    case Command::more:
    case Command::less:
        press_on_basket(command);
        break;
    }
    changed();
}

void Desk::press_on_basket(Command command) {
    if (command == Command::hold) {
        return ask(HoldBasket{});
    }
    if (state_.screen == Screen::pay) { // the line that can be removed there is the last tender
        return ask(Untender{static_cast<std::int64_t>(till_.tenders.size())});
    }
    const PricedBasket basket = priced();
    const SaleLine* line = selected(basket);
    if (command == Command::discount && !till_.basket.empty()) {
        go(Screen::discount);
        return say(Notice::Kind::none, {});
    }
    if (line == nullptr) {
        return refuse(words_.no_line_chosen);
    }
    if (command == Command::quantity) {
        go(Screen::quantity);
        say(Notice::Kind::none, {});
    } else if (command == Command::remove_line) {
        ask(RemoveLine{line->line});
    } else if (command == Command::more) {
        change_quantity(one_unit);
    } else if (command == Command::less) {
        change_quantity(-one_unit);
    }
}

void Desk::change_quantity(Quantity by) {
    const PricedBasket basket = priced();
    const SaleLine* line = selected(basket);
    if (line == nullptr) {
        return refuse(words_.no_line_chosen);
    }
    // Of a gift set the number of sets counts, not the pieces of one component.
    const Quantity now = line->set ? line->set->quantity : line->quantity;
    ask(SetQuantity{line->line, now + by});
}

void Desk::move(int by) {
    const auto stepped = [by](std::int64_t at, std::int64_t first, std::int64_t last) {
        return std::clamp(at + by, first, last);
    };
    if (state_.screen == Screen::holds && !till_.ledger.holds.empty()) {
        auto hold = till_.ledger.holds.find(state_.selected_hold);
        if (by < 0 && hold != till_.ledger.holds.begin()) {
            --hold;
        } else if (by > 0 && hold != till_.ledger.holds.end()
                   && std::next(hold) != till_.ledger.holds.end()) {
            ++hold;
        }
        if (hold != till_.ledger.holds.end()) {
            state_.selected_hold = hold->first;
        }
    } else if (state_.screen == Screen::give_back && !state_.coming_back.empty()) {
        state_.selected_return_line = static_cast<std::size_t>(stepped(
            static_cast<std::int64_t>(state_.selected_return_line),
            0,
            static_cast<std::int64_t>(state_.coming_back.size()) - 1
        ));
    } else if (state_.screen == Screen::drawer) {
        state_.selected_errand = static_cast<std::size_t>(stepped(
            static_cast<std::int64_t>(state_.selected_errand),
            0,
            static_cast<std::int64_t>(errands.size()) - 1
        ));
    } else if (state_.screen == Screen::printer) {
        move_print_choice(by);
    } else if (state_.screen == Screen::devices) {
        move_in_devices(by);
    } else if (state_.screen == Screen::catalog) {
        move_in_catalog(by);
    } else if (state_.screen == Screen::sell && state_.grid.shown) {
        move_on_grid(by * static_cast<int>(state_.grid.columns));
    } else if (state_.screen == Screen::sell || state_.screen == Screen::receive) {
        const std::size_t found = results().size();
        if (found > 0) {
            state_.selected_result = static_cast<std::size_t>(stepped(
                static_cast<std::int64_t>(state_.selected_result),
                0,
                static_cast<std::int64_t>(found) - 1
            ));
        } else if (const auto lines = static_cast<std::int64_t>(priced().lines.size());
                   lines > 0 && state_.screen == Screen::sell) {
            state_.selected_line = stepped(state_.selected_line, 1, lines);
        }
    }
}

void Desk::leave_screen() {
    say(Notice::Kind::none, {});
    switch (state_.screen) {
    case Screen::opening:
    case Screen::failed:
    case Screen::not_known:
    case Screen::last_run:
    case Screen::sign_in:
        break;
    case Screen::sell:
        if (state_.search.empty()) {
            state_.grid.shown = false;
        }
        search({});
        break;
    case Screen::receive:
        if (!state_.receiving.product.empty() || !state_.search.empty()) {
            state_.receiving = {};
            search({});
            break;
        }
        go(Screen::drawer);
        break;
    case Screen::paid_in:
    case Screen::paid_out:
    case Screen::no_sale:
        go(Screen::drawer);
        break;
    case Screen::buyer:
        leave_buyer();
        break;
    case Screen::catalog:
        if (state_.catalog.opened) {
            state_.catalog.opened.reset();
        } else {
            go(home());
        }
        break;
    case Screen::offer:
        answer_offer(false);
        break;
    case Screen::approve:
        if (!state_.receipt_setup.saving.empty()) {
            stop_saving();
            go(Screen::receipt_setup);
            break;
        }
        leave_approval();
        break;
    case Screen::receipt_setup:
        if (has_unsaved_receipt_setup() && !state_.receipt_setup.leave_asked) {
            state_.receipt_setup.leave_asked = true;
            say(Notice::Kind::warning, words_.unsaved);
            break;
        }
        go(home());
        break;
    case Screen::devices:
        if (state_.device_page.test && state_.device_page.test->takes_scans) {
            state_.device_page.test.reset();
        } else {
            go(home());
        }
        break;
    case Screen::restore:
        leave_restore();
        break;
    case Screen::hand_back:
        leave_hand_back();
        break;
    case Screen::pay:
        go(home());
        if (till_.paying()) {
            const std::string taken = format(paid(till_.tenders));
            say(Notice::Kind::warning,
                words(Refusal{RefusalCode::paying, taken, {}, {}}, language_));
        }
        break;
    case Screen::old_shift: {
        state_.shift_agreed = clock_->now().day();
        const ShiftSummary& shift = *till_.ledger.shift;
        go(home());
        say(Notice::Kind::info,
            fill(words_.shift_goes_on, {std::to_string(shift.shift), format(shift.opened_at.day())})
        );
        break;
    }
    case Screen::open_shift:
    case Screen::quantity:
    case Screen::discount:
    case Screen::receipt:
    case Screen::holds:
    case Screen::give_back:
    case Screen::count:
    case Screen::shift_closed:
    case Screen::report:
    case Screen::drawer:
    case Screen::printer:
        go(home());
        break;
    }
}

void Desk::cancel() {
    if (!state_.cancel_asked) {
        state_.cancel_asked = true;
        return say(Notice::Kind::warning, words_.cancel_again);
    }
    ask(Cancel{});
}

void Desk::reprint() {
    if (!state_.last_record) {
        return;
    }
    const Record& record = *state_.last_record;
    const bool is_sale = is_receipt(record.kind);
    auto document = compose::paper_of(
        record, till_.ledger, is_sale ? catalog_.get() : nullptr, language_, compose::Copy::reprint
    );
    if (document) {
        order(
            std::move(*document),
            is_sale ? Purpose::receipt : Purpose::shift_report,
            compose::paper_name(record, till_.ledger) + "-reprint"
        );
        if (const auto trouble = printer_trouble()) {
            say(Notice::Kind::warning, words(*trouble, language_)); // it waits for the printer
        } else if (has_printer()) {
            say(Notice::Kind::info, words_.reprinted);
        } else {
            const bool chosen = till_.settings().printer.kind == PrinterAddress::Kind::automatic;
            say(Notice::Kind::warning,
                words(chosen ? PrintTrouble::no_printer : PrintTrouble::none_set, language_));
        }
    }
}

void Desk::show_report() {
    if (till_.role() == Role::cashier) {
        return refuse(words_.no_x_for_cashier);
    }
    if (!till_.ledger.shift) {
        return refuse(words(Refusal{RefusalCode::no_shift, {}, {}, {}}, language_));
    }
    state_.paper.reset();
    go(Screen::report);
    order(
        compose::shift_document(
            *till_.ledger.shift, std::nullopt, std::nullopt, till_.ledger, clock_->now(), language_
        ),
        Purpose::shift_report
    );
}

} // namespace ocop::ui
