// What the window says of the devices.

#include "devices/usb_fault.hpp"
#include "pos/compose/scanner_desk.hpp"
#include "pos/ui/view_parts.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ocop::ui {

namespace {

using devices::DeviceKind;

/// What was read, by its AIM identifier (ISO/IEC 15424); the letter alone stands for all others of
/// it.
std::string symbology_of(std::string_view aim) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 18> names{
        {{"]E4", "EAN-8"},
         {"]E", "EAN-13, UPC"},
         {"]C1", "GS1-128"},
         {"]C", "Code 128"},
         {"]e", "GS1 DataBar"},
         {"]d2", "GS1 DataMatrix"},
         {"]d", "DataMatrix"},
         {"]Q3", "GS1 QR"},
         {"]Q", "QR"},
         {"]J1", "GS1 DotCode"},
         {"]J", "DotCode"},
         {"]A", "Code 39"},
         {"]F", "Codabar"},
         {"]G", "Code 93"},
         {"]I", "ITF"},
         {"]L", "PDF417"},
         {"]z", "Aztec"},
         {"]U", "MaxiCode"}}};
    for (const auto& [start, name] : names) {
        if (aim.starts_with(start)) {
            return std::string{name};
        }
    }
    return {};
}

/// Why the till cannot work with it; empty if nothing is known against it.
std::string fault_of(const ListedDevice& listed, const Desk& desk) {
    const DeskState& state = desk.state();
    if (!listed.device) {
        const bool missing = listed.printer.kind == PrinterAddress::Kind::usb;
        if (missing) {
            return words(PrintTrouble::no_printer, desk.language());
        }
    } else if (!listed.actions.empty() && !listed.device->may_open) {
        return words(failure_of(devices::UsbFault::no_permission, *listed.device), desk.language());
    } else if (const auto fault = state.device_page.faults.find(listed.key);
               listed.used && fault != state.device_page.faults.end()) {
        return fault->second;
    }
    const bool prints = listed.used && listed.kind == DeviceKind::printer;
    return prints && state.print.trouble ? words(*state.print.trouble, desk.language())
                                         : std::string{};
}

DeviceRow row_of(const ListedDevice& listed, const Desk& desk) {
    DeviceRow row;
    row.kind = listed.kind;
    row.place = listed.printer.kind;
    if (listed.device) {
        row.name = compose::device_name(*listed.device);
        row.numbers =
            devices::hex4(listed.device->vendor) + ":" + devices::hex4(listed.device->product);
        row.port = listed.device->port;
    } else {
        row.name = listed.printer.kind == PrinterAddress::Kind::cups ? listed.printer.queue
                                                                     : listed.printer.host;
        row.numbers = listed.key;
    }
    row.used = listed.used;
    row.fault = fault_of(listed, desk);
    row.urgent = !row.fault.empty()
                 && (listed.used || listed.kind == DeviceKind::printer
                     || listed.kind == DeviceKind::scanner);
    return row;
}

} // namespace

DeviceTestView test_of(const DeviceTest& test, const Desk& desk) {
    DeviceTestView view;
    view.is_scan = test.is_scan;
    view.slips = test.slips;
    view.phase = test.phase;
    view.fault = test.fault;
    view.paper_low = test.printer.paper_low == Known::yes;
    const bool has_aim = test.code.size() > 3 && test.code.front() == ']';
    view.aim = has_aim ? test.code.substr(0, 3) : std::string{};
    view.symbology = symbology_of(view.aim);
    view.code = compose::visible_code(has_aim ? test.code.substr(3) : test.code);
    if (!test.scanner.empty()) {
        const auto name = desk.state().scanners.find(test.scanner);
        view.scanner = name == desk.state().scanners.end() ? test.scanner : name->second;
        view.is_other = test.scanner != test.key;
    }
    return view;
}

void put_devices(ViewModel& view, const Desk& desk) {
    const DeviceState& state = desk.state().device_page;
    DevicesView page;
    page.listed = state.listed;
    page.fault = state.fault;
    const auto listed = desk.listed_devices();
    for (const ListedDevice& one : listed) {
        page.rows.push_back(row_of(one, desk));
    }
    if (!listed.empty()) {
        const std::size_t chosen = desk.selected_device(listed);
        page.rows[chosen].selected = true;
        page.actions = listed[chosen].actions;
        page.selected_action =
            page.actions.empty() ? 0 : std::min(state.action, page.actions.size() - 1);
        page.is_asked = state.asked == listed[chosen].key;
        if (state.test && state.test->key == listed[chosen].key) {
            page.test = test_of(*state.test, desk);
        }
    }
    view.device_page = std::move(page);
}

} // namespace ocop::ui
