#include "pos/signing/base64.hpp"

#include <sodium.h>

namespace ocop::signing {

std::string base64(std::span<const std::uint8_t> bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(
        text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL
    );
    text.pop_back(); // the terminating zero
    return text;
}

std::optional<std::vector<std::uint8_t>> parse_base64(std::string_view text) {
    std::vector<std::uint8_t> bytes(text.size() / 4 * 3 + 3);
    std::size_t length = 0;
    const int failed = sodium_base642bin(
        bytes.data(),
        bytes.size(),
        text.data(),
        text.size(),
        nullptr,
        &length,
        nullptr,
        sodium_base64_VARIANT_ORIGINAL
    );
    if (failed != 0) {
        return std::nullopt;
    }
    bytes.resize(length);
    return bytes;
}

} // namespace ocop::signing
