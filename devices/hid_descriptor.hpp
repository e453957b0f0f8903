#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ocop::devices {

/// A usage with its page, `page << 16 | id` (HID Usage Tables).
using HidUsage = std::uint32_t;

/// Some equal values side by side in a report.
struct HidField {
    enum class Kind { input, output, feature };

    Kind kind = Kind::input;
    std::uint8_t report = 0;  // report id; 0: the device's reports carry none
    HidUsage usage = 0;       // of an array (keys held down): the first it may hold
    HidUsage application = 0; // the collection it stands in at the outermost
    std::uint32_t bit = 0;    // where it begins in the report, the id not counted
    std::uint16_t bits = 0;   // of one value
    std::uint16_t count = 0;
    bool is_constant = false; // padding

    bool operator==(const HidField&) const = default;
};

/// No device needs more; a descriptor that goes on is cut there.
inline constexpr std::size_t hid_fields_max = 512;
/// Report bits beyond are passed over: the largest report is 64 KB with its id.
inline constexpr std::uint32_t hid_report_bits_max = 8 * 65'535;

/// The fields of a report descriptor (HID 1.11, 6.2.2) in the order they stand in. Items that are
/// cut off end it; unbalanced collections, pushes and unknown items are borne with, because devices
/// in shops have them.
///
///     05 8C  09 02  A1 01    usage page POS, usage bar code scanner, collection application
///     85 02                  report id 2
///     75 08  95 38  09 FE    report size 8 bits, count 56, usage decoded data
///     81 02                  input: 56 bytes of decoded data
///     C0                     end of the collection
[[nodiscard]] std::vector<HidField> hid_fields(std::span<const std::uint8_t> descriptor);

} // namespace ocop::devices
