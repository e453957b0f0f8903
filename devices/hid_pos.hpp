#pragma once

#include "devices/code_text.hpp"
#include "devices/hid_descriptor.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace ocop::devices {

/// Where a scanner's report holds what, in bytes with the report id (if there is one) at 0.
struct HidPosLayout {
    std::optional<std::uint8_t> report{}; // the id reports with a code carry
    std::optional<std::size_t> length{};  // how many bytes of the data count; all without it
    std::optional<std::size_t> aim{};     // three bytes: `]`, letter, digit
    std::size_t data = 0;
    std::size_t data_size = 0;
    std::optional<std::size_t> continued{}; // the byte whose bit says that more reports follow
    std::uint8_t continued_mask = 0;

    bool operator==(const HidPosLayout&) const = default;
};

/// True if a report descriptor is that of a bar code scanner (usage page 8C, usage 02; USB HID
/// Point of Sale Usage Tables 1.02).
[[nodiscard]] bool is_hid_pos(std::span<const HidField> fields);

/// The layout a scanner's report descriptor gives; nullopt if it has no decoded data in whole
/// bytes: then reports are read as one of the two layouts that makers agree on.
[[nodiscard]] std::optional<HidPosLayout> hid_pos_layout(std::span<const HidField> fields);

/// Joins the reports of a HID POS scanner into codes. Known layouts, report id 02, 64 bytes:
///
///     0   1       2-4  5-60  61      62   63               Honeywell, Zebra, Datalogic
///     02  length  AIM  data  maker's  –   bit 0: continued
///
///     0   1       2-57  62      63                         Newland, IDTECH, Unitech
///     02  length  data  maker's bit 0: continued
///
/// The first is told by the `]` at 2, or at 3 in some firmwares, everything behind it one later.
class HidPosDecoder {
public:
    explicit HidPosDecoder(std::optional<HidPosLayout> layout)
        : layout_{layout} {}

    /// Takes one report and answers the code it finished, if it did, its AIM identifier (`]E0`) in
    /// front where the scanner tells one. Reports of other ids, empty ones, and such that are too
    /// short for what they say give nothing.
    [[nodiscard]] std::optional<std::string> take(std::span<const std::uint8_t> report);

    /// Nothing came for longer than a scanner pauses between the reports of one code: what was to
    /// be continued is half a code, and no part of the next. Every whole one was answered already.
    [[nodiscard]] std::optional<std::string> silence() {
        text_.reset();
        return std::nullopt;
    }

private:
    std::optional<HidPosLayout> layout_;
    CodeText text_{};
};

} // namespace ocop::devices
