#pragma once

#include <string>
#include <string_view>

namespace ocop::signing {

/// Argon2id hash of `pin` as one line of text with its salt and cost (libsodium crypto_pwhash_str,
/// 2 passes over 19 MiB: the OWASP minimum, some 50 ms on a till). Throws std::bad_alloc without
/// that memory.
[[nodiscard]] std::string hash_pin(std::string_view pin);

/// True if `hash` is a hash of `pin`. Takes as long whether the PIN is right or wrong.
[[nodiscard]] bool check_pin(const std::string& hash, std::string_view pin);

/// True if `text` has the form of what hash_pin() makes.
[[nodiscard]] bool is_pin_hash(const std::string& text);

} // namespace ocop::signing
