#include "devices/usb_texts.hpp"

#include <algorithm>
#include <vector>

namespace ocop::devices {

namespace {

constexpr std::uint8_t string_descriptor = 3;
constexpr std::uint16_t us_english = 0x0409;

/// The units behind the two bytes of head; none if it is no string descriptor.
std::vector<std::uint16_t> units_of(std::span<const std::uint8_t> descriptor) {
    constexpr std::size_t head_bytes = 2;
    if (descriptor.size() < head_bytes || descriptor[1] != string_descriptor) {
        return {};
    }
    const std::size_t end = std::min<std::size_t>(descriptor.front(), descriptor.size());
    std::vector<std::uint16_t> units;
    for (std::size_t at = head_bytes; at + 1 < end; at += 2) {
        units.push_back(static_cast<std::uint16_t>(descriptor[at] | descriptor[at + 1] << 8));
    }
    return units;
}

void append(std::string& text, char32_t letter) {
    const auto tail = [&](int shift) {
        text += static_cast<char>(0x80U | ((letter >> shift) & 0x3FU));
    };
    if (letter < 0x80) {
        text += static_cast<char>(letter);
    } else if (letter < 0x800) {
        text += static_cast<char>(0xC0U | (letter >> 6));
        tail(0);
    } else if (letter < 0x10000) {
        text += static_cast<char>(0xE0U | (letter >> 12));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (letter >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_high(std::uint16_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low(std::uint16_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

} // namespace

std::string usb_text(std::span<const std::uint8_t> descriptor) {
    std::vector<std::uint16_t> units = units_of(descriptor);
    while (!units.empty() && units.back() <= ' ') {
        units.pop_back();
    }
    const auto begin =
        std::find_if(units.begin(), units.end(), [](std::uint16_t unit) { return unit > ' '; });
    std::string text;
    for (auto unit = begin; unit != units.end(); ++unit) {
        if (is_high(*unit) && unit + 1 != units.end() && is_low(*(unit + 1))) {
            const char32_t high = *unit - 0xD800U;
            ++unit;
            append(text, 0x10000U + (high << 10) + (*unit - 0xDC00U));
        } else if (*unit < ' ' || (*unit >= 0x7F && *unit < 0xA0) || is_high(*unit) || is_low(*unit)) {
            text += '?';
        } else {
            append(text, *unit);
        }
    }
    return text;
}

std::uint16_t usb_language(std::span<const std::uint8_t> descriptor) {
    const auto languages = units_of(descriptor);
    return languages.empty() ? us_english : languages.front();
}

} // namespace ocop::devices
