#include "pos/ui/receipt_setup_words.hpp"

#include "pos/ui/text.hpp"

#include <wx/translation.h>

namespace ocop::ui {

namespace {

using Phase = DeviceTest::Phase;

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
    }
    return {};
}

ReceiptAdvice advice_of(const ReceiptSetupView& page) {
    using Kind = ReceiptAdvice::Kind;
    if (!page.logo_fault.empty()) {
        return {Kind::fault, to_wx(page.logo_fault)};
    }
    if (page.too_long) {
        return {
            Kind::fault,
            wxString::Format(
                _("%s: longer than 1,000 bytes; shorten it."), caption_of(*page.too_long)
            )};
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
