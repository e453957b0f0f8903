// Codes and news of the scanners the till has claimed.

#include "pos/core/assert.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"

#include <algorithm>
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
        } else if (state_.screen == Screen::not_known) {
            ports_.ring(); // nothing to finish there
        } else {
            // Where a PIN or a reason is asked for, a code is neither.
            refuse(fill(words_.scan_not_taken, {text}));
            changed();
        }
    }
}

TypedScan Desk::sent(const WedgeScan& scan) const {
    const bool is_ascii = std::all_of(scan.text.begin(), scan.text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
    if (is_ascii && scan.text != scan.typed) {
        return {TypedScan::Kind::recovered, scan.text};
    }
    return understand_typed_scan(
        *catalog_, scan.text, clock_->now().day(), till_.settings().in_store
    );
}

void Desk::scanned(const TypedScan& scan) {
    switch (scan.kind) {
    case TypedScan::Kind::as_typed: {
        scanned(scan.text);
        const auto& settings = till_.ledger.settings;
        const auto set = settings.find("scanner");
        if (set == settings.end() || set->second != "off") { // else it was decided so
            hint_once(typing_hinted_, words_.scanner_types);
        }
        return;
    }
    case TypedScan::Kind::recovered:
        scanned(scan.text);
        return hint_once(input_method_hinted_, fill(words_.scan_changed, {scan.text}));
    case TypedScan::Kind::lost:
        if (take_test_scan(scan.text, {})) {
            return changed();
        }
        input_method_hinted_ = true;
        state_.search.clear(); // it was typed into the code field
        refuse(fill(words_.scan_lost, {scan.text}));
        return changed();
    }
}

void Desk::hint_once(bool& hinted, const std::string& words) {
    // What the scan itself brought about comes first, and a "no" alone.
    const bool is_tested = state_.screen == Screen::devices; // there it is said in its own words
    if (!hinted && !is_tested && !till_.pending && state_.notice.kind != Notice::Kind::refusal) {
        hinted = true;
        const std::string& said = state_.notice.text;
        say(Notice::Kind::warning, said.empty() ? words : said + " " + words);
        changed();
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
