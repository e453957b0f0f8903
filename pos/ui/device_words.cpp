#include "pos/ui/device_words.hpp"

#include "pos/ui/text.hpp"

#include <wx/translation.h>

namespace ocop::ui {

using devices::DeviceKind;
using Phase = DeviceTest::Phase;

wxString title_of(const DeviceRow& row) {
    if (!row.name.empty()) {
        return to_wx(row.name);
    }
    return row.place == PrinterAddress::Kind::folder ? _("Folder \"printed\"")
                                                     : _("Printer on the USB");
}

wxString kind_words(const DeviceRow& row) {
    switch (row.kind) {
    case DeviceKind::printer:
        break;
    case DeviceKind::scanner:
        return _("barcode scanner");
    case DeviceKind::keyboard:
        return _("keyboard, or a scanner that looks like one");
    case DeviceKind::other:
        return _("something else");
    }
    switch (row.place) {
    case PrinterAddress::Kind::none:
    case PrinterAddress::Kind::usb:
    case PrinterAddress::Kind::automatic:
        return _("printer");
    case PrinterAddress::Kind::folder:
        return _("folder in place of a printer");
    case PrinterAddress::Kind::tcp:
        return _("printer in the network");
    case PrinterAddress::Kind::cups:
        return _("the system's print queue");
    }
    return {};
}

wxString second_words(const DeviceRow& row) {
    const wxString dot = wxString::FromUTF8("  ·  ");
    wxString line = kind_words(row) + dot + to_wx(row.numbers);
    if (!row.port.empty()) {
        line += dot + wxString::Format(_("port %s"), to_wx(row.port));
    }
    return line;
}

wxString action_words(DeviceAction action) {
    switch (action) {
    case DeviceAction::use_printer:
        return _("Use this printer");
    case DeviceAction::leave_printer:
        return _("Use no printer");
    case DeviceAction::test_printer:
        return _("Test print");
    case DeviceAction::use_scanner:
        return _("Use as a scanner");
    case DeviceAction::leave_scanner:
        return _("Do not use");
    case DeviceAction::test_scanner:
        return _("Test scan");
    }
    return {};
}

namespace {

wxString print_words(const DeviceTestView& test) {
    switch (test.phase) {
    case Phase::running:
        return _("Printing the test page...");
    case Phase::done:
        return test.paper_low
                   ? _("The test page was sent. Look at the paper; it ends soon.")
                   : _("The test page was sent. Look whether all letters are on the paper.");
    case Phase::failed:
        return to_wx(test.fault);
    case Phase::late:
        return _("No answer within 15 seconds. Check cable and power, then test again.");
    }
    return {};
}

wxString code_words(const DeviceTestView& test, bool used) {
    if (test.scanner.empty()) {
        return used ? _("Typed as by a keyboard: it came from another one.")
                    : _("Typed as by a keyboard: an input method may change it. Use it as a "
                        "scanner.");
    }
    const wxString what = test.aim.empty()
                              ? _("The scanner does not tell what kind of code it is.")
                              : wxString::Format("%s  %s", to_wx(test.symbology), to_wx(test.aim));
    const wxString from =
        test.is_other ? wxString::Format(_("It came from another one: %s"), to_wx(test.scanner))
                      : wxString::Format(_("It came from %s"), to_wx(test.scanner));
    return what + "\n" + from;
}

} // namespace

wxString test_words(const DeviceTestView& test, const DeviceRow& row) {
    if (!test.is_scan) {
        return print_words(test);
    }
    switch (test.phase) {
    case Phase::running:
        return _("Scan any code now, within 15 seconds. Esc ends the test.");
    case Phase::done:
        return code_words(test, row.used);
    case Phase::failed:
        return to_wx(test.fault);
    case Phase::late:
        return row.used
                   ? _("No code came within 15 seconds. Check the cable, then test again.")
                   : _("No code came within 15 seconds. Use it as a scanner, then test again.");
    }
    return {};
}

} // namespace ocop::ui
