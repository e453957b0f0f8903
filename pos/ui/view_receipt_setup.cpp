// What the window says of the receipt's settings.

#include "pos/core/bank.hpp"
#include "pos/core/settings.hpp"
#include "pos/ui/view_parts.hpp"
#include "receipts/profile.hpp"

#include <optional>
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

/// What is needed beside what is set: a VietQR wants bank and account, an invoice its series.
std::optional<ReceiptText> missing_in(const Settings& settings) {
    if (settings.bank_bin.empty() != settings.bank_account.empty()) {
        return settings.bank_bin.empty() ? ReceiptText::bank : ReceiptText::account;
    }
    const EinvoiceSettings& invoice = settings.einvoice;
    const bool has_rest =
        !invoice.office_code.empty() || !invoice.lookup.empty() || !invoice.provider.empty();
    return has_rest && invoice.series.empty() ? std::optional{ReceiptText::series} : std::nullopt;
}

void put_banks(ReceiptSetupView& page) {
    const auto found = banks_like(page.texts.at(static_cast<std::size_t>(ReceiptText::bank)));
    if (found.size() == 1) {
        page.bank_name = found.front()->name;
    }
    for (const Bank* bank : found) {
        page.banks.emplace_back(bank->short_name);
    }
}

} // namespace

void put_receipt_setup(ViewModel& view, const Desk& desk) {
    const ReceiptSetupState& state = desk.state().receipt_setup;
    const auto& kept = desk.till().ledger.settings;
    const Settings settings = read_settings(state.draft.over(kept));
    ReceiptSetupView page;
    for (std::size_t i = 0; i < receipt_texts; ++i) {
        const auto text = static_cast<ReceiptText>(i);
        page.texts.at(i) = state.draft.text(text, kept);
        if (!page.wrong && !check_setting(key_of(text), page.texts.at(i))) {
            page.wrong = text;
        }
    }
    page.missing = missing_in(settings);
    put_banks(page);
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
