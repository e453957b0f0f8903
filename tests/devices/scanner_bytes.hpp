#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ocop::devices::testing {

using Bytes = std::vector<std::uint8_t>;

/// The report descriptor of a HID POS scanner as Honeywell, Zebra and Datalogic lay it out, after
/// the example of the HID Usage Tables 1.5, section 21.
[[nodiscard]] inline Bytes pos_descriptor() {
    return {
        0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01,                   // POS, bar code scanner
        0x09, 0x12, 0xA1, 0x02,                               // scanned data report
        0x85, 0x02, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08, // report 2, bytes
        0x95, 0x01, 0x05, 0x01, 0x09, 0x3B, 0x81, 0x02,       // byte count
        0x95, 0x03, 0x05, 0x8C, 0x09, 0xFB, 0x09, 0xFC, 0x09, 0xFD, 0x81, 0x02, // AIM identifier
        0x95, 0x38, 0x09, 0xFE, 0x82, 0x02, 0x01,                               // decoded data
        0x95, 0x02, 0x06, 0x66, 0xFF, 0x09, 0x04, 0x81, 0x02,                   // the maker's own
        0x95, 0x01, 0x75, 0x01, 0x05, 0x8C, 0x09, 0xFF, 0x81, 0x02, // continued: one bit
        0x75, 0x07, 0x81, 0x03, 0xC0,                               // padding
        0x85, 0xFE, 0x75, 0x08, 0x95, 0x01, 0x06, 0x66, 0xFF, 0x09, 0x01, 0xB1, 0x02, // feature FE
        0xC0};
}

/// A report of that layout: `]E0` and at most 56 bytes of data.
[[nodiscard]] inline Bytes
pos_report(std::string_view aim, std::string_view data, bool goes_on = false) {
    Bytes report(64);
    report[0] = 2;
    report[1] = static_cast<std::uint8_t>(data.size());
    std::copy(aim.begin(), aim.end(), report.begin() + 2);
    std::copy(data.begin(), data.end(), report.begin() + 5);
    report[61] = 'd';
    report[63] = goes_on ? 1 : 0;
    return report;
}

/// A report as Newland lays it out.
[[nodiscard]] inline Bytes plain_pos_report(std::string_view data, bool goes_on = false) {
    Bytes report(64);
    report[0] = 2;
    report[1] = static_cast<std::uint8_t>(data.size());
    std::copy(data.begin(), data.end(), report.begin() + 2);
    report[63] = goes_on ? 1 : 0;
    return report;
}

/// The reports of a boot keyboard that types `text` (digits, lower-case letters) and Enter: each
/// key pressed and released.
[[nodiscard]] inline std::vector<Bytes> typed(std::string_view text) {
    std::vector<Bytes> reports;
    const auto press = [&reports](std::uint8_t key) {
        reports.push_back({0, 0, key, 0, 0, 0, 0, 0});
        reports.push_back(Bytes(8));
    };
    for (const char c : text) {
        if (c == '0') {
            press(0x27);
        } else if (c >= '1' && c <= '9') {
            press(static_cast<std::uint8_t>(0x1E + (c - '1')));
        } else {
            press(static_cast<std::uint8_t>(0x04 + (c - 'a')));
        }
    }
    press(0x28);
    return reports;
}

} // namespace ocop::devices::testing
