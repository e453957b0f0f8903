// How the drawer is opened, between receipts and beside one that is stuck.

#include "devices/print_service.hpp"
#include "receipts/escpos.hpp"

#include <algorithm>

namespace ocop::devices {

void PrintService::pulse(const std::stop_token& stop) {
    if (!printer_) {
        pulse_asked_.reset();
        status_.drawer = PrintTrouble::none_set;
        return;
    }
    if (current_ && current_->run.underway()) {
        if (current_->run.trouble()) {
            pulse_beside(stop);
        }
        return; // else in a moment, when the job is through or stuck
    }
    const receipts::DrawerPulse asked = *pulse_asked_;
    pulse_asked_.reset();
    const auto trouble = trouble_of(status_.printer);
    const bool at_once = trouble && *trouble != PrintTrouble::offline;
    // What acts at once acts in the midst of an image too, and zeros may not get in before it.
    const std::size_t left =
        current_ ? std::max(clearing_, current_->run.left_behind()) : clearing_;
    PrintRun run{
        JobKind::drawer,
        "drawer",
        at_once ? receipts::drawer_pulse_at_once(asked.pin) : receipts::drawer_pulse(asked),
        at_once ? 0 : left};
    // Each step but the last is one write; a printer that takes nothing is not waited for.
    while (run.phase() != PrintRun::Phase::done && !run.trouble() && !stop.stop_requested()) {
        run.step(
            *printer_, parts_.pace, [] { return true; }, stop
        );
    }
    status_.drawer = run.trouble();
    clearing_ = std::max(clearing_, run.left_behind());
    if (run.phase() == PrintRun::Phase::done) {
        clearing_ = at_once ? clearing_ : 0;
        ++status_.done;
    }
}

/// In the midst of a job that is stuck, only the pulse that acts at once can get through.
void PrintService::pulse_beside(const std::stop_token& stop) {
    const std::string pulse_at_once = receipts::drawer_pulse_at_once(pulse_asked_->pin);
    pulse_asked_.reset();
    const Written written = printer_->write(pulse_at_once, parts_.pace.answer, stop);
    if (written.fault) {
        current_->run.lose(written.fault->trouble, written.fault->what);
    } else if (written.bytes > 0 && written.bytes < pulse_at_once.size()) {
        current_->run.lose(PrintTrouble::takes_nothing, "half a command of the drawer went out");
    }
    const bool through = written.bytes == pulse_at_once.size();
    if (through) {
        current_->run.mix_in("the drawer was opened in the midst of it");
    }
    status_.drawer =
        through
            ? std::nullopt
            : std::optional{written.fault ? written.fault->trouble : PrintTrouble::takes_nothing};
    status_.done += through ? 1 : 0;
}

} // namespace ocop::devices
