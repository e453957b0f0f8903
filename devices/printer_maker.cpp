#include "devices/printer_maker.hpp"

#include "devices/folder_printer.hpp"
#include "devices/spooler_printer.hpp"
#include "devices/tcp_printer.hpp"
#include "devices/usb_printer.hpp"

namespace ocop::devices {

namespace {

/// A USB printer on a machine without USB.
class NoPrinter : public Printer {
public:
    Expected<void, PrinterFault> begin(JobKind, const std::string&, std::stop_token) override {
        return Unexpected{fault()};
    }

    Written write(std::string_view, std::chrono::milliseconds, std::stop_token) override {
        return Written{0, fault()};
    }

    Expected<Ended, PrinterFault> end(std::chrono::milliseconds, std::stop_token) override {
        return Unexpected{fault()};
    }

    PrinterState state(std::chrono::milliseconds) override { return {}; }

private:
    static PrinterFault fault() {
        return PrinterFault{
            PrintTrouble::no_printer, "this machine's USB cannot be reached", "usb"};
    }
};

} // namespace

std::unique_ptr<Printer> PrinterMaker::operator()(const PrinterAddress& address) const {
    switch (address.kind) {
    case PrinterAddress::Kind::none:
        return nullptr;
    case PrinterAddress::Kind::folder:
        return std::make_unique<FolderPrinter>(folder_);
    case PrinterAddress::Kind::usb:
    case PrinterAddress::Kind::automatic:
        if (UsbBus* const bus = bus_()) {
            return std::make_unique<UsbPrinter>(*bus, address);
        }
        return std::make_unique<NoPrinter>();
    case PrinterAddress::Kind::tcp:
        return std::make_unique<TcpPrinter>(address.host, address.tcp_port);
    case PrinterAddress::Kind::cups:
        return std::make_unique<SpoolerPrinter>(address.queue);
    }
    return nullptr;
}

} // namespace ocop::devices
