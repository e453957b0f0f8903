#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace ocop::devices {

/// What a printer says it is (IEEE 1284-2000, 7.6; USB printer class 1.1, 4.2.1). Empty where it
/// says nothing.
struct DeviceId {
    std::string maker{};    // MFG, MANUFACTURER
    std::string model{};    // MDL, MODEL
    std::string commands{}; // CMD, COMMAND SET: "ESC/POS"
    std::string serial{};   // SN, SERN, SERIALNUMBER
    bool operator==(const DeviceId&) const = default;
};

/// No id is longer; what stands behind is not read.
inline constexpr std::size_t device_id_size_bytes_max = 1024;

/// Reads the answer to GET_DEVICE_ID: a length of two bytes, the high one first, that counts
/// itself, then `KEY:value;` pairs.
///
///     00 26 MFG:EPSON;CMD:ESC/POS;MDL:TM-T20;
///
/// The length is wrong on some printers (too long, low byte first, not counting itself): what
/// arrived is what is read, up to the first zero byte. Keys are taken in any case, with blanks
/// around; the first of each counts. Bytes that are no printable ASCII become '?'.
[[nodiscard]] DeviceId parse_device_id(std::span<const std::uint8_t> bytes);

} // namespace ocop::devices
