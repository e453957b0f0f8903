#include "pos/core/device_choice.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdio>

namespace ocop {

namespace {

constexpr std::size_t id_size = 9; // "04b8:0e15"

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '-' || c == '_';
    });
}

bool is_port(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

} // namespace

std::optional<std::uint16_t> parse_hex4(std::string_view text) {
    std::uint16_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data(), end, number, 16);
    return text.size() == 4 && error == std::errc{} && read == end ? std::optional{number}
                                                                   : std::nullopt;
}

std::optional<DeviceChoice> parse_device_choice(std::string_view text) {
    DeviceChoice choice;
    if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
        choice.port = std::string{text.substr(at + 1)};
        text = text.substr(0, at);
        if (choice.port.empty() || !is_port(choice.port)) {
            return std::nullopt;
        }
    }
    const bool has_serial = text.size() > id_size;
    if (text.size() < id_size || text[4] != ':' || (has_serial && text[id_size] != ':')) {
        return std::nullopt;
    }
    const auto vendor = parse_hex4(text.substr(0, 4));
    const auto product = parse_hex4(text.substr(5, 4));
    choice.serial = has_serial ? std::string{text.substr(id_size + 1)} : std::string{};
    if (!vendor || !product || (has_serial && choice.serial.empty()) || !is_plain(choice.serial)) {
        return std::nullopt;
    }
    choice.vendor = *vendor;
    choice.product = *product;
    return choice;
}

std::string to_string(const DeviceChoice& choice) {
    std::array<char, id_size + 1> id{};
    std::snprintf(id.data(), id.size(), "%04x:%04x", choice.vendor, choice.product);
    std::string text{id.data()};
    if (!choice.serial.empty()) {
        text += ":" + choice.serial;
    }
    if (!choice.port.empty()) {
        text += "@" + choice.port;
    }
    return text;
}

} // namespace ocop
