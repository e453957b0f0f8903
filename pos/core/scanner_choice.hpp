#pragma once

#include "pos/core/device_choice.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop {

/// The keyboard a scanner imitates: nearly all are delivered as US ones.
enum class KeyboardLayout { us, fr, de };

/// "us" "fr" "de".
[[nodiscard]] std::string_view code(KeyboardLayout layout);
/// The reverse; nullopt for any other text.
[[nodiscard]] std::optional<KeyboardLayout> parse_keyboard_layout(std::string_view text);

/// Which scanners the till takes for itself, as the setting `scanner` says it, in words between
/// blanks:
///
///     (empty), auto       those it recognises; never an ordinary keyboard
///     off                 none: scanners type, as keyboards do
///     0416:c141@1-2       this device alone, whatever it looks like; several may be named
///     auto 0416:c141@1-2  this device, and those it recognises
///     layout:fr auto      scanners that type do so as on a French keyboard; `de` is a German one
struct ScannerChoice {
    bool recognised = true;
    std::vector<DeviceChoice> chosen{};
    KeyboardLayout layout = KeyboardLayout::us;

    bool operator==(const ScannerChoice&) const = default;
};

/// nullopt for anything else.
[[nodiscard]] std::optional<ScannerChoice> parse_scanner_choice(std::string_view text);

/// As the setting says it; parse_scanner_choice() gives the same back.
[[nodiscard]] std::string to_string(const ScannerChoice& choice);

} // namespace ocop
