// What the desk does about devices: which are used, and how they are tested.

#include "devices/device_choice.hpp"
#include "devices/scanner.hpp"
#include "devices/usb_printer_choice.hpp"
#include "pos/compose/device_settings.hpp"
#include "pos/compose/scanner_desk.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ocop::ui {

namespace {

using devices::DeviceKind;
using devices::UsbDevice;

std::vector<UsbDevice> all_of(const DeviceState& state) {
    std::vector<UsbDevice> all;
    for (const auto& [plug, device] : state.plugged) {
        all.push_back(device);
    }
    return all;
}

void add_printer_actions(ListedDevice& listed, bool used) {
    listed.used = listed.used || used;
    listed.actions.push_back(used ? DeviceAction::leave_printer : DeviceAction::use_printer);
    listed.actions.push_back(DeviceAction::test_printer);
}

/// A printer that no device stands for.
ListedDevice elsewhere(PrinterAddress address, bool used) {
    ListedDevice listed;
    listed.key = to_string(address);
    listed.kind = DeviceKind::printer;
    listed.printer = std::move(address);
    add_printer_actions(listed, used);
    return listed;
}

std::string name_of(const ListedDevice& listed) {
    return listed.device ? compose::device_name(*listed.device) : listed.key;
}

} // namespace

// News.

void Desk::receive(const devices::UsbChange& change) {
    DeviceState& state = state_.device_page;
    const bool had_printer = has_printer();
    switch (change.kind) {
    case devices::UsbChange::Kind::arrived:
        state.plugged[change.device.plug] = change.device;
        tell_of_printer(change.device, had_printer);
        break;
    case devices::UsbChange::Kind::left:
        state.plugged.erase(change.device.plug);
        state.faults.erase(id_of(change.device));
        break;
    }
    changed();
}

void Desk::tell_of_printer(const UsbDevice& device, bool had_printer) {
    const PrinterAddress printer = till_.settings().printer;
    if (printer.kind != PrinterAddress::Kind::automatic
        || !devices::printing_interface(device, false)
        || (state_.notice.kind != Notice::Kind::none && state_.notice.kind != Notice::Kind::info)) {
        return;
    }
    if (!had_printer && has_printer()) {
        say(Notice::Kind::info, fill(words_.printer_used, {compose::device_name(device)}));
    } else if (!has_printer()) {
        say(Notice::Kind::warning, words(PrintTrouble::several, language_));
    }
}

void Desk::devices_listed(std::string fault) {
    state_.device_page.listed = true;
    state_.device_page.fault = std::move(fault);
    changed();
}

void Desk::receive(const compose::PrinterVerdict& verdict) {
    auto& test = state_.device_page.test;
    if (!test || test->number != verdict.number) {
        return; // another one was begun
    }
    test->phase = verdict.fault.empty() ? DeviceTest::Phase::done : DeviceTest::Phase::failed;
    test->fault = verdict.fault;
    test->printer = verdict.state;
    changed();
}

void Desk::test_is_over(int number) {
    auto& test = state_.device_page.test;
    if (!test || test->number != number) {
        return;
    }
    test->takes_scans = false;
    if (test->phase == DeviceTest::Phase::running) {
        test->phase = DeviceTest::Phase::late;
    }
    changed();
}

bool Desk::was_given_back(const std::string& scanner) const {
    const auto all = all_of(state_.device_page);
    const auto choice = till_.settings().scanner;
    return std::any_of(all.begin(), all.end(), [&](const UsbDevice& device) {
        return id_of(device) == scanner && !is_wanted_scanner(choice, device, all);
    });
}

// The list.

