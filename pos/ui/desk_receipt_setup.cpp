// What people do on the receipt's screen: what the paper says, how it is printed, and how that
// looks before it is kept.

#include "pos/core/settings.hpp"
#include "pos/ui/desk.hpp"

#include <utility>

namespace ocop::ui {

void Desk::show_receipt_setup() {
    if (!till_.basket.empty()) { // choosing a file covers the window, and a sale must not wait
        return refuse(words(Refusal{RefusalCode::basket_not_empty, {}, {}, {}}, language_));
    }
    go(Screen::receipt_setup);
    draw_preview();
}

Ledger Desk::edited_ledger() const {
    Ledger ledger; // what a receipt is made of; the stock book may be long
    ledger.identity = till_.ledger.identity;
    ledger.einvoices = till_.ledger.einvoices;
    ledger.settings = state_.receipt_setup.draft.over(till_.ledger.settings);
    return ledger;
}

bool Desk::has_unsaved_receipt_setup() const {
    const ReceiptSetupState& setup = state_.receipt_setup;
    return setup.logo_path != setup.logo_read
           || !setup.draft.changes(till_.ledger.settings).empty();
}

// The preview.

void Desk::draw_preview() {
    ReceiptSetupState& setup = state_.receipt_setup;
    setup.stale = setup.draws;
    if (!setup.draws) {
        setup.draws = true;
        ports_.receipt.preview(++previews_, edited_ledger());
    }
}

void Desk::receive(ReceiptPreview preview) {
    ReceiptSetupState& setup = state_.receipt_setup;
    if (!setup.draws || preview.number != previews_) {
        return; // the screen was left meanwhile
    }
    setup.draws = false;
    setup.preview_fault = std::move(preview.fault);
    if (preview.picture) {
        setup.preview = std::move(preview.picture);
        setup.preview_codes = std::move(preview.codes);
    }
    if (setup.stale) {
        draw_preview();
    }
    changed();
}

// Editing.

void Desk::receipt_edited() {
    state_.receipt_setup.leave_asked = false;
    auto& test = state_.device_page.test;
    if (test && test->key == receipt_test_key && test->phase != DeviceTest::Phase::running) {
        test.reset(); // it told of other settings
    }
    say(Notice::Kind::none, {});
    draw_preview();
    changed();
}

void Desk::edit_receipt(ReceiptText text, std::string value) {
    state_.receipt_setup.draft.set(key_of(text), std::move(value));
    receipt_edited();
}

void Desk::choose_for_receipt(ReceiptChoice choice, int by) {
    state_.receipt_setup.draft.choose(choice, by, till_.ledger.settings);
    receipt_edited();
}

void Desk::type_logo_path(std::string path) {
    ReceiptSetupState& setup = state_.receipt_setup;
    setup.logo_path = std::move(path);
    setup.logo_fault.clear();
    setup.leave_asked = false;
    say(Notice::Kind::none, {});
    changed();
}

void Desk::read_logo() {
    ReceiptSetupState& setup = state_.receipt_setup;
    if (setup.logo_path == setup.logo_read || !setup.logo_fault.empty()) {
        return;
    }
    setup.logo_read = setup.logo_path;
    setup.logo_reads = !setup.logo_path.empty();
    ++logos_;
    if (setup.logo_reads) {
        ports_.receipt.read_logo(logos_, setup.logo_path);
    }
    changed();
}

void Desk::remove_logo() {
    ReceiptSetupState& setup = state_.receipt_setup;
    ++logos_; // one that is being read comes too late
    setup.logo_path.clear();
    setup.logo_read.clear();
    setup.logo_fault.clear();
    setup.logo_reads = false;
    setup.draft.set(logo_key, {});
    receipt_edited();
}

void Desk::receive(LogoNews news) {
    ReceiptSetupState& setup = state_.receipt_setup;
    if (!setup.logo_reads || news.number != logos_) {
        return;
    }
    setup.logo_reads = false;
    const bool saves = std::exchange(setup.save_waits, false);
    if (!news.fault.empty()) {
        setup.logo_fault = std::move(news.fault);
        setup.logo_read.clear(); // nothing of it is in the draft
        ports_.ring();           // the sentence stands beside the field
        return changed();
    }
    setup.draft.set(logo_key, std::move(news.setting));
    receipt_edited();
    if (saves) {
        save_receipt_setup();
    }
}

void Desk::undo_receipt_setup() {
    ReceiptSetupState& setup = state_.receipt_setup;
    if (till_.pending || !setup.saving.empty()) {
        return;
    }
    ++logos_;
    setup.draft = {};
    setup.logo_path.clear();
    setup.logo_read.clear();
    setup.logo_fault.clear();
    setup.logo_reads = false;
    setup.save_waits = false;
    receipt_edited();
}

// Keeping it.

void Desk::save_receipt_setup() {
    ReceiptSetupState& setup = state_.receipt_setup;
    if (till_.pending || !setup.saving.empty()) {
        return;
    }
    read_logo();
    if (setup.logo_reads) {
        setup.save_waits = true;
        return;
    }
    auto changes = setup.draft.changes(till_.ledger.settings);
    if (!setup.logo_fault.empty()) {
        refuse(setup.logo_fault);
        return changed();
    }
    for (const auto& [key, value] : changes) {
        if (!check_setting(key, value)) {
            refuse(words_.field_is_wrong);
            return changed();
        }
    }
    if (changes.empty()) {
        say(Notice::Kind::info, words_.nothing_to_save);
        return changed();
    }
    setup.saving = std::move(changes);
    save_next();
}

void Desk::save_next() {
    const ReceiptSetupState& setup = state_.receipt_setup;
    const auto [key, value] = setup.saving.front();
    ask(ChangeSetting{key, value, setup.approval});
}

void Desk::receipt_setting_kept() {
    ReceiptSetupState& setup = state_.receipt_setup;
    go(Screen::receipt_setup);
    setup.saving.erase(setup.saving.begin());
    if (!setup.saving.empty()) {
        saves_on_ = true; // once the till has done with this one
        return;
    }
    setup.approval.reset();
    setup.draft.settle(till_.ledger.settings);
    if (setup.logo_path == setup.logo_read) {
        setup.logo_path.clear();
        setup.logo_read.clear();
    }
    ports_.device.apply(till_.ledger);
    say(Notice::Kind::info, words_.receipt_saved);
}

void Desk::go_on_saving() {
    if (std::exchange(saves_on_, false) && !state_.receipt_setup.saving.empty()) {
        save_next();
    }
}

void Desk::stop_saving() {
    state_.receipt_setup.saving.clear();
    state_.receipt_setup.approval.reset();
}

// Test pages.

void Desk::test_receipt_printer(compose::TestSlips slips) {
    const PrinterAddress printer = till_.settings().printer;
    DeviceTest test;
    test.number = ++tests_;
    test.key = receipt_test_key;
    test.slips = slips;
    if (!has_printer() && printer_trouble() != PrintTrouble::several) {
        test.phase = DeviceTest::Phase::failed;
        test.fault = words_.no_printer_to_test;
    }
    state_.device_page.test = test;
    say(Notice::Kind::none, {});
    if (test.phase == DeviceTest::Phase::running) {
        ports_.device.test(test.number, printer, edited_ledger(), slips);
        ports_.device.wake(test.number);
    }
    changed();
}

} // namespace ocop::ui
