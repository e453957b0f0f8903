#include "pos/signing/minisign.hpp"

#include "pos/core/assert.hpp"
#include "pos/signing/base64.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace ocop::signing {
namespace {

// A signature file, whole:
//
//   untrusted comment: signature from minisign secret key
//   RURuItw0BSevtTO//sETNv6wt4jPK+eBfMQyg8yxmitZ0fkXGiBJVTPrWYbOrPDrOBX1vsYzbc9mD61SS0pgOeuD1/Yf5gx1zQY=
//   trusted comment: timestamp:1795329946	file:m.txt	hashed
//   2F3Xvwc2h+XK4E1x23Z/qdqBH6NLH5LwS6pED2WjRMmdtdL+OoDpy9nUF4cvc3nqxEUe0Z2s8VlU7qdMdVO5AA==
//
// Line 2 is base64 of "ED", 8 bytes of key id, 64 bytes of Ed25519 signature over the BLAKE2b-512
// of the message. Line 4 is a signature over those 64 bytes and the trusted comment.
constexpr std::string_view untrusted = "untrusted comment: ";
constexpr std::string_view trusted = "trusted comment: ";
constexpr std::size_t comment_bytes_max = 1000;
constexpr std::size_t text_bytes_max = 16'384;
constexpr std::size_t signature_bytes = 64;

using Signature = std::array<std::uint8_t, signature_bytes>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::array<std::uint8_t, 64> prehash(std::string_view message) {
    std::array<std::uint8_t, 64> hash{};
    const int failed =
        crypto_generichash(hash.data(), hash.size(), bytes_of(message), message.size(), nullptr, 0);
    OCOP_ASSERT(failed == 0);
    return hash;
}

/// What the second signature covers.
std::vector<std::uint8_t> with_comment(const Signature& signature, std::string_view comment) {
    std::vector<std::uint8_t> bytes{signature.begin(), signature.end()};
    bytes.insert(bytes.end(), comment.begin(), comment.end());
    return bytes;
}

Signature sign_bytes(const SecretKey& key, std::span<const std::uint8_t> bytes) {
    Signature signature{};
    const int failed = crypto_sign_detached(
        signature.data(), nullptr, bytes.data(), bytes.size(), key.bytes().data()
    );
    OCOP_ASSERT(failed == 0);
    return signature;
}

bool verify_bytes(
    const PublicKey& key, std::span<const std::uint8_t> bytes, const Signature& signature
) {
    return crypto_sign_verify_detached(
               signature.data(), bytes.data(), bytes.size(), key.bytes().data()
           )
           == 0;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t';
}

/// The next line of `rest` without its end; nullopt at the end of the text.
std::optional<std::string_view> take_line(std::string_view& rest) {
    if (rest.empty()) {
        return std::nullopt;
    }
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

/// A .minisig file taken apart.
struct Parts {
    std::array<char, 2> algorithm{};
    KeyId id{};
    Signature signature{};
    std::string comment{};
    Signature global{};
};

std::optional<Parts> take_apart(std::string_view text) {
    if (text.size() > text_bytes_max) {
        return std::nullopt;
    }
    const auto line1 = take_line(text);
    const auto line2 = take_line(text);
    const auto line3 = take_line(text);
    const auto line4 = take_line(text);
    if (!line4 || !text.empty() || !line1->starts_with(untrusted) || !line3->starts_with(trusted)) {
        return std::nullopt;
    }
    const auto head = parse_base64(*line2);
    const auto global = parse_base64(*line4);
    if (!head || head->size() != 2 + 8 + signature_bytes || !global
        || global->size() != signature_bytes) {
        return std::nullopt;
    }
    Parts parts;
    parts.algorithm = {static_cast<char>((*head)[0]), static_cast<char>((*head)[1])};
    std::copy_n(head->begin() + 2, parts.id.size(), parts.id.begin());
    std::copy_n(head->begin() + 10, signature_bytes, parts.signature.begin());
    std::copy(global->begin(), global->end(), parts.global.begin());
    parts.comment = line3->substr(trusted.size());
    if (std::any_of(parts.comment.begin(), parts.comment.end(), is_control)) {
        return std::nullopt;
    }
    return parts;
}

} // namespace

std::string sign(const SecretKey& key, std::string_view message, std::string_view trusted_comment) {
    OCOP_ASSERT(trusted_comment.size() <= comment_bytes_max);
    OCOP_ASSERT(std::none_of(trusted_comment.begin(), trusted_comment.end(), is_control));
    const Signature signature = sign_bytes(key, prehash(message));
    const Signature global = sign_bytes(key, with_comment(signature, trusted_comment));
    std::vector<std::uint8_t> head{'E', 'D'};
    head.insert(head.end(), key.id().begin(), key.id().end());
    head.insert(head.end(), signature.begin(), signature.end());
    std::string text{untrusted};
    text += "signature from minisign secret key\n" + base64(head) + "\n";
    text += trusted;
    text += trusted_comment;
    text += "\n" + base64(global) + "\n";
    return text;
}

Expected<std::string, SigningFault>
verify(const PublicKey& key, std::string_view message, std::string_view signature) {
    const std::optional<Parts> parts = take_apart(signature);
    if (!parts) {
        return Unexpected{SigningFault::not_a_signature};
    }
    if (parts->algorithm == std::array{'E', 'd'}) {
        return Unexpected{SigningFault::legacy_signature};
    }
    if (parts->algorithm != std::array{'E', 'D'}) {
        return Unexpected{SigningFault::not_a_signature};
    }
    if (parts->id != key.id()) {
        return Unexpected{SigningFault::other_key};
    }
    if (!verify_bytes(key, prehash(message), parts->signature)
        || !verify_bytes(key, with_comment(parts->signature, parts->comment), parts->global)) {
        return Unexpected{SigningFault::wrong_signature};
    }
    return parts->comment;
}

} // namespace ocop::signing
