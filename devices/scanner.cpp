#include "devices/scanner.hpp"

#include "devices/hid_pos.hpp"
#include "devices/keyboard_report.hpp"
#include "devices/known_devices.hpp"
#include "devices/serial_text.hpp"
#include "pos/core/assert.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ocop::devices {

namespace {

constexpr std::uint8_t cdc = 2;
constexpr std::uint8_t abstract_control = 2; // CDC-ACM
constexpr std::uint8_t hid = 3;
constexpr std::uint8_t boot = 1;
constexpr std::uint8_t boot_keyboard = 1;
constexpr std::uint8_t cdc_data = 10;

constexpr std::chrono::milliseconds control_time_max{1000};

// Requests to an interface (HID 1.11, 7.2; USB CDC PSTN 1.2, 6.3).
constexpr std::uint8_t to_interface = 0x21;
constexpr std::uint8_t standard_from_interface = 0x81;
constexpr std::uint8_t get_descriptor = 0x06;
constexpr std::uint8_t set_report = 0x09;
constexpr std::uint8_t set_idle = 0x0A;
constexpr std::uint8_t set_protocol = 0x0B;
constexpr std::uint8_t set_line_coding = 0x20;
constexpr std::uint8_t set_control_line_state = 0x22;
constexpr std::uint16_t report_descriptor = 0x2200;
constexpr std::uint16_t feature_report = 0x0300;
constexpr std::uint16_t dtr_and_rts = 3;

const UsbInterface* find(const UsbDevice& device, std::uint8_t number, std::uint8_t base_class) {
    const auto found = std::find_if(
        device.interfaces.begin(),
        device.interfaces.end(),
        [&](const UsbInterface& one) {
            return one.number == number && one.base_class == base_class
                   && one.in(UsbTransfer::bulk);
        }
    );
    return found == device.interfaces.end() ? nullptr : &*found;
}

std::optional<ScannerPlan> plan_for(const UsbDevice& device, const UsbInterface& interface) {
    if (interface.base_class == hid && interface.in(UsbTransfer::interrupt)) {
        if (interface.sub_class != boot) {
            return ScannerPlan{ScannerMode::hid_pos, {interface}};
        }
        return interface.protocol == boot_keyboard
                   ? std::optional{ScannerPlan{ScannerMode::keyboard, {interface}}}
                   : std::nullopt;
    }
    if (interface.base_class == cdc && interface.sub_class == abstract_control) {
        // Without a union descriptor the data are, by custom, next door.
        const auto number = cdc_data_interface(interface.extra)
                                .value_or(static_cast<std::uint8_t>(interface.number + 1));
        if (const UsbInterface* const data = find(device, number, cdc_data)) {
            return ScannerPlan{ScannerMode::serial, {interface, *data}};
        }
    }
    return std::nullopt;
}

/// The bytes of the largest input report, its id counted.
std::size_t largest_report(std::span<const HidField> fields) {
    std::size_t largest = 0;
    for (const HidField& field : fields) {
        if (field.kind == HidField::Kind::input) {
            const std::size_t bits = field.bit + std::size_t{field.bits} * field.count;
            largest = std::max(largest, (bits + 7) / 8 + (field.report != 0 ? 1 : 0));
        }
    }
    return largest;
}

} // namespace

std::string_view code(ScannerMode mode) {
    switch (mode) {
    case ScannerMode::hid_pos:
        return "hid-pos";
    case ScannerMode::serial:
        return "serial";
    case ScannerMode::keyboard:
        return "keyboard";
    }
    OCOP_ASSERT(!"a mode that is none");
}

std::vector<ScannerPlan> scanner_plans(const UsbDevice& device) {
    std::vector<ScannerPlan> plans;
    for (const UsbInterface& interface : device.interfaces) {
        if (auto plan = plan_for(device, interface)) {
            plans.push_back(std::move(*plan));
        }
    }
    std::stable_sort(plans.begin(), plans.end(), [](const ScannerPlan& a, const ScannerPlan& b) {
        return a.mode < b.mode;
    });
    return plans;
}

std::optional<std::uint16_t> report_descriptor_size(std::span<const std::uint8_t> class_descriptors
) {
    constexpr std::uint8_t hid_descriptor = 0x21;
    constexpr std::uint8_t report = 0x22;
    for (auto rest = class_descriptors; rest.size() >= 2;) {
        const std::size_t size = rest.front();
        if (size < 2 || size > rest.size()) {
            break;
        }
        if (rest[1] == hid_descriptor) {
            for (std::size_t at = 6; at + 3 <= size; at += 3) {
                if (rest[at] == report) {
                    return static_cast<std::uint16_t>(rest[at + 1] | rest[at + 2] << 8);
                }
            }
        }
        rest = rest.subspan(size);
    }
    return std::nullopt;
}

Scanner::Scanner(
    ScannerMode mode,
    KeyboardLayout layout,
    std::chrono::milliseconds silence,
    OnCode on_code,
    OnEnd on_end
)
    : mode_{mode},
      layout_{layout},
      silence_{silence},
      on_code_{std::move(on_code)},
      on_end_{std::move(on_end)} {}

