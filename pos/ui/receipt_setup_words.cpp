#include "pos/ui/receipt_setup_words.hpp"

#include "pos/ui/text.hpp"

#include <wx/translation.h>

#include <algorithm>

namespace ocop::ui {

namespace {

using Phase = DeviceTest::Phase;

/// What may stand in a field; shown while one is there, and when something else stands in it.
wxString rule_of(ReceiptText text, const ReceiptSetupView& page) {
    switch (text) {
    case ReceiptText::shop_name:
    case ReceiptText::tax_code:
    case ReceiptText::address:
    case ReceiptText::phone:
    case ReceiptText::footer:
        return _("longer than 1,000 bytes; shorten it.");
    case ReceiptText::holder:
        return _("as the bank writes it, at most 1,000 bytes.");
    case ReceiptText::bank: {
        if (page.banks.size() < 2) {
            return _("its name (Agribank, BIDV...) or the six digits of its BIN.");
        }
        constexpr std::size_t named = 6;
        wxString names;
        for (std::size_t i = 0; i < std::min(page.banks.size(), named); ++i) {
            names += (i > 0 ? ", " : "") + to_wx(page.banks[i]);
        }
        return wxString::Format(
            _("%s? Type more of the name."), names + (page.banks.size() > named ? "..." : "")
        );
    }
    case ReceiptText::account:
        return _("at most 19 letters and digits.");
    case ReceiptText::series:
        return _("7 characters like 1C26MYY: form 1 or 2, C, the year, M, two letters of this till "
                 "alone. Empty: no e-invoices.");
    case ReceiptText::office_code:
        return _("the five letters or digits from the tax office.");
    case ReceiptText::first_number:
        return _("a number from 1 of at most 8 digits, to go on where another program stopped.");
    case ReceiptText::first_code:
        return _("a number from 1 of at most 11 digits; tills that share a code need ranges of "
                 "their own.");
    case ReceiptText::lookup:
        return _("an address that begins with https://; {code}, {series}, {number} and {tax_code} "
                 "are filled in.");
    case ReceiptText::provider:
        return _("at most 200 bytes; the till itself transmits nothing.");
    }
    return {};
}

/// A sentence about a field.
wxString about(ReceiptText text, const wxString& what) {
    return caption_of(text) + ": " + what;
}

/// What to say to somebody in the field `at` of the second page; nothing where all is plain.
std::optional<wxString> hint_at(ReceiptText at, const ReceiptSetupView& page) {
    if (page_of(at) == 0) {
        return std::nullopt;
    }
    if (at == ReceiptText::bank && !page.bank_name.empty()) {
        return to_wx(page.bank_name);
    }
    return about(at, rule_of(at, page));
}

ReceiptAdvice test_advice(const DeviceTestView& test) {
    switch (test.phase) {
    case Phase::running:
        return {ReceiptAdvice::Kind::info, _("Printing the test page...")};
    case Phase::done:
        return {
            ReceiptAdvice::Kind::good,
            test.slips == compose::TestSlips::code_pages
                ? _("Sent. Compare the slips with the page of dots: a code page whose letters are "
                    "all right can be chosen above; if none is, stay with dots.")
                : _("The test page was sent. Look whether all letters are on the paper.")};
    case Phase::failed:
        return {ReceiptAdvice::Kind::fault, to_wx(test.fault)};
    case Phase::late:
        return {
            ReceiptAdvice::Kind::fault,
            _("No answer within 15 seconds. Check cable and power, then test again.")};
    }
    return {};
}

} // namespace

wxString caption_of(ReceiptText text) {
    switch (text) {
    case ReceiptText::shop_name:
        return _("Shop's name");
    case ReceiptText::tax_code:
        return _("Tax code");
    case ReceiptText::address:
        return _("Address");
    case ReceiptText::phone:
        return _("Phone");
    case ReceiptText::footer:
        return _("Last words on the receipt; empty: a thank-you");
    case ReceiptText::bank:
        return _("Bank of the VietQR");
    case ReceiptText::account:
        return _("Account number");
    case ReceiptText::holder:
        return _("Account holder");
    case ReceiptText::series:
        return _("E-invoice series");
    case ReceiptText::office_code:
        return _("Tax office's code");
    case ReceiptText::first_number:
        return _("First invoice number; empty: 1");
    case ReceiptText::first_code:
        return _("First number of the code; empty: 1");
    case ReceiptText::lookup:
        return _("Where buyers look invoices up");
    case ReceiptText::provider:
        return _("Who transmits the invoices");
    }
    return {};
}

wxString caption_of(ReceiptChoice choice) {
    switch (choice) {
    case ReceiptChoice::paper:
        return _("Paper");
    case ReceiptChoice::model:
        return _("Printer's model");
    case ReceiptChoice::encoding:
        return _("Text is sent as");
    case ReceiptChoice::on_file:
        return _("Receipts on file");
    case ReceiptChoice::trace:
        return _("Trace QR codes");
    case ReceiptChoice::drawer:
        return _("Cash drawer opens by");
    }
    return {};
}

wxString choice_words(ReceiptChoice choice, const ReceiptChoiceRow& row) {
    switch (choice) {
    case ReceiptChoice::paper:
        return to_wx(row.value + " mm");
    case ReceiptChoice::model:
        return row.name.empty() ? _("any printer") : to_wx(row.name);
    case ReceiptChoice::encoding:
        return row.value == "cp1258"  ? wxString{"Windows-1258"}
               : row.value == "tcvn3" ? wxString{"TCVN-3"}
                                      : _("dots, right everywhere");
    case ReceiptChoice::on_file:
        return row.value == "none"  ? _("none")
               : row.value == "pdf" ? _("PDF, printer's paper")
               : row.value == "a5"  ? wxString{"PDF, A5"}
                                    : wxString{"PDF, A4"};
    case ReceiptChoice::trace:
        return row.value == "off"   ? _("none")
               : row.value == "all" ? _("of all goods")
                                    : _("of the most stars");
    case ReceiptChoice::drawer:
        return row.value.empty()    ? _("the model's pin")
               : row.value == "off" ? _("nothing: no drawer")
                                    : wxString::Format(_("pin %s"), to_wx(row.value));
    }
    return {};
}

ReceiptAdvice advice_of(const ReceiptSetupView& page, std::optional<ReceiptText> at) {
    using Kind = ReceiptAdvice::Kind;
    if (!page.logo_fault.empty()) {
        return {Kind::fault, to_wx(page.logo_fault)};
    }
    const auto hint = at ? hint_at(*at, page) : std::nullopt;
    if (page.wrong && (page.wrong != at || !hint)) { // else it is still being typed
        return {Kind::fault, about(*page.wrong, rule_of(*page.wrong, page))};
    }
    if (!page.preview_fault.empty()) {
        return {Kind::fault, to_wx(page.preview_fault)};
    }
    if (page.test) {
        return test_advice(*page.test);
    }
    if (page.logo_reads) {
        return {Kind::info, _("Reading the picture...")};
    }
    if (hint) {
        return {Kind::info, *hint};
    }
    if (page.missing) {
        return {
            Kind::info,
            page.missing == ReceiptText::series
                ? _("Without a series no e-invoice is numbered.")
                : _("A VietQR needs both bank and account number.")};
    }
    const wxString who = page.may_save ? _("Ctrl+S keeps what was changed.")
                                       : _("Only a manager may save: Ctrl+S asks for the PIN of "
                                           "one.");
    const std::string& encoding =
        page.choices.at(static_cast<std::size_t>(ReceiptChoice::encoding)).value;
    if (encoding != "raster") {
        return {
            Kind::info,
            _("The printer has letters of its own: print the code pages and look at them.") + " "
                + who};
    }
    if (page.unsaved) {
        return {Kind::info, _("Not saved yet.") + " " + who};
    }
    return {Kind::info, _("What is typed shows in the picture at once.") + " " + who};
}

} // namespace ocop::ui
