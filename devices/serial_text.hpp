#pragma once

#include "devices/code_text.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ocop::devices {

/// Reads the codes of a scanner that is a serial port: bytes, each code ended by CR, LF, both, TAB,
/// ETX or NUL, whatever it was set to; an STX before it is dropped. GS within GS1 data stays. A
/// code without any end is never delivered: the scanner must be set to send one (all are, when
/// new).
class SerialDecoder {
public:
    using Clock = std::chrono::steady_clock;

    /// The longest pause within a code. What was begun before a longer one is dropped, because it
    /// is half a code, and two halves are no code.
    static constexpr std::chrono::milliseconds pause_max{1000};

    /// Takes bytes that came at `now` and answers the codes they finished, in order.
    [[nodiscard]] std::vector<std::string>
    take(std::span<const std::uint8_t> bytes, Clock::time_point now);

private:
    CodeText text_{};
    Clock::time_point last_{};
};

/// The data of SET_LINE_CODING (USB CDC PSTN 1.2, 6.3.10): 9600 bit/s, 8 data bits, no parity, one
/// stop bit. Over USB the speed means nothing, but some scanners send nothing before it is set.
///
///     80 25 00 00   00   00   08
[[nodiscard]] std::vector<std::uint8_t> line_coding();

/// The number of the data interface that belongs to a CDC control interface, from the union
/// descriptor among its class descriptors (USB CDC 1.2, 5.2.3.2: 05 24 06 control data); nullopt if
/// it has none.
[[nodiscard]] std::optional<std::uint8_t>
cdc_data_interface(std::span<const std::uint8_t> class_descriptors);

} // namespace ocop::devices
