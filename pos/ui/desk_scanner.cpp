// Codes and news of the scanners the till has claimed.

#include "pos/core/assert.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"

#include <utility>

namespace ocop::ui {

namespace {

/// More wait only if the disk does not answer while somebody goes on scanning: a minute's worth.
constexpr std::size_t scans_max = 200;

} // namespace

void Desk::scanned(const std::string& text, const std::string& scanner) {
    if (take_test_scan(text, scanner)) {
        return changed();
    }
    if (waiting_scans_.size() >= scans_max) {
        refuse(fill(words_.scan_not_taken, {text}));
        return changed();
    }
    waiting_scans_.push_back(text);
    take_scans();
}

void Desk::take_scans() {
    while (!waiting_scans_.empty() && !till_.pending) {
        const std::string text = std::move(waiting_scans_.front());
        waiting_scans_.pop_front();
        state_.help = false;
        if (takes_scans(state_.screen)) {
            scan(text);
        } else {
            // Where a PIN or a reason is asked for, a code is neither.
            refuse(fill(words_.scan_not_taken, {text}));
            changed();
        }
    }
}

void Desk::receive(const compose::ScannerSign& sign) {
    switch (sign.kind) {
    case compose::ScannerSign::Kind::ready:
        state_.scanners[sign.id] = sign.name;
        state_.device_page.faults.erase(sign.id);
        if (sign.name == scanner_missed_) {
            scanner_missed_.clear();
            say(Notice::Kind::none, {});
        }
        break;
    case compose::ScannerSign::Kind::gone:
        state_.scanners.erase(sign.id);
        if (was_given_back(sign.id)) {
            break; // as people asked for
        }
        scanner_missed_ = sign.name;
        say(Notice::Kind::warning, fill(words_.scanner_gone, {sign.name}));
        break;
    case compose::ScannerSign::Kind::failed:
        state_.scanners.erase(sign.id);
        state_.device_page.faults[sign.id] = sign.fault;
        say(Notice::Kind::warning, sign.fault);
        break;
    }
    changed();
}

} // namespace ocop::ui
