#include "devices/ieee1284.hpp"

#include <algorithm>
#include <string_view>

namespace ocop::devices {

namespace {

constexpr std::size_t length_size_bytes = 2;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string upper(std::string_view text) {
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return result;
}

std::string* field(DeviceId& id, std::string_view key) {
    const std::string name = upper(key);
    if (name == "MFG" || name == "MANUFACTURER") {
        return &id.maker;
    }
    if (name == "MDL" || name == "MODEL") {
        return &id.model;
    }
    if (name == "CMD" || name == "COMMAND SET") {
        return &id.commands;
    }
    if (name == "SN" || name == "SERN" || name == "SERIALNUMBER") {
        return &id.serial;
    }
    return nullptr;
}

/// The text behind the length, as much of it as the length counts and as arrived.
std::string text_of(std::span<const std::uint8_t> bytes) {
    const std::size_t high_first = static_cast<std::size_t>(bytes[0]) << 8U | bytes[1];
    bytes = bytes.first(std::min(bytes.size(), device_id_size_bytes_max));
    // A length that counts less than a key is no length: some send zero, some low byte first.
    constexpr std::size_t shortest = length_size_bytes + 4;
    if (high_first >= shortest && high_first < bytes.size()) {
        // One that forgets to count itself ends two bytes early, in the midst of a value.
        const bool whole = bytes[high_first - 1] == ';' || bytes[high_first - 1] == 0;
        const std::size_t longer = std::min(bytes.size(), high_first + length_size_bytes);
        bytes = bytes.first(whole ? high_first : longer);
    }
    bytes = bytes.subspan(length_size_bytes);
    std::string text;
    for (const std::uint8_t byte : bytes) {
        if (byte == 0) {
            break;
        }
        text += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '?';
    }
    return text;
}

} // namespace

DeviceId parse_device_id(std::span<const std::uint8_t> bytes) {
    DeviceId id;
    if (bytes.size() <= length_size_bytes) {
        return id;
    }
    const std::string all = text_of(bytes);
    std::string_view rest{all};
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t colon = pair.find(':');
        if (colon == std::string_view::npos) {
            continue;
        }
        std::string* const into = field(id, trimmed(pair.substr(0, colon)));
        if (into != nullptr && into->empty()) {
            *into = trimmed(pair.substr(colon + 1));
        }
    }
    return id;
}

} // namespace ocop::devices