Expected<std::unique_ptr<Scanner>, UsbFault> Scanner::open(
    UsbBus& bus,
    const UsbDevice& device,
    std::chrono::milliseconds patience,
    KeyboardLayout layout,
    const ScannerPace& pace,
    const OnCode& on_code,
    const OnEnd& on_end
) {
    UsbFault fault = UsbFault::failed;
    for (const ScannerPlan& plan : scanner_plans(device)) {
        auto link = bus.open(device, plan.interfaces, patience);
        if (!link && (link.error() == UsbFault::gone || link.error() == UsbFault::stopped)) {
            return Unexpected{link.error()};
        }
        if (!link) {
            fault = link.error(); // whoever holds this interface may not hold the next
            continue;
        }
        std::unique_ptr<Scanner> scanner{new Scanner{
            plan.mode,
            layout,
            plan.mode == ScannerMode::hid_pos ? pace.part_silence : pace.silence,
            on_code,
            on_end}};
        scanner->link_ = std::move(*link);
        const auto refused = scanner->set_up(device, plan);
        if (!refused) {
            return scanner;
        }
        fault = *refused;
    }
    return Unexpected{fault};
}

std::optional<UsbFault> Scanner::set_up(const UsbDevice& device, const ScannerPlan& plan) {
    const UsbInterface& first = plan.interfaces.front();
    const auto transfer =
        plan.mode == ScannerMode::serial ? UsbTransfer::bulk : UsbTransfer::interrupt;
    const UsbEndpoint endpoint = *plan.interfaces.back().in(transfer);
    endpoint_ = endpoint.address;
    report_bytes_ = endpoint.packet_size_bytes;
    switch (plan.mode) {
    case ScannerMode::hid_pos:
        if (const auto fault = set_up_pos(device, first)) {
            return fault;
        }
        break;
    case ScannerMode::serial:
        set_up_serial(first);
        break;
    case ScannerMode::keyboard:
        set_up_keyboard(first);
        break;
    }
    return read();
}

std::optional<UsbFault>
Scanner::set_up_pos(const UsbDevice& device, const UsbInterface& interface) {
    constexpr std::uint16_t size_max = 4096;
    const auto known = known_device(device.vendor, device.product);
    const auto descriptor = link_->control_in(
        {standard_from_interface, get_descriptor, report_descriptor, interface.number},
        report_descriptor_size(interface.extra).value_or(size_max),
        control_time_max
    );
    if (descriptor) {
        const auto fields = hid_fields(*descriptor);
        if (!is_hid_pos(fields)) {
            return UsbFault::failed;
        }
        pos_layout_ = hid_pos_layout(fields);
        report_bytes_ = std::max(report_bytes_, largest_report(fields));
    } else if (!known || known->kind != KnownDevice::Kind::scanner) {
        return descriptor.error();
    }
    if (known && known->starts_by_feature) {
        constexpr std::array<std::uint8_t, 2> start{0xFE, 0x01};
        // One that does not know this report sends its codes without it.
        static_cast<void>(link_->control_out(
            {to_interface, set_report, feature_report | start[0], interface.number},
            start,
            control_time_max
        ));
    }
    return std::nullopt;
}

void Scanner::set_up_keyboard(const UsbInterface& interface) {
    // Both may be refused: a boot keyboard that is only that has no other protocol, and reports
    // that are repeated change nothing.
    for (const std::uint8_t request : {set_protocol, set_idle}) {
        static_cast<void>(
            link_->control_out({to_interface, request, 0, interface.number}, {}, control_time_max)
        );
    }
}

void Scanner::set_up_serial(const UsbInterface& control) {
    static_cast<void>(link_->control_out(
        {to_interface, set_line_coding, 0, control.number}, line_coding(), control_time_max
    ));
    static_cast<void>(link_->control_out(
        {to_interface, set_control_line_state, dtr_and_rts, control.number}, {}, control_time_max
    ));
}

std::optional<UsbFault> Scanner::read() {
    switch (mode_) {
    case ScannerMode::hid_pos:
        return read(HidPosDecoder{pos_layout_});
    case ScannerMode::serial:
        return read(SerialDecoder{});
    case ScannerMode::keyboard:
        return read(KeyboardDecoder{layout_});
    }
    OCOP_ASSERT(!"a mode that is none");
}

template <class Decoder>
std::optional<UsbFault> Scanner::read(Decoder decoder) {
    // A report says which keys are down: one repeated says nothing, and ends no silence.
    const bool repeats = mode_ == ScannerMode::keyboard;
    return link_->read_pieces(
        endpoint_,
        report_bytes_,
        silence_,
        [this, repeats, decoder = std::move(decoder), last = std::vector<std::uint8_t>{}](
            const UsbRead& read
        ) mutable {
            if (read.fault) {
                on_end_(*read.fault);
                return false;
            }
            if (read.bytes.empty()) {
                last.clear();
                tell(decoder.silence());
                return false;
            }
            const bool counts = !repeats || !std::ranges::equal(read.bytes, last);
            last.assign(read.bytes.begin(), read.bytes.end());
            tell(decoder.take(read.bytes));
            return counts;
        }
    );
}

void Scanner::tell(std::optional<std::string> code) {
    if (code) {
        on_code_(std::move(*code));
    }
}

void Scanner::tell(std::vector<std::string> codes) {
    for (std::string& code : codes) {
        on_code_(std::move(code));
    }
}

std::optional<UsbFault> Scanner::go_on() {
    const auto fault = link_->clear_halt(endpoint_);
    return fault ? fault : read();
}

} // namespace ocop::devices