std::vector<ListedDevice> Desk::listed_devices() const {
    const auto all = all_of(state_.device_page);
    const PrinterAddress printer = till_.settings().printer;
    const ScannerChoice scanners = till_.settings().scanner;
    std::vector<ListedDevice> listed;
    bool found = printer.kind == PrinterAddress::Kind::none
                 || printer.kind == PrinterAddress::Kind::automatic;
    for (const UsbDevice& device : all) {
        ListedDevice one;
        one.key = id_of(device);
        one.device = device;
        one.kind = kind_of(device);
        one.printer = compose::address_of(device);
        const bool prints = compose::is_printer_of(printer, device, all);
        found = found || prints;
        const bool types = one.kind == DeviceKind::scanner || one.kind == DeviceKind::keyboard;
        if (!types && devices::printing_interface(device, true)) {
            add_printer_actions(one, prints);
        }
        // What types or scans, and what does not say what it is.
        if (one.kind != DeviceKind::printer && !scanner_plans(device).empty()) {
            const bool scans = is_wanted_scanner(scanners, device, all);
            one.used = one.used || scans;
            one.actions.push_back(scans ? DeviceAction::leave_scanner : DeviceAction::use_scanner);
            one.actions.push_back(DeviceAction::test_scanner);
        }
        listed.push_back(std::move(one));
    }
    if (!found) {
        listed.push_back(elsewhere(printer, true));
    }
    for (const std::string& other : state_.device_page.others) {
        if (auto address = parse_printer_address(other); address && *address != printer) {
            listed.push_back(elsewhere(std::move(*address), false));
        }
    }
    std::stable_sort(listed.begin(), listed.end(), [](const auto& a, const auto& b) {
        const auto place = [](const ListedDevice& one) {
            return std::tuple{one.kind, !one.device, one.device ? one.device->port : one.key};
        };
        return place(a) < place(b);
    });
    return listed;
}

std::optional<PrintTrouble> Desk::printer_trouble() const {
    if (state_.print.trouble || state_.print.phase != devices::PrintStatus::Phase::idle) {
        return state_.print.trouble;
    }
    const PrinterAddress printer = till_.settings().printer;
    const bool is_known = state_.device_page.listed && state_.device_page.fault.empty();
    if (printer.kind == PrinterAddress::Kind::automatic) {
        const bool several = devices::usb_printers(all_of(state_.device_page)).size() > 1;
        return is_known && several ? std::optional{PrintTrouble::several} : std::nullopt;
    }
    const bool is_missing = is_known && printer.kind == PrinterAddress::Kind::usb
                            && !choose_printer(all_of(state_.device_page), printer);
    return is_missing ? std::optional{PrintTrouble::no_printer} : std::nullopt;
}

bool Desk::has_printer() const {
    const PrinterAddress printer = till_.settings().printer;
    if (printer.kind != PrinterAddress::Kind::automatic) {
        return printer.kind != PrinterAddress::Kind::none;
    }
    return choose_printer(all_of(state_.device_page), printer).has_value();
}

std::size_t Desk::selected_device(const std::vector<ListedDevice>& listed) const {
    const auto found = std::find_if(listed.begin(), listed.end(), [this](const auto& one) {
        return one.key == state_.device_page.selected;
    });
    return found == listed.end() ? 0 : static_cast<std::size_t>(found - listed.begin());
}

void Desk::note_set_printer() {
    const PrinterAddress printer = till_.settings().printer;
    auto& others = state_.device_page.others;
    const std::string text = to_string(printer);
    if (printer.kind != PrinterAddress::Kind::none && printer.kind != PrinterAddress::Kind::usb
        && printer.kind != PrinterAddress::Kind::automatic
        && std::find(others.begin(), others.end(), text) == others.end()) {
        others.push_back(text); // so that one can go back to it
    }
}

// What people do.

void Desk::show_devices() {
    note_set_printer();
    state_.device_page.action = 0;
    go(Screen::devices);
}

void Desk::move_in_devices(int by) {
    const auto listed = listed_devices();
    if (!listed.empty()) {
        const int at = static_cast<int>(selected_device(listed)) + by;
        choose_device(
            static_cast<std::size_t>(std::clamp(at, 0, static_cast<int>(listed.size()) - 1))
        );
    }
}

