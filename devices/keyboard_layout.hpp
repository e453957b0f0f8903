#pragma once

#include "pos/core/scanner_choice.hpp"

#include <cstdint>

namespace ocop::devices {

/// What is held beside a key.
enum class KeyLevel { plain, shifted, alt_gr };

/// The ASCII character that a key makes on a keyboard of `layout`; 0 where it makes none, or one
/// that no bar code holds (é, ß, and dead keys). `usage` is that of the HID keyboard page (HID
/// Usage Tables 1.4, 10), keypad included. Layouts as Windows has them, which scanners imitate.
[[nodiscard]] char character_of(KeyboardLayout layout, std::uint8_t usage, KeyLevel level);

} // namespace ocop::devices
