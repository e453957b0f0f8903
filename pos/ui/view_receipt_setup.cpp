// What the window says of the receipt's settings.

#include "pos/core/settings.hpp"
#include "pos/ui/view_parts.hpp"
#include "receipts/profile.hpp"

#include <string>
#include <utility>

namespace ocop::ui {

namespace {

ReceiptChoiceRow row_of(ReceiptChoice choice, const Settings& settings) {
    const ReceiptOptions options = options_of(choice, settings);
    ReceiptChoiceRow row;
    row.value = options.values[options.chosen];
    if (choice == ReceiptChoice::model) {
        const auto* const profile = receipts::find_profile(row.value);
        row.name = profile != nullptr ? std::string{profile->name} : std::string{};
    }
    row.has_before = options.chosen > 0;
    row.has_after = options.chosen + 1 < options.values.size();
    return row;
}

} // namespace

void put_receipt_setup(ViewModel& view, const Desk& desk) {
    const ReceiptSetupState& state = desk.state().receipt_setup;
    const auto values = state.draft.over(desk.till().ledger.settings);
    const Settings settings = read_settings(values);
    ReceiptSetupView page;
    for (std::size_t i = 0; i < receipt_texts; ++i) {
        const auto text = static_cast<ReceiptText>(i);
        const std::string key{key_of(text)};
        if (const auto found = values.find(key); found != values.end()) {
            page.texts.at(i) = found->second;
        }
        if (!page.too_long && !check_setting(key, page.texts.at(i))) {
            page.too_long = text;
        }
    }
    page.logo_path = state.logo_path;
    page.logo_reads = state.logo_reads;
    page.logo_fault = state.logo_fault;
    page.has_logo = !settings.logo.empty();
    for (std::size_t i = 0; i < receipt_choices; ++i) {
        page.choices.at(i) = row_of(static_cast<ReceiptChoice>(i), settings);
    }
    page.code_pages = options_of(ReceiptChoice::encoding, settings).values.size() > 1;
    page.unsaved = desk.has_unsaved_receipt_setup();
    page.may_save = desk.till().role() == Role::manager;
    const auto& test = desk.state().device_page.test;
    if (test && test->key == receipt_test_key) {
        page.test = test_of(*test, desk);
    }
    page.preview_fault = state.preview_fault;
    view.receipt_setup = std::move(page);
}

} // namespace ocop::ui
