#pragma once

#include "devices/code_text.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ocop::devices {

/// Reads the codes of a scanner that is a serial port: bytes, each code ended by CR, LF, both, TAB,
/// ETX or NUL, whatever it was set to; an STX before it is dropped. GS within GS1 data stays. A
/// silence ends a code too: many scanners send nothing behind it when they are new.
class SerialDecoder {
public:
    /// Takes bytes and answers the codes they finished, in order.
    [[nodiscard]] std::vector<std::string> take(std::span<const std::uint8_t> bytes);

    /// Nothing came for longer than a scanner pauses within a code: answers what came before, if
    /// anything did.
    [[nodiscard]] std::optional<std::string> silence() { return text_.finish(); }

private:
    CodeText text_{};
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
