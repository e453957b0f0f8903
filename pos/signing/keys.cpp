#include "pos/signing/keys.hpp"

#include "pos/core/assert.hpp"
#include "pos/signing/base64.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <span>
#include <vector>

namespace ocop::signing {
namespace {

// A public key file, whole:
//
//   untrusted comment: minisign public key B5AF270534DC226E
//   RWRuItw0BSevtbCzCfGZRt3Gr0tQtIdN19TrIv+s5o9F7G5l8HzXIrwW
//
// The second line is base64 of "Ed", 8 bytes of id, 32 bytes of key. A secret key file has one such
// line of 158 bytes: "Ed", how the password was turned into a key (two zeros: no password), "B2",
// 32 bytes of salt, 8 of operations and 8 of memory (all zero), then id, secret key (64) and a
// checksum (32; the tool leaves it zero where there is no password).
constexpr std::size_t public_bytes = 2 + 8 + 32;
constexpr std::size_t secret_bytes = 2 + 2 + 2 + 32 + 8 + 8 + 8 + 64 + 32;
constexpr std::size_t secret_id_at = 54;
constexpr std::size_t secret_key_at = 62;
constexpr std::size_t text_bytes_max = 4096;
constexpr std::string_view untrusted = "untrusted comment: ";

/// The text up to the line's end, which is taken off `rest`. A carriage return before it is
/// dropped.
std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

/// The base64 line of a key file: the second one after a comment, or the only one.
std::optional<std::vector<std::uint8_t>> key_bytes(std::string_view text, std::size_t expected) {
    if (text.size() > text_bytes_max) {
        return std::nullopt;
    }
    std::string_view line = take_line(text);
    if (line.starts_with(untrusted)) {
        line = take_line(text);
    }
    if (!text.empty()) {
        return std::nullopt;
    }
    auto bytes = parse_base64(line);
    const bool fits =
        bytes && bytes->size() == expected && (*bytes)[0] == 'E' && (*bytes)[1] == 'd';
    if (!fits) {
        return std::nullopt;
    }
    return bytes;
}

template <std::size_t size>
std::array<std::uint8_t, size> part(const std::vector<std::uint8_t>& bytes, std::size_t at) {
    std::array<std::uint8_t, size> result{};
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size, result.begin());
    return result;
}

/// The id as minisign prints it: the bytes as a little-endian number, without leading zeros.
std::string printed(const KeyId& id) {
    std::string text;
    for (auto byte = id.rbegin(); byte != id.rend(); ++byte) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02X", static_cast<unsigned>(*byte));
        text += digits.data();
    }
    text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
    return text;
}

} // namespace

std::string_view name(SigningFault fault) {
    switch (fault) {
    case SigningFault::not_a_public_key:
        return "not-a-public-key";
    case SigningFault::not_a_secret_key:
        return "not-a-secret-key";
    case SigningFault::password_protected:
        return "password-protected";
    case SigningFault::key_damaged:
        return "key-damaged";
    case SigningFault::not_a_signature:
        return "not-a-signature";
    case SigningFault::legacy_signature:
        return "legacy-signature";
    case SigningFault::other_key:
        return "other-key";
    case SigningFault::wrong_signature:
        return "wrong-signature";
    }
    OCOP_ASSERT(false);
}

std::string_view words(SigningFault fault) {
    switch (fault) {
    case SigningFault::not_a_public_key:
        return "this is not a minisign public key";
    case SigningFault::not_a_secret_key:
        return "this is not a minisign secret key file";
    case SigningFault::password_protected:
        return "the secret key has a password; make one without (minisign -C -W)";
    case SigningFault::key_damaged:
        return "the secret key file is damaged";
    case SigningFault::not_a_signature:
        return "this is not a minisign signature";
    case SigningFault::legacy_signature:
        return "the signature is of the old kind; sign without -l";
    case SigningFault::other_key:
        return "the signature was made with another key";
    case SigningFault::wrong_signature:
        return "the signature does not fit the text";
    }
    OCOP_ASSERT(false);
}

Expected<PublicKey, SigningFault> PublicKey::parse(std::string_view text) {
    const auto bytes = key_bytes(text, public_bytes);
    if (!bytes) {
        return Unexpected{SigningFault::not_a_public_key};
    }
    return PublicKey{part<8>(*bytes, 2), part<32>(*bytes, 10)};
}

std::string PublicKey::line() const {
    std::vector<std::uint8_t> bytes{'E', 'd'};
    bytes.insert(bytes.end(), id_.begin(), id_.end());
    bytes.insert(bytes.end(), bytes_.begin(), bytes_.end());
    return base64(bytes);
}

std::string PublicKey::file_text() const {
    return std::string{untrusted} + "minisign public key " + printed(id_) + "\n" + line() + "\n";
}

SecretKey SecretKey::generate() {
    OCOP_ASSERT(sodium_init() >= 0);
    KeyId id{};
    std::array<std::uint8_t, 32> public_part{};
    std::array<std::uint8_t, 64> secret_part{};
    randombytes_buf(id.data(), id.size());
    OCOP_ASSERT(crypto_sign_keypair(public_part.data(), secret_part.data()) == 0);
    const SecretKey key{id, secret_part};
    sodium_memzero(secret_part.data(), secret_part.size());
    return key;
}

Expected<SecretKey, SigningFault> SecretKey::parse(std::string_view file_text) {
    auto bytes = key_bytes(file_text, secret_bytes);
    if (!bytes) {
        return Unexpected{SigningFault::not_a_secret_key};
    }
    if ((*bytes)[2] != 0 || (*bytes)[3] != 0) {
        return Unexpected{SigningFault::password_protected};
    }
    auto key_part = part<64>(*bytes, secret_key_at);
    const SecretKey key{part<8>(*bytes, secret_id_at), key_part};
    sodium_memzero(key_part.data(), key_part.size());
    sodium_memzero(bytes->data(), bytes->size());
    // The public half must follow from the seed: a key with a flipped bit would sign what nobody
    // can verify.
    std::array<std::uint8_t, 32> public_part{};
    std::array<std::uint8_t, 64> secret_part{};
    const int failed =
        crypto_sign_seed_keypair(public_part.data(), secret_part.data(), key.bytes_.data());
    const bool whole = failed == 0 && secret_part == key.bytes_;
    sodium_memzero(secret_part.data(), secret_part.size());
    if (!whole) {
        return Unexpected{SigningFault::key_damaged};
    }
    return key;
}

SecretKey::~SecretKey() {
    sodium_memzero(bytes_.data(), bytes_.size());
}

PublicKey SecretKey::public_key() const {
    std::array<std::uint8_t, 32> public_part{};
    std::copy_n(bytes_.begin() + 32, 32, public_part.begin());
    return PublicKey{id_, public_part};
}

std::string SecretKey::file_text() const {
    std::vector<std::uint8_t> bytes(secret_bytes, 0);
    bytes[0] = 'E';
    bytes[1] = 'd';
    bytes[4] = 'B';
    bytes[5] = '2';
    std::copy(id_.begin(), id_.end(), bytes.begin() + secret_id_at);
    std::copy(bytes_.begin(), bytes_.end(), bytes.begin() + secret_key_at);
    // The tool's own words: it calls a key without a password "encrypted" too.
    std::string text{untrusted};
    text.reserve(text_bytes_max); // growing would leave copies behind
    std::string line = base64(bytes);
    text.append("minisign encrypted secret key\n").append(line).append("\n");
    sodium_memzero(line.data(), line.size());
    sodium_memzero(bytes.data(), bytes.size());
    return text;
}

} // namespace ocop::signing
