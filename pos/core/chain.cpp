#include "pos/core/chain.hpp"

#include <sodium.h>

namespace ocop {

namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

int nibble(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

} // namespace

Hash blake2b(std::string_view bytes) {
    Hash hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(bytes), bytes.size(), nullptr, 0);
    return hash;
}

struct Blake2b::State {
    crypto_generichash_state state;
};

Blake2b::Blake2b()
    : state_{std::make_unique<State>()} {
    crypto_generichash_init(&state_->state, nullptr, 0, Hash{}.size());
}

Blake2b::~Blake2b() = default;
Blake2b::Blake2b(Blake2b&&) noexcept = default;
Blake2b& Blake2b::operator=(Blake2b&&) noexcept = default;

void Blake2b::update(std::string_view bytes) {
    crypto_generichash_update(&state_->state, bytes_of(bytes), bytes.size());
}

Hash Blake2b::finish() {
    Hash hash{};
    crypto_generichash_final(&state_->state, hash.data(), hash.size());
    return hash;
}

Hash link(const Hash& prev, std::string_view canonical_without_hashes) {
    Hash hash{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, hash.size());
    crypto_generichash_update(&state, prev.data(), prev.size());
    crypto_generichash_update(
        &state, bytes_of(canonical_without_hashes), canonical_without_hashes.size()
    );
    crypto_generichash_final(&state, hash.data(), hash.size());
    return hash;
}

std::string hex(const Hash& hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(hash.size() * 2);
    for (const std::uint8_t byte : hash) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::optional<Hash> parse_hash(std::string_view hex) {
    Hash hash{};
    if (hex.size() != hash.size() * 2) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const int high = nibble(hex[2 * i]);
        const int low = nibble(hex[2 * i + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        hash[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return hash;
}

} // namespace ocop
