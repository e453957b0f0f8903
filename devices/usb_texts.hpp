#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace ocop::devices {

/// The text of a string descriptor (USB 2.0, 9.6.7: length, 03, UTF-16LE) as UTF-8, at most 126
/// units. Devices lie about the length, pad with NUL and blanks, and break surrogates: what is
/// there is taken, control characters and broken pairs become '?', ends are trimmed.
///
///     0C 03 50 00 4F 00 53 00 35 00 38 00    "POS58"
[[nodiscard]] std::string usb_text(std::span<const std::uint8_t> descriptor);

/// The first language a device has its texts in, from its string descriptor 0; US English where it
/// names none.
[[nodiscard]] std::uint16_t usb_language(std::span<const std::uint8_t> descriptor);

} // namespace ocop::devices
