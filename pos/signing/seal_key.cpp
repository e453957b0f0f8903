#include "pos/signing/seal_key.hpp"

#include "pos/core/assert.hpp"

#include <sodium.h>

namespace ocop::signing {

namespace {

/// Keeps this key apart from any other ever drawn from the same secret.
constexpr std::string_view purpose = "ocop-till: seal of a journal, v1";
constexpr std::size_t seed_bytes = 32; // the first half of an Ed25519 secret key

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

SealKey::SealKey(const SecretKey& key) {
    const int failed = crypto_generichash(
        bytes_.data(),
        bytes_.size(),
        bytes_of(purpose),
        purpose.size(),
        key.bytes().data(),
        seed_bytes
    );
    OCOP_ASSERT(failed == 0);
}

SealKey::~SealKey() {
    sodium_memzero(bytes_.data(), bytes_.size());
}

Hash SealKey::seal(std::string_view text) const {
    Hash hash{};
    const int failed = crypto_generichash(
        hash.data(), hash.size(), bytes_of(text), text.size(), bytes_.data(), bytes_.size()
    );
    OCOP_ASSERT(failed == 0);
    return hash;
}

} // namespace ocop::signing
