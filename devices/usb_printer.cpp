#include "devices/usb_printer.hpp"

#include "devices/usb_printer_choice.hpp"

#include <algorithm>
#include <utility>

namespace ocop::devices {

namespace {

/// While CUPS has the printer for a job of its own; then we say so and try again later.
constexpr std::chrono::milliseconds claim_patience{500};
constexpr std::chrono::milliseconds control_timeout{300};
constexpr std::size_t news_max = 256;
constexpr std::size_t read_size_bytes = 64;
constexpr int stalls_max = 3;
constexpr std::uint8_t printer_class = 7;

// Class requests (USB printer class 1.1, 4.2). SOFT_RESET goes to the interface; devices made for
// class 1.0 want it sent to "other".
constexpr std::uint8_t from_interface = 0xA1;
constexpr std::uint8_t to_interface = 0x21;
constexpr std::uint8_t to_other = 0x23;
constexpr std::uint8_t get_device_id = 0;
constexpr std::uint8_t get_port_status = 1;
constexpr std::uint8_t soft_reset = 2;

std::span<const std::uint8_t> octets(std::string_view bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

PrintTrouble trouble_of(UsbFault fault) {
    switch (fault) {
    case UsbFault::busy:
        return PrintTrouble::busy_elsewhere;
    case UsbFault::no_permission:
    case UsbFault::no_driver:
        return PrintTrouble::no_permission;
    case UsbFault::gone:
    case UsbFault::failed:
        return PrintTrouble::unplugged;
    case UsbFault::stalled:
    case UsbFault::timed_out:
    case UsbFault::stopped:
        return PrintTrouble::takes_nothing;
    }
    return PrintTrouble::takes_nothing;
}

} // namespace

UsbPrinter::UsbPrinter(
    UsbBus& bus, PrinterAddress address, std::chrono::milliseconds print_patience
)
    : bus_{bus},
      address_{std::move(address)},
      talk_{
          {[this](std::string_view bytes, std::chrono::milliseconds timeout) {
               return link_->write(out_, octets(bytes), timeout).bytes;
           },
           [this](std::chrono::milliseconds timeout) { return news_->pop_for(timeout); }},
          print_patience} {}

UsbPrinter::~UsbPrinter() = default;

PrinterFault UsbPrinter::fault(PrintTrouble trouble, std::string what) const {
    return PrinterFault{
        trouble, std::move(what), device_ ? "usb:" + id_of(*device_) : to_string(address_)};
}

void UsbPrinter::close() {
    link_.reset(); // no handler is called from here on
    news_.reset();
    talk_.forget();
    kept_up_ = true;
    in_job_ = false;
    stalls_ = 0;
}

Expected<void, PrinterFault> UsbPrinter::open() {
    const auto devices = bus_.devices();
    device_ = choose_printer(devices, address_);
    if (!device_ && address_.kind == PrinterAddress::Kind::automatic
        && usb_printers(devices).size() > 1) {
        return Unexpected{fault(PrintTrouble::several, {})};
    }
    if (!device_) {
        return Unexpected{fault(PrintTrouble::no_printer, "not plugged in")};
    }
    if (!device_->may_open) {
        return Unexpected{fault(PrintTrouble::no_permission, "may not be opened")};
    }
    interface_ = *printing_interface(*device_, address_.device.has_value());
    auto opened = bus_.open(*device_, interface_, claim_patience);
    if (!opened) {
        return Unexpected{fault(trouble_of(opened.error()), std::string{code(opened.error())})};
    }
    link_ = std::move(*opened);
    out_ = interface_.out(UsbTransfer::bulk)->address;
    const auto in = interface_.in(UsbTransfer::bulk);
    if (in) {
        news_ = std::make_shared<News>(news_max);
        // Without a reader some printers stop taking data. One that cannot be read still prints.
        static_cast<void>(link_->read(
            in->address,
            read_size_bytes,
            [news = news_](const UsbRead& read) {
                std::vector<std::uint8_t> bytes{read.bytes.begin(), read.bytes.end()};
                static_cast<void>(news->push(std::move(bytes))); // of too many, the newest are lost
            }
        ));
    }
    talk_.connect(in ? PrinterTalk::Ways::both : PrinterTalk::Ways::out);
    return {};
}

Expected<void, PrinterFault>
UsbPrinter::begin(JobKind kind, const std::string&, std::stop_token stop) {
    if (link_ && !talk_.hear()) {
        close();
    }
    if (link_ && in_job_) {
        reset();
    }
    if (!link_ && !stop.stop_requested()) {
        if (auto opened = open(); !opened) {
            return opened;
        }
    }
    kind_ = kind;
    kept_up_ = true;
    talk_.begin();
    return {};
}

/// Clears the printer of half a job, as far as it knows the request; zeros do the rest.
void UsbPrinter::reset() {
    if (interface_.base_class == printer_class) {
        const UsbSetup request{to_interface, soft_reset, 0, interface_.number};
        if (link_->control_out(request, {}, control_timeout)) {
            const UsbSetup older{to_other, soft_reset, 0, interface_.number};
            static_cast<void>(link_->control_out(older, {}, control_timeout));
        }
    }
    stalls_ = 0;
}

Written
UsbPrinter::write(std::string_view bytes, std::chrono::milliseconds timeout, std::stop_token stop) {
    Written written = put(bytes, timeout, stop);
    // Half a pulse needs no reset, which would cost the end of a receipt that is still printing.
    in_job_ = link_ && (in_job_ || (kind_ == JobKind::paper && written.bytes > 0));
    return written;
}

Written UsbPrinter::put(
    std::string_view bytes, std::chrono::milliseconds timeout, const std::stop_token& stop
) {
    if (!link_) {
        return Written{0, fault(PrintTrouble::unplugged, "not open")};
    }
    const UsbWritten went = link_->write(out_, octets(bytes), timeout, stop);
    kept_up_ = went.bytes == bytes.size();
    stalls_ = went.bytes > 0 ? 0 : stalls_;
    if (!went.fault) {
        return Written{went.bytes, std::nullopt};
    }
    switch (*went.fault) {
    case UsbFault::timed_out:
    case UsbFault::stopped:
        return Written{went.bytes, std::nullopt};
    case UsbFault::stalled:
        if (++stalls_ <= stalls_max && !link_->clear_halt(out_)) {
            return Written{went.bytes, std::nullopt};
        }
        break;
    case UsbFault::gone:
    case UsbFault::busy:
    case UsbFault::no_permission:
    case UsbFault::no_driver:
    case UsbFault::failed:
        break;
    }
    Written written{went.bytes, fault(trouble_of(*went.fault), std::string{code(*went.fault)})};
    close();
    return written;
}

Expected<Ended, PrinterFault>
UsbPrinter::end(std::chrono::milliseconds timeout, std::stop_token stop) {
    // Each write ended only when the printer had acknowledged all of it; but it prints from its own
    // memory, which paper out, an open cover or a switch can still lose.
    if (kind_ == JobKind::paper && link_) {
        const auto put_question = [&](std::string_view bytes) { return put(bytes, timeout, stop); };
        if (auto asked = talk_.ask_end(put_question); !asked || *asked == Ended::not_yet) {
            return asked;
        }
        switch (talk_.await_print(timeout)) {
        case PrinterTalk::Printed::all:
            break;
        case PrinterTalk::Printed::not_yet:
            return Ended::unsaid;
        case PrinterTalk::Printed::mute:
            return Unexpected{
                fault(PrintTrouble::takes_nothing, "did not say that all is printed")};
        case PrinterTalk::Printed::gone: {
            const auto gone = fault(PrintTrouble::unplugged, "went before all was printed");
            close();
            return Unexpected{gone};
        }
        }
    }
    in_job_ = false;
    return Ended::whole;
}

PrinterState UsbPrinter::hint() {
    if (interface_.base_class != printer_class) {
        return {};
    }
    const UsbSetup request{from_interface, get_port_status, 0, interface_.number};
    const auto status = link_->control_in(request, 1, control_timeout);
    return status && status->size() == 1 ? port_status_hint(status->front()) : PrinterState{};
}

PrinterState UsbPrinter::state(std::chrono::milliseconds timeout) {
    if (!link_) {
        return {};
    }
    if (kept_up_) {
        kept_up_ = talk_.ask(timeout);
    } else {
        static_cast<void>(talk_.hear());
    }
    // A full one takes no question; and what it told before may be over.
    PrinterState told = kept_up_ ? talk_.state() : joined(hint(), talk_.state());
    told.foreign = false; // what hangs at this plug is a printer, whatever it babbles
    return told;
}

DeviceId UsbPrinter::device_id() {
    if (!link_ || interface_.base_class != printer_class) {
        return {};
    }
    const auto index = static_cast<std::uint16_t>(interface_.number << 8U | interface_.alternate);
    const auto answer = link_->control_in(
        UsbSetup{from_interface, get_device_id, 0, index},
        static_cast<std::uint16_t>(device_id_size_bytes_max),
        control_timeout
    );
    return answer ? parse_device_id(*answer) : DeviceId{};
}

} // namespace ocop::devices