void Desk::choose_device(std::size_t row) {
    const auto listed = listed_devices();
    if (row < listed.size() && listed[row].key != state_.device_page.selected) {
        state_.device_page.selected = listed[row].key;
        state_.device_page.action = 0;
        state_.device_page.asked.clear();
        if (state_.device_page.test && state_.device_page.test->is_scan) {
            state_.device_page.test.reset();
        }
        say(Notice::Kind::none, {});
    }
    changed();
}

void Desk::move_device_action(int by) {
    const auto listed = listed_devices();
    if (!listed.empty() && !listed[selected_device(listed)].actions.empty()) {
        const auto last = static_cast<int>(listed[selected_device(listed)].actions.size()) - 1;
        const int at = static_cast<int>(state_.device_page.action) + by;
        state_.device_page.action = static_cast<std::size_t>(std::clamp(at, 0, last));
    }
}

void Desk::act_on_device(std::size_t action) {
    const auto listed = listed_devices();
    const bool there = !listed.empty() && action < listed[selected_device(listed)].actions.size();
    // A scanner that types slowly must not choose with its Enter.
    const bool scanning = state_.device_page.test && state_.device_page.test->takes_scans;
    if (!there || scanning || till_.pending) {
        return changed();
    }
    const ListedDevice& chosen = listed[selected_device(listed)];
    state_.device_page.selected = chosen.key;
    state_.device_page.action = action;
    switch (chosen.actions[action]) {
    case DeviceAction::use_printer:
        change_setting(
            "printer", to_string(chosen.printer), fill(words_.printer_used, {name_of(chosen)})
        );
        break;
    case DeviceAction::leave_printer:
        change_setting("printer", {}, words_.printer_left);
        break;
    case DeviceAction::use_scanner:
        use_scanner(chosen);
        break;
    case DeviceAction::leave_scanner:
        leave_scanner(chosen);
        break;
    case DeviceAction::test_printer:
        start_test(chosen, false);
        break;
    case DeviceAction::test_scanner:
        start_test(chosen, true);
        break;
    }
    changed();
}

void Desk::use_scanner(const ListedDevice& listed) {
    if (listed.kind == DeviceKind::keyboard && state_.device_page.asked != listed.key) {
        state_.device_page.asked = listed.key;
        return say(Notice::Kind::warning, fill(words_.keyboard_asked, {name_of(listed)}));
    }
    state_.device_page.asked.clear();
    const auto choice =
        compose::with_scanner(till_.settings().scanner, *listed.device, all_of(state_.device_page));
    change_setting("scanner", to_string(choice), fill(words_.scanner_used, {name_of(listed)}));
}

void Desk::leave_scanner(const ListedDevice& listed) {
    const auto choice = compose::without_scanner(
        till_.settings().scanner, *listed.device, all_of(state_.device_page)
    );
    change_setting("scanner", to_string(choice), fill(words_.scanner_left, {name_of(listed)}));
}

void Desk::change_setting(const std::string& key, const std::string& value, std::string done) {
    done_words_ = std::move(done);
    ask(ChangeSetting{key, value, std::nullopt});
}

void Desk::setting_changed() {
    if (!state_.receipt_setup.saving.empty()) {
        return receipt_setting_kept();
    }
    go(Screen::devices);
    note_set_printer();
    ports_.device.apply(till_.ledger);
    say(Notice::Kind::info, done_words_);
}

// Tests.

void Desk::start_test(const ListedDevice& listed, bool is_scan) {
    DeviceTest test;
    test.number = ++tests_;
    test.key = listed.key;
    test.is_scan = is_scan;
    test.takes_scans = is_scan;
    state_.device_page.test = test;
    say(Notice::Kind::none, {});
    if (!is_scan) {
        ports_.device.test(test.number, listed.printer, till_.ledger, test.slips);
    }
    ports_.device.wake(test.number);
}

bool Desk::take_test_scan(const std::string& text, const std::string& scanner) {
    auto& test = state_.device_page.test;
    if (state_.screen != Screen::devices || !test || !test->takes_scans) {
        return false;
    }
    test->phase = DeviceTest::Phase::done;
    test->code = text;
    test->scanner = scanner;
    ports_.device.wake(test->number); // and the next one too
    return true;
}

} // namespace ocop::ui
