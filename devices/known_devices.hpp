#pragma once

#include "pos/core/expected.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::devices {

/// One line of known_devices.txt, which describes the format.
struct KnownDevice {
    enum class Kind { scanner, printer };

    std::uint16_t vendor = 0;
    std::optional<std::uint16_t> product{}; // nullopt: all of this maker
    Kind kind = Kind::scanner;
    bool starts_by_feature = false; // the hint `start`
    std::string name{};

    bool operator==(const KnownDevice&) const = default;
};

/// The table, or the first line that is wrong: "line 12: …".
[[nodiscard]] Expected<std::vector<KnownDevice>, std::string>
parse_known_devices(std::string_view text);

/// known_devices.txt as it was when the program was built.
[[nodiscard]] std::string_view known_devices_text();

/// The first line that fits; nullopt if none does. A table that cannot be read knows nobody (a test
/// reads it).
[[nodiscard]] std::optional<KnownDevice> known_device(std::uint16_t vendor, std::uint16_t product);

} // namespace ocop::devices
