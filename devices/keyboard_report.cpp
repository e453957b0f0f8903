#include "devices/keyboard_report.hpp"

#include "devices/keyboard_layout.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ocop::devices {

namespace {

// Modifier bits, left and right (HID 1.11, 8.3).
constexpr std::uint8_t control = 0x11;
constexpr std::uint8_t shift = 0x22;
constexpr std::uint8_t left_alt = 0x04;
constexpr std::uint8_t right_alt = 0x40; // AltGr, where the layout has it

// Usages of the keyboard page (HID Usage Tables 1.4, 10).
constexpr std::uint8_t roll_over = 0x01; // too many keys, and two more errors behind it
constexpr std::uint8_t last_error = 0x03;
constexpr std::uint8_t enter = 0x28;
constexpr std::uint8_t tab = 0x2B;
constexpr std::uint8_t right_bracket = 0x30;
constexpr std::uint8_t f8 = 0x41;
constexpr std::uint8_t keypad_enter = 0x58;
constexpr std::uint8_t keypad_one = 0x59;
constexpr std::uint8_t keypad_zero = 0x62;

constexpr char gs = '\x1D';

void append(CodeText& text, char character) {
    text.append({&character, 1});
}

} // namespace

std::uint8_t KeyboardDecoder::number_key() const {
    // A US keyboard has no AltGr: both Alt keys begin a number.
    return layout_ == KeyboardLayout::us ? left_alt | right_alt : left_alt;
}

std::optional<std::string> KeyboardDecoder::take(std::span<const std::uint8_t> report) {
    constexpr std::size_t first_key = 2;
    constexpr std::size_t report_size_bytes = 8;
    const auto keys =
        report.size() > first_key
            ? report.subspan(first_key, std::min(report.size(), report_size_bytes) - first_key)
            : std::span<const std::uint8_t>{};
    for (const std::uint8_t key : keys) {
        if (key >= roll_over && key <= last_error) {
            return std::nullopt;
        }
    }
    const std::uint8_t modifiers = report.empty() ? std::uint8_t{0} : report.front();
    if ((modifiers & number_key()) == 0 && alt_number_) {
        const unsigned number = *std::exchange(alt_number_, std::nullopt);
        if (number > 0 && number < 0x80) {
            append(text_, static_cast<char>(number));
        }
    }
    std::set<std::uint8_t> now;
    std::optional<std::string> code;
    for (const std::uint8_t key : keys) {
        if (key != 0 && now.insert(key).second && !held_.contains(key)) {
            if (auto whole = press(key, modifiers)) {
                code = std::move(whole);
            }
        }
    }
    held_ = std::move(now);
    return code;
}

std::optional<std::string> KeyboardDecoder::silence() {
    auto code = text_.finish();
    reset();
    return code;
}

std::optional<std::string> KeyboardDecoder::press(std::uint8_t key, std::uint8_t modifiers) {
    if (key == enter || key == tab || key == keypad_enter) {
        return text_.finish();
    }
    if ((modifiers & number_key()) != 0) {
        if (key >= keypad_one && key <= keypad_zero) {
            const unsigned digit = key == keypad_zero ? 0U : key - keypad_one + 1U;
            alt_number_ = (alt_number_.value_or(0) * 10 + digit) % 1000;
        }
        return std::nullopt;
    }
    if (key == f8 || (key == right_bracket && (modifiers & control) != 0)) {
        append(text_, gs);
        return std::nullopt;
    }
    if ((modifiers & control) != 0) {
        return std::nullopt; // a command, not a character
    }
    const auto level = (modifiers & right_alt) != 0 ? KeyLevel::alt_gr
                       : (modifiers & shift) != 0   ? KeyLevel::shifted
                                                    : KeyLevel::plain;
    if (const char character = character_of(layout_, key, level); character != '\0') {
        append(text_, character);
    }
    return std::nullopt;
}

} // namespace ocop::devices
