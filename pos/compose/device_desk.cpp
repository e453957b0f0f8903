#include "pos/compose/device_desk.hpp"

#include "devices/printer_maker.hpp"
#include "devices/usb_printer_choice.hpp"
#include "pos/compose/device_settings.hpp"
#include "pos/compose/printer_settings.hpp"
#include "pos/core/settings.hpp"

#include <utility>

namespace ocop::compose {

namespace {

constexpr std::size_t jobs_max = 8;

PrinterVerdict verdict_of(int number, const PrinterTest& test, Language language) {
    PrinterVerdict verdict{number, {}, test.facts.state};
    if (test.failure) {
        verdict.fault = words(*test.failure, language);
    } else if (test.fault) {
        verdict.fault = words(test.fault->trouble, language);
    }
    return verdict;
}

/// True if `address` and `set` mean the same printer of those plugged in.
bool is_same(const PrinterAddress& address, const PrinterAddress& set, devices::UsbBus* bus) {
    if (address == set) {
        return true;
    }
    if (address.kind != PrinterAddress::Kind::usb || bus == nullptr) {
        return false;
    }
    const auto devices = bus->devices();
    const auto meant = devices::choose_printer(devices, address);
    return meant && is_printer_of(set, *meant, devices);
}

} // namespace

DeviceDesk::DeviceDesk(DeviceDeskParts parts)
    : parts_{std::move(parts)},
      worker_{"devices", jobs_max, parts_.on_fault} {
    static_cast<void>(worker_.post([this] { watch(); })); // the first job is always taken
}

DeviceDesk::~DeviceDesk() {
    stop_.request_stop();
    worker_.stop();
}

void DeviceDesk::watch() {
    const auto bus = parts_.bus->get();
    if (bus) {
        watch_ = (*bus)->watch(parts_.on_change);
    }
    parts_.on_listed(bus ? std::string{} : words(bus.error(), parts_.language));
}

void DeviceDesk::test(
    int number,
    const PrinterAddress& address,
    const std::map<std::string, std::string>& settings,
    TestSlips slips
) {
    const bool taken = worker_.post([this, number, address, settings, slips] {
        test_now(number, address, settings, slips);
    });
    if (!taken) {
        parts_.on_verdict({number, words(PrintTrouble::takes_nothing, parts_.language), {}});
    }
}

void DeviceDesk::test_now(
    int number,
    const PrinterAddress& address,
    const std::map<std::string, std::string>& settings,
    TestSlips slips
) {
    TestPageFacts facts;
    facts.address = to_string(address);
    facts.language = parts_.language;
    facts.at = parts_.clock->now();
    const Settings set = read_settings(settings);
    facts.profile = profile_of(set);
    facts.drawer = drawer_of(set);
    facts.code_pages = slips == TestSlips::code_pages;
    devices::UsbBus* const bus = parts_.bus->get().value_or(nullptr);
    // What the loan holds lives longer than this desk may.
    const auto tell = [number, language = parts_.language, on_verdict = parts_.on_verdict](
                          const PrinterTest& test
                      ) { on_verdict(verdict_of(number, test, language)); };
    const auto refuse = [tell](PrintTrouble trouble) {
        PrinterTest test;
        test.fault = PrinterFault{trouble, {}, {}};
        tell(test);
    };
    if (is_same(address, set.printer, bus)) {
        const bool taken = parts_.paper->service().lend(
            {[address,
              facts,
              tell](Printer& printer, std::size_t clearing, const std::stop_token& stop) {
                 const PrinterTest test = test_printer(printer, address, facts, clearing, stop);
                 tell(test);
                 return test.left_behind;
             },
             refuse}
        );
        return taken ? void() : refuse(PrintTrouble::takes_nothing);
    }
    const devices::PrinterMaker make{parts_.folder / "printed", [bus] { return bus; }};
    auto printer = make(address);
    if (!printer) {
        return refuse(PrintTrouble::none_set);
    }
    const PrinterTest test = test_printer(*printer, address, facts, 0, stop_.get_token());
    printer.reset(); // given back before anybody hears of it
    tell(test);
}

} // namespace ocop::compose
