#pragma once

#include "devices/code_text.hpp"
#include "pos/core/scanner_choice.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>

namespace ocop::devices {

/// Reads the text a scanner types as a keyboard (HID boot protocol, HID 1.11 appendix B): reports
/// of eight bytes, modifiers, a reserved byte, and up to six keys held down.
///
///     02 00 14 00 00 00 00 00   Shift and Q down    → 'Q'
///     00 00 00 00 00 00 00 00   all up
///     00 00 28 00 00 00 00 00   Enter down          → the code is whole
///
/// Keys are those of the keyboard the scanner imitates, a US one unless somebody set it otherwise,
/// whatever layout, Caps Lock or input method the system has. Enter and Tab end a code, and so does
/// a silence: many scanners send neither when they are new. GS (FNC1 within GS1 data) is taken in
/// all three ways scanners send it: Ctrl+], F8, and its number on the keypad with Alt held.
class KeyboardDecoder {
public:
    explicit KeyboardDecoder(KeyboardLayout layout = KeyboardLayout::us)
        : layout_{layout} {}

    /// Takes one report and answers the code it finished, if it did. Bytes that are missing count
    /// as no key; a report of roll-over errors changes nothing.
    [[nodiscard]] std::optional<std::string> take(std::span<const std::uint8_t> report);

    /// Nothing came for longer than a scanner pauses between two keys: answers what it typed, if it
    /// did. No key is held any more, even if its release was lost.
    [[nodiscard]] std::optional<std::string> silence();

    /// Forgets keys held and text begun: the device was unplugged.
    void reset() { *this = KeyboardDecoder{layout_}; }

private:
    [[nodiscard]] std::optional<std::string> press(std::uint8_t key, std::uint8_t modifiers);

    /// The modifiers with which digits on the keypad make one character's number.
    [[nodiscard]] std::uint8_t number_key() const;

    KeyboardLayout layout_;
    std::set<std::uint8_t> held_{};
    CodeText text_{};
    std::optional<unsigned> alt_number_{};
};

} // namespace ocop::devices
