#include "devices/usb_printer.hpp"

#include "devices/usb_printer_choice.hpp"

#include <algorithm>
#include <utility>

namespace ocop::devices {

namespace {

/// While CUPS has the printer for a job of its own; then we say so and try again later.
constexpr std::chrono::milliseconds claim_patience{500};
constexpr std::chrono::milliseconds control_timeout{300};
constexpr std::chrono::milliseconds question_timeout{200};
constexpr std::size_t news_max = 256;
constexpr std::size_t read_size_bytes = 64;
constexpr int silences_max = 2; // then it is not asked any more
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
      print_patience_{print_patience} {}

UsbPrinter::~UsbPrinter() = default;

PrinterFault UsbPrinter::fault(PrintTrouble trouble, std::string what) const {
    return PrinterFault{
        trouble, std::move(what), device_ ? "usb:" + id_of(*device_) : to_string(address_)};
}

void UsbPrinter::close() {
    link_.reset(); // no handler is called from here on
    news_.reset();
    reader_ = {};
    kept_up_ = true;
    in_job_ = false;
    question_sent_ = 0;
    tells_when_printed_ = true;
    answers_ = false;
    status_back_on_ = false;
    silences_ = 0;
    stalls_ = 0;
}

Expected<void, PrinterFault> UsbPrinter::open() {
    const auto devices = bus_.devices();
    device_ = choose_printer(devices, address_);
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
    in_.reset();
    if (const auto in = interface_.in(UsbTransfer::bulk)) {
        in_ = in->address;
        news_ = std::make_shared<News>(news_max);
        // Without a reader some printers stop taking data. One that cannot be read still prints.
        static_cast<void>(link_->read(*in_, read_size_bytes, [news = news_](const UsbRead& read) {
            std::vector<std::uint8_t> bytes{read.bytes.begin(), read.bytes.end()};
            static_cast<void>(news->push(std::move(bytes))); // of too many, the newest are lost
        }));
    }
    return {};
}

Expected<void, PrinterFault>
UsbPrinter::begin(JobKind kind, const std::string&, std::stop_token stop) {
    if (link_ && !hear()) {
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
    question_sent_ = 0;
    reader_.await_print(false);
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
    reader_.forget_questions();
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
    const Written written{
        went.bytes, fault(trouble_of(*went.fault), std::string{code(*went.fault)})};
    close();
    return written;
}

Expected<Ended, PrinterFault>
UsbPrinter::end(std::chrono::milliseconds timeout, std::stop_token stop) {
    // Each write ended only when the printer had acknowledged all of it; but it prints from its own
    // memory, which paper out, an open cover or a switch can still lose.
    const bool can_tell = link_ && in_ && answers_ && tells_when_printed_;
    if (kind_ == JobKind::paper && can_tell) {
        const std::string question = ask_when_printed();
        if (question_sent_ < question.size()) {
            const auto rest = std::string_view{question}.substr(question_sent_);
            const Written went = put(rest, timeout, stop);
            if (went.fault) {
                return Unexpected{*went.fault};
            }
            question_sent_ += went.bytes;
            if (question_sent_ < question.size()) {
                return Ended::not_yet;
            }
            asked_at_ = std::chrono::steady_clock::now();
            reader_.await_print(true);
        }
        if (auto printed = await_print(timeout); !printed || *printed == Ended::not_yet) {
            return printed;
        }
    }
    in_job_ = false;
    return Ended::whole;
}

Expected<Ended, PrinterFault> UsbPrinter::await_print(std::chrono::milliseconds timeout) {
    const auto now = [] { return std::chrono::steady_clock::now(); };
    const auto deadline = now() + timeout;
    while (reader_.awaits_print()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - now());
        const auto bytes = left.count() > 0 ? news_->pop_for(left) : std::nullopt;
        if (bytes && bytes->empty()) {
            const auto gone = fault(PrintTrouble::unplugged, "went before all was printed");
            close();
            return Unexpected{gone};
        }
        if (bytes) {
            static_cast<void>(reader_.take(*bytes));
            continue;
        }
        const bool is_well = !trouble_of(reader_.state());
        if (is_well && now() - asked_at_ >= print_patience_) {
            tells_when_printed_ = false;
            return Ended::whole;
        }
        return Ended::not_yet;
    }
    return Ended::whole;
}

bool UsbPrinter::hear() {
    while (auto bytes = news_ ? news_->try_pop() : std::nullopt) {
        if (bytes->empty()) {
            return false;
        }
        static_cast<void>(reader_.take(*bytes));
    }
    return true;
}

void UsbPrinter::ask(std::chrono::milliseconds timeout) {
    reader_.forget_questions();
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (const auto question :
         {StatusQuestion::printer,
          StatusQuestion::offline,
          StatusQuestion::error,
          StatusQuestion::paper}) {
        const std::string asking = ask_status(question);
        if (link_->write(out_, octets(asking), question_timeout).bytes != asking.size()) {
            kept_up_ = false; // its buffer is full to the brim
            return;
        }
        reader_.asked(question);
    }
    while (reader_.waiting() > 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        const auto bytes = left.count() > 0 ? news_->pop_for(left) : std::nullopt;
        if (!bytes) {
            break;
        }
        if (bytes->empty()) {
            static_cast<void>(news_->push({})); // for begin(), which opens anew
            break;
        }
        static_cast<void>(reader_.take(*bytes));
    }
    const bool answered = reader_.waiting() < StatusReader::questions_max;
    answers_ = answers_ || answered;
    silences_ = answered ? 0 : silences_ + 1;
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
    const bool here = !news_ || hear();
    if (!here) {
        static_cast<void>(news_->push({}));
        return reader_.state();
    }
    if (!kept_up_) {
        // Full, so that no question gets through; and what was told before may be over.
        return joined(hint(), reader_.state());
    }
    if (in_ && silences_ < silences_max) {
        ask(timeout);
        if (!kept_up_) {
            return joined(hint(), reader_.state());
        }
        if (answers_ && !status_back_on_) {
            // It speaks ESC/POS, so it will tell by itself what happens in the midst of a job.
            const std::string on = switch_status_back_on();
            status_back_on_ = link_->write(out_, octets(on), question_timeout).bytes == on.size();
        }
    }
    return reader_.state();
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
