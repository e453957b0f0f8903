#include "pos/signing/pin.hpp"

#include <sodium.h>

#include <array>
#include <new>

namespace ocop::signing {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;

} // namespace

std::string hash_pin(std::string_view pin) {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (sodium_init() < 0
        || crypto_pwhash_str(text.data(), pin.data(), pin.size(), passes, memory_bytes) != 0) {
        throw std::bad_alloc{};
    }
    return std::string{text.data()};
}

bool check_pin(const std::string& hash, std::string_view pin) {
    return sodium_init() >= 0
           && crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

bool is_pin_hash(const std::string& text) {
    // It is asked whether the hash costs what we would make it cost: −1 where it is none at all.
    return sodium_init() >= 0
           && crypto_pwhash_str_needs_rehash(text.c_str(), passes, memory_bytes) >= 0;
}

} // namespace ocop::signing
