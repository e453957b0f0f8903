// What the window says of the printer.

#include "pos/core/clause.hpp"
#include "pos/ui/view_parts.hpp"

namespace ocop::ui {

namespace {

using devices::PrintStatus;

PrinterPicture picture_of(PrintTrouble trouble) {
    switch (trouble) {
    case PrintTrouble::paper_out:
        return PrinterPicture::roll;
    case PrintTrouble::cover_open:
        return PrinterPicture::cover;
    case PrintTrouble::none_set:
    case PrintTrouble::no_printer:
    case PrintTrouble::several:
    case PrintTrouble::unplugged:
    case PrintTrouble::no_permission:
    case PrintTrouble::busy_elsewhere:
    case PrintTrouble::unreachable:
    case PrintTrouble::cut_off:
    case PrintTrouble::not_a_printer:
    case PrintTrouble::spooler:
    case PrintTrouble::file:
    case PrintTrouble::no_drawer:
        return PrinterPicture::plug;
    case PrintTrouble::cutter:
    case PrintTrouble::error:
    case PrintTrouble::broken:
    case PrintTrouble::offline:
    case PrintTrouble::takes_nothing:
        return PrinterPicture::jam;
    }
    return PrinterPicture::jam;
}

} // namespace

PrinterSign printer_sign(const Desk& desk) {
    const PrintStatus& print = desk.state().print;
    PrinterSign sign;
    sign.waiting = static_cast<std::size_t>(print.behind);
    const auto trouble = desk.printer_trouble();
    const std::string brief =
        short_words(trouble.value_or(PrintTrouble::takes_nothing), desk.language());
    switch (print.phase) {
    case PrintStatus::Phase::printing:
        sign.kind = PrinterSign::Kind::printing;
        sign.percent = print.percent;
        return sign;
    case PrintStatus::Phase::waiting:
        sign.kind = PrinterSign::Kind::trouble;
        sign.words = brief;
        ++sign.waiting;
        return sign;
    case PrintStatus::Phase::asking:
        sign.kind = PrinterSign::Kind::asks;
        sign.words = brief;
        return sign;
    case PrintStatus::Phase::idle:
        break;
    }
    if (!print.offered.empty()) {
        sign.kind = PrinterSign::Kind::offered;
        sign.waiting = print.offered.size();
    } else if (trouble) {
        sign.kind = PrinterSign::Kind::trouble;
        sign.words = brief;
    } else if (desk.has_printer()) {
        sign.kind = print.printer.paper_low == Known::yes ? PrinterSign::Kind::low
                                                          : PrinterSign::Kind::ready;
    }
    return sign;
}

void put_printer(ViewModel& view, const Desk& desk) {
    const PrintStatus& print = desk.state().print;
    PrinterView printer;
    printer.phase = print.phase;
    printer.name = print.name;
    printer.what = clause(print.what, desk.language());
    printer.may_be_out = print.may_be_out;
    printer.offered = print.offered.size();
    if (const auto trouble = desk.printer_trouble()) {
        printer.picture = picture_of(*trouble);
        printer.brief = short_words(*trouble, desk.language());
        printer.sentence = words(*trouble, desk.language());
    }
    const auto options = desk.print_options();
    for (std::size_t i = 0; i < options.size(); ++i) {
        printer.options.push_back(
            {options[i].choice,
             options[i].name,
             options[i].marked,
             i == desk.state().selected_print,
             options[i].jobs.size()}
        );
    }
    view.printer = std::move(printer);
}

} // namespace ocop::ui
