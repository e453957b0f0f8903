// A backup is restored where the store could not be opened.

#include "pos/ui/desk.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {

bool is_busy(const RestoreState& restore) {
    return restore.phase == RestorePhase::looks || restore.phase == RestorePhase::restores;
}

} // namespace

void Desk::show_restore() {
    if (state_.restore.is_offered) {
        go(Screen::restore);
    }
}

void Desk::leave_restore() {
    if (!is_busy(state_.restore)) {
        go(Screen::failed);
    }
}

void Desk::type_backup_file(std::string path) {
    RestoreState& restore = state_.restore;
    if (is_busy(restore) || path == restore.file) {
        return;
    }
    // What was found, and whatever was stated, was another backup's. Wrong PINs count on.
    RestoreState fresh;
    fresh.is_offered = restore.is_offered;
    fresh.file = std::move(path);
    fresh.news = restore.news;
    fresh.tries = restore.tries;
    restore = std::move(fresh);
    changed();
}

void Desk::look_at_backup(Secret passphrase) {
    RestoreState& restore = state_.restore;
    if (restore.phase != RestorePhase::asks_file || restore.file.empty()) {
        return;
    }
    restore.fault.clear();
    restore.wrong = RestorePart::none;
    restore.percent = -1;
    if (ports_.restore.look(++restores_, restore.file, std::move(passphrase))) {
        restore.phase = RestorePhase::looks;
    } else {
        restore.fault = words_.store_busy;
    }
    changed();
}

void Desk::receive(BackupLook look) {
    RestoreState& restore = state_.restore;
    if (look.number != restores_ || restore.phase != RestorePhase::looks) {
        return;
    }
    ++restore.news;
    restore.is_sealed = look.is_sealed;
    restore.wrong = look.wrong;
    restore.fault = std::move(look.fault);
    restore.offer = std::move(look.offer);
    restore.phase = restore.offer ? RestorePhase::asks_numbers : RestorePhase::asks_file;
    if (restore.offer) {
        restore.receipt = std::to_string(restore.offer->receipts);
        restore.einvoices.clear();
        for (const auto& [series, last] : restore.offer->series) {
            restore.einvoices.emplace_back(series, std::to_string(last));
        }
        restore.manager = 0;
        restore.replaces = false;
    }
    changed();
}

void Desk::state_receipt(std::string text) {
    state_.restore.receipt = std::move(text);
}

void Desk::state_einvoice(std::size_t series, std::string text) {
    if (series < state_.restore.einvoices.size()) {
        state_.restore.einvoices[series].second = std::move(text);
    }
}

void Desk::choose_restorer(int by) {
    RestoreState& restore = state_.restore;
    if (!restore.offer || restore.offer->managers.empty() || is_busy(restore)) {
        return;
    }
    const auto last = static_cast<int>(restore.offer->managers.size()) - 1;
    restore.manager =
        static_cast<std::size_t>(std::clamp(static_cast<int>(restore.manager) + by, 0, last));
    changed();
}

void Desk::restore_backup(Secret passphrase, Secret pin) {
    RestoreState& restore = state_.restore;
    if (restore.phase != RestorePhase::asks_numbers || !restore.offer) {
        return;
    }
    ++restore.news;
    restore.wrong = RestorePart::none;
    restore.fault.clear();
    RestoreOrder order;
    order.manager =
        restore.offer->managers.empty() ? std::string{} : restore.offer->managers[restore.manager];
    const std::int64_t wait_s = pin_wait(restore.tries, clock_->now());
    if (wait_s > 0 || pin.empty()) {
        const auto code = wait_s > 0 ? RefusalCode::pin_locked : RefusalCode::wrong_pin;
        restore.wrong = RestorePart::pin;
        restore.fault = words(
            Refusal{code, order.manager, wait_s > 0 ? std::to_string(wait_s) : std::string{}, {}},
            language_
        );
        return changed();
    }
    order.number = ++restores_;
    order.file = restore.file;
    order.passphrase = std::move(passphrase);
    order.pin = std::move(pin);
    order.replace = restore.replaces;
    // An empty field states nothing; it is asked for.
    if (!restore.receipt.empty()) {
        order.numbers.last_receipt = restore.receipt;
    }
    for (const auto& [series, text] : restore.einvoices) {
        if (!text.empty()) {
            order.numbers.last_einvoice.push_back(series + "=" + text);
        }
    }
    restore.percent = -1;
    if (ports_.restore.restore(std::move(order))) {
        restore.phase = RestorePhase::restores;
    } else {
        restore.fault = words_.store_busy;
    }
    changed();
}

void Desk::restore_goes_on(int number, int percent) {
    if (number == restores_ && is_busy(state_.restore) && percent != state_.restore.percent) {
        state_.restore.percent = percent;
        changed();
    }
}

void Desk::receive(RestoreRefused refused) {
    RestoreState& restore = state_.restore;
    if (refused.number != restores_ || restore.phase != RestorePhase::restores) {
        return;
    }
    ++restore.news;
    restore.phase = RestorePhase::asks_numbers;
    restore.wrong = refused.wrong;
    restore.replaces = restore.replaces || refused.asks_replace;
    restore.fault = std::move(refused.fault);
    if (refused.is_wrong_pin) {
        ++restore.tries.wrong;
        restore.tries.last = clock_->now();
    }
    ports_.ring();
    changed();
}

} // namespace ocop::ui
