#pragma once

#include "pos/core/chain.hpp"
#include "pos/signing/keys.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace ocop::signing {

/// Makes keyed hashes (BLAKE2b-256) with a key drawn from a secret key: as hard to forge as a
/// signature for whoever lacks the secret key, and some thirty times quicker to make, but only its
/// holder can check them. Wiped from memory when it goes.
class SealKey {
public:
    explicit SealKey(const SecretKey& key);
    SealKey(const SealKey&) = default;
    SealKey& operator=(const SealKey&) = default;
    ~SealKey();

    [[nodiscard]] Hash seal(std::string_view text) const;

private:
    std::array<std::uint8_t, 32> bytes_{};
};

} // namespace ocop::signing
