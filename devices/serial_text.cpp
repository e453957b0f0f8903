#include "devices/serial_text.hpp"

#include <utility>

namespace ocop::devices {

namespace {

constexpr char stx = '\x02';
constexpr char etx = '\x03';

bool ends_a_code(char c) {
    return c == '\r' || c == '\n' || c == '\t' || c == etx || c == '\0';
}

} // namespace

std::vector<std::string> SerialDecoder::take(std::span<const std::uint8_t> bytes) {
    std::vector<std::string> codes;
    for (const std::uint8_t byte : bytes) {
        const char c = static_cast<char>(byte);
        if (ends_a_code(c)) {
            if (auto code = text_.finish()) {
                codes.push_back(std::move(*code));
            }
        } else if (c == stx) {
            text_.reset();
        } else {
            text_.append({&c, 1});
        }
    }
    return codes;
}

std::vector<std::uint8_t> line_coding() {
    return {0x80, 0x25, 0, 0, 0, 0, 8};
}

std::optional<std::uint8_t> cdc_data_interface(std::span<const std::uint8_t> class_descriptors) {
    constexpr std::uint8_t class_interface = 0x24;
    constexpr std::uint8_t union_descriptor = 0x06;
    constexpr std::size_t union_bytes = 5;
    for (auto rest = class_descriptors; rest.size() >= 2;) {
        const std::size_t size = rest.front();
        if (size < 2 || size > rest.size()) {
            break;
        }
        if (size >= union_bytes && rest[1] == class_interface && rest[2] == union_descriptor) {
            return rest[4];
        }
        rest = rest.subspan(size);
    }
    return std::nullopt;
}

} // namespace ocop::devices
