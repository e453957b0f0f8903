#pragma once

#include "devices/hid_pos.hpp"
#include "devices/usb_bus.hpp"
#include "pos/core/scanner_choice.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::devices {

/// How a scanner sends its codes.
enum class ScannerMode {
    hid_pos,  // reports of the usage page for points of sale
    serial,   // a serial port (CDC-ACM)
    keyboard, // keys of a boot keyboard
};

/// "hid-pos" "serial" "keyboard".
[[nodiscard]] std::string_view code(ScannerMode mode);

/// One way to read a device as a scanner: what to claim, and how to understand it.
struct ScannerPlan {
    ScannerMode mode = ScannerMode::keyboard;
    std::vector<UsbInterface> interfaces{}; // serial: control, then data

    bool operator==(const ScannerPlan&) const = default;
};

/// What a scanner is given time for.
struct ScannerPace {
    /// A silence so long ends a code that no Enter ended. Scanners type a report every 4 to 10 ms,
    /// the slowest with pauses of some 50 ms between keys, and nobody scans twice within a fifth of
    /// a second: three times the longest pause, and less than the shortest between two codes.
    std::chrono::milliseconds silence{150};
    /// So long a HID POS scanner may take for the next part of a code it says will be continued.
    std::chrono::milliseconds part_silence{1000};
    /// The pauses before one that broke, or that another holds, is opened again; the last of them
    /// again and again. Counted from the start after every code.
    std::vector<std::chrono::milliseconds> reopen_after{
        std::chrono::milliseconds{100},
        std::chrono::milliseconds{500},
        std::chrono::seconds{2},
        std::chrono::seconds{10},
        std::chrono::seconds{30}};
    /// So long one that was plugged in may be held by another, or not yet be ours to open.
    std::chrono::milliseconds open_patience{2000};
};

/// All ways to read `device`, the best first; none for what has no fitting interface. A HID
/// interface may still turn out to be no scanner's when it is asked.
[[nodiscard]] std::vector<ScannerPlan> scanner_plans(const UsbDevice& device);

/// The size of the report descriptor that the class descriptors of a HID interface tell (HID 1.11,
/// 6.2.1: 09 21 … 22 size), in bytes; nullopt if they tell none.
[[nodiscard]] std::optional<std::uint16_t>
report_descriptor_size(std::span<const std::uint8_t> class_descriptors);

/// A scanner that is claimed: it types into no window, and no input method sees its keys. What it
/// sends is read all the time and handed over as whole codes, in order, on the bus thread. Not to
/// be used there. Going away gives it back to the system; half a code goes with it.
class Scanner {
public:
    using OnCode = std::function<void(std::string)>;
    /// Reading ended: `stalled` may be mended by go_on(), anything else by opening it anew.
    using OnEnd = std::function<void(UsbFault)>;

    /// Claims `device` by the first plan that works; the fault of the last one if none does,
    /// `failed` if it is no scanner after all. Its keys, if it types, are read as on a keyboard of
    /// `layout`. Handlers are called on the bus thread.
    [[nodiscard]] static Expected<std::unique_ptr<Scanner>, UsbFault> open(
        UsbBus& bus,
        const UsbDevice& device,
        std::chrono::milliseconds patience,
        KeyboardLayout layout,
        const ScannerPace& pace,
        const OnCode& on_code,
        const OnEnd& on_end
    );

    [[nodiscard]] ScannerMode mode() const { return mode_; }

    /// Ends the halt of its endpoint and reads on. What was begun before is dropped.
    [[nodiscard]] std::optional<UsbFault> go_on();

private:
    Scanner(
        ScannerMode mode,
        KeyboardLayout layout,
        std::chrono::milliseconds silence,
        OnCode on_code,
        OnEnd on_end
    );

    [[nodiscard]] std::optional<UsbFault> set_up(const UsbDevice& device, const ScannerPlan& plan);
    [[nodiscard]] std::optional<UsbFault>
    set_up_pos(const UsbDevice& device, const UsbInterface& interface);
    void set_up_keyboard(const UsbInterface& interface);
    void set_up_serial(const UsbInterface& control);
    [[nodiscard]] std::optional<UsbFault> read();
    template <class Decoder>
    [[nodiscard]] std::optional<UsbFault> read(Decoder decoder);
    void tell(std::optional<std::string> code);
    void tell(std::vector<std::string> codes);

    ScannerMode mode_;
    KeyboardLayout layout_;
    std::chrono::milliseconds silence_;
    OnCode on_code_;
    OnEnd on_end_;
    std::optional<HidPosLayout> pos_layout_{};
    std::uint8_t endpoint_ = 0;
    std::size_t report_bytes_ = 0;
    std::unique_ptr<UsbLink> link_{}; // last: its handlers use what is above
};

} // namespace ocop::devices
