#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// A BLAKE2b-256 digest.
using Hash = std::array<std::uint8_t, 32>;

/// BLAKE2b-256 of `bytes` (libsodium crypto_generichash, no key).
[[nodiscard]] Hash blake2b(std::string_view bytes);

/// blake2b() of bytes that come piece by piece.
class Blake2b {
public:
    Blake2b();
    ~Blake2b();
    Blake2b(Blake2b&&) noexcept;
    Blake2b& operator=(Blake2b&&) noexcept;

    void update(std::string_view bytes);
    /// Of all bytes so far; nothing more may come.
    [[nodiscard]] Hash finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Hash of a record: BLAKE2b-256 over the 32 raw bytes of `prev`, then `canonical_without_hashes`,
/// the record without `hash` and `prev` as canonical JSON (contract, section 4).
[[nodiscard]] Hash link(const Hash& prev, std::string_view canonical_without_hashes);

/// 64 lower-case hex digits.
[[nodiscard]] std::string hex(const Hash& hash);
/// The reverse; nullopt for anything but 64 lower-case hex digits.
[[nodiscard]] std::optional<Hash> parse_hash(std::string_view hex);

} // namespace ocop
