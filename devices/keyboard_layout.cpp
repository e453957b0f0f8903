#include "devices/keyboard_layout.hpp"

#include "pos/core/assert.hpp"

#include <cstddef>
#include <string_view>

namespace ocop::devices {

namespace {

constexpr std::uint8_t first_character = 0x04;
constexpr std::uint8_t keypad_first = 0x54;
constexpr std::uint8_t beside_left_shift = 0x64; // US keyboards have no such key
constexpr std::size_t characters = 0x38 - 0x04 + 1;

/// From usage 04 to 38, a zero where the key makes no character; then the key beside left Shift.
struct Level {
    std::string_view keys;
    char beside_left_shift;
};

struct Layout {
    Level plain;
    Level shifted;
    Level alt_gr;
};

// 04 a … 1D z, 1E 1 … 27 0, 28 Enter Esc Backspace Tab, 2C space - = [ ] \ # ; ' ` , . /
constexpr std::string_view nothing{
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    characters};

constexpr Layout us{
    {{"abcdefghijklmnopqrstuvwxyz"
      "1234567890"
      "\0\0\0\0 -=[]\\\\;'`,./",
      characters},
     '\0'},
    {{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
      "!@#$%^&*()"
      "\0\0\0\0 _+{}||:\"~<>?",
      characters},
     '\0'},
    {nothing, '\0'}};

constexpr Layout fr{
    {{"qbcdefghijkl,noparstuvzxyw"
      "&\0\"'(-\0_\0\0"
      "\0\0\0\0 )=\0$**m\0\0;:!",
      characters},
     '<'},
    {{"QBCDEFGHIJKL?NOPARSTUVZXYW"
      "1234567890"
      "\0\0\0\0 \0+\0\0\0\0M%\0./\0",
      characters},
     '>'},
    {{"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
      "\0~#{[|`\\^@"
      "\0\0\0\0 ]}\0\0\0\0\0\0\0\0\0\0",
      characters},
     '\0'}};

constexpr Layout de{
    {{"abcdefghijklmnopqrstuvwxzy"
      "1234567890"
      "\0\0\0\0 \0\0\0+##\0\0\0,.-",
      characters},
     '<'},
    {{"ABCDEFGHIJKLMNOPQRSTUVWXZY"
      "!\"\0$%&/()="
      "\0\0\0\0 ?\0\0*''\0\0\0;:_",
      characters},
     '>'},
    {{"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0\0\0\0\0\0\0"
      "\0\0\0\0\0\0{[]}"
      "\0\0\0\0 \\\0\0~\0\0\0\0\0\0\0\0",
      characters},
     '|'}};

// From usage 54 to 63: / * - + Enter 1 … 9 0 .
constexpr std::string_view keypad{"/*-+\0001234567890.", 16};

const Layout& layout_of(KeyboardLayout layout) {
    switch (layout) {
    case KeyboardLayout::us:
        return us;
    case KeyboardLayout::fr:
        return fr;
    case KeyboardLayout::de:
        return de;
    }
    OCOP_ASSERT(!"a layout that is none");
}

const Level& level_of(const Layout& layout, KeyLevel level) {
    switch (level) {
    case KeyLevel::plain:
        return layout.plain;
    case KeyLevel::shifted:
        return layout.shifted;
    case KeyLevel::alt_gr:
        return layout.alt_gr;
    }
    OCOP_ASSERT(!"a level that is none");
}

} // namespace

char character_of(KeyboardLayout layout, std::uint8_t usage, KeyLevel level) {
    const Level& keys = level_of(layout_of(layout), level);
    if (usage >= first_character && usage < first_character + characters) {
        return keys.keys[static_cast<std::size_t>(usage - first_character)];
    }
    if (usage >= keypad_first && usage < keypad_first + keypad.size()) {
        return keypad[static_cast<std::size_t>(usage - keypad_first)];
    }
    return usage == beside_left_shift ? keys.beside_left_shift : '\0';
}

} // namespace ocop::devices
