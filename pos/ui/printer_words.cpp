#include "pos/ui/printer_words.hpp"

#include "pos/ui/text.hpp"

#include <wx/translation.h>

namespace ocop::ui {

using devices::PrintChoice;
using devices::PrintStatus;

wxString sign_words(const PrinterSign& sign) {
    switch (sign.kind) {
    case PrinterSign::Kind::none:
        return _("no printer");
    case PrinterSign::Kind::ready:
        return _("printer: ready");
    case PrinterSign::Kind::low:
        return _("printer: paper ends soon");
    case PrinterSign::Kind::printing:
        return wxString::Format(_("printing: %d%%"), sign.percent);
    case PrinterSign::Kind::trouble:
        return sign.waiting < 2
                   ? wxString::Format(_("printer: %s"), to_wx(sign.words))
                   : wxString::Format(_("printer: %s, %zu wait"), to_wx(sign.words), sign.waiting);
    case PrinterSign::Kind::asks:
        return wxString::Format(_("printer: %s - Ctrl+B"), to_wx(sign.words));
    case PrinterSign::Kind::offered:
        return wxString::Format(_("not printed: %zu - Ctrl+B"), sign.waiting);
    }
    return {};
}

wxString heading_words(const PrinterView& printer) {
    switch (printer.phase) {
    case PrintStatus::Phase::idle:
        if (printer.offered > 0) {
            return _("Receipts that may not have come out");
        }
        return printer.brief.empty() ? _("The printer is ready")
                                     : wxString::Format(_("Printer: %s"), to_wx(printer.brief));
    case PrintStatus::Phase::printing:
        return _("Printing");
    case PrintStatus::Phase::waiting:
    case PrintStatus::Phase::asking:
        return wxString::Format(_("Printer: %s"), to_wx(printer.brief));
    }
    return {};
}

wxString state_words(const PrinterView& printer) {
    const wxString name = to_wx(printer.name);
    switch (printer.phase) {
    case PrintStatus::Phase::idle:
        return printer.offered == 0 ? _("Nothing waits to be printed.")
                                    : _("They broke off, or were kept for later.");
    case PrintStatus::Phase::printing:
        return name;
    case PrintStatus::Phase::waiting:
        return printer.may_be_out ? wxString::Format(_("%s is half printed and waits."), name)
                                  : wxString::Format(_("%s waits and prints by itself."), name);
    case PrintStatus::Phase::asking:
        return wxString::Format(_("%s broke off. How shall it go on?"), name);
    }
    return {};
}

wxString option_words(const PrintOptionRow& option) {
    if (option.name.empty()) {
        return option.choice == PrintChoice::drop
                   ? wxString::Format(_("Drop all %zu"), option.jobs)
                   : wxString::Format(_("Print all %zu"), option.jobs);
    }
    switch (option.choice) {
    case PrintChoice::go_on:
        return _("Go on where it stopped");
    case PrintChoice::start_again:
        return option.marked ? _("Print it again from the start") : _("Print it");
    case PrintChoice::keep:
        return _("Keep it for later");
    case PrintChoice::drop:
        return _("Drop it");
    }
    return {};
}

wxString option_second(const PrintOptionRow& option) {
    switch (option.choice) {
    case PrintChoice::go_on:
        return _("The rest follows; nothing was lost.");
    case PrintChoice::start_again:
        return option.marked ? _("Marked as a reprint: part of it may be on paper.")
                             : to_wx(option.name);
    case PrintChoice::keep:
        return _("The next receipt prints; this one is offered again.");
    case PrintChoice::drop:
        return _("It came out, or nobody wants it.");
    }
    return {};
}

} // namespace ocop::ui
