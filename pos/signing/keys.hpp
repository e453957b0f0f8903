#pragma once

#include "pos/core/expected.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Ed25519 keys and signatures in the format of the `minisign` tool (jedisct1/minisign 0.11), so
/// that anyone can check what a till or a publisher signed with a tool that is not ours.
namespace ocop::signing {

/// Why a key or signature is of no use. The order is the order of the tests.
enum class SigningFault {
    not_a_public_key,   // not a minisign public key line or file
    not_a_secret_key,   // not a minisign secret key file
    password_protected, // a secret key with a password: a till cannot type one
    key_damaged,        // secret and public part do not belong together
    not_a_signature,    // not a minisign signature file
    legacy_signature,   // made with `minisign -l`: without prehashing
    other_key,          // signed, but with another key
    wrong_signature,    // the text or its trusted comment is not what was signed
};

/// "other-key": the stable name of a fault.
[[nodiscard]] std::string_view name(SigningFault fault);
/// One English clause saying what is wrong.
[[nodiscard]] std::string_view words(SigningFault fault);

/// The eight bytes by which minisign tells keys apart.
using KeyId = std::array<std::uint8_t, 8>;

/// A public key.
class PublicKey {
public:
    /// Reads a key as `minisign -P` takes it (56 characters of base64), or a whole .pub file.
    [[nodiscard]] static Expected<PublicKey, SigningFault> parse(std::string_view text);

    PublicKey(const KeyId& id, const std::array<std::uint8_t, 32>& bytes)
        : id_{id},
          bytes_{bytes} {}

    [[nodiscard]] const KeyId& id() const { return id_; }

    [[nodiscard]] const std::array<std::uint8_t, 32>& bytes() const { return bytes_; }

    /// "RWRuItw0…": what `minisign -P` takes and a genesis record holds.
    [[nodiscard]] std::string line() const;
    /// The text of a .pub file.
    [[nodiscard]] std::string file_text() const;

    bool operator==(const PublicKey&) const = default;

private:
    KeyId id_;
    std::array<std::uint8_t, 32> bytes_;
};

/// A secret key without a password. Wiped from memory when it goes.
class SecretKey {
public:
    /// A new key from the system's random source.
    [[nodiscard]] static SecretKey generate();
    /// Reads what file_text() or `minisign -G -W` wrote.
    [[nodiscard]] static Expected<SecretKey, SigningFault> parse(std::string_view file_text);

    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();

    [[nodiscard]] PublicKey public_key() const;

    [[nodiscard]] const KeyId& id() const { return id_; }

    /// Seed and public part, as libsodium keeps them.
    [[nodiscard]] const std::array<std::uint8_t, 64>& bytes() const { return bytes_; }

    /// The text of a secret key file; whoever writes it gives it mode 0600.
    [[nodiscard]] std::string file_text() const;

private:
    SecretKey(const KeyId& id, const std::array<std::uint8_t, 64>& bytes)
        : id_{id},
          bytes_{bytes} {}

    KeyId id_;
    std::array<std::uint8_t, 64> bytes_;
};

} // namespace ocop::signing
