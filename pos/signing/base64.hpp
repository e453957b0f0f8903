#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::signing {

/// Base64 with padding (RFC 4648, 4), no line breaks.
[[nodiscard]] std::string base64(std::span<const std::uint8_t> bytes);
/// The reverse; nullopt for anything base64() does not write.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> parse_base64(std::string_view text);

} // namespace ocop::signing
