#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// A USB device somebody chose, as settings keep it: `VENDOR:PRODUCT[:SERIAL][@PORT]`, for example
/// "04b8:0e15:J5KF012@1-2".
struct DeviceChoice {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string serial{}; // empty: any; of letters, digits, - and _
    std::string port{};   // empty: any; bus and ports, as Linux names it: "1-2.4"

    bool operator==(const DeviceChoice&) const = default;
};

/// The number that four hexadecimal digits of any case say; nullopt for any other text.
[[nodiscard]] std::optional<std::uint16_t> parse_hex4(std::string_view text);

/// nullopt if `text` is none.
[[nodiscard]] std::optional<DeviceChoice> parse_device_choice(std::string_view text);

/// As the setting says it; parse_device_choice() gives the same back.
[[nodiscard]] std::string to_string(const DeviceChoice& choice);

} // namespace ocop
