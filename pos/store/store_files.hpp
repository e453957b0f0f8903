#pragma once

#include "pos/core/chain.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace ocop::store {

// What lies in a data folder and belongs to the store.
inline constexpr const char* ledger_file = "ledger.db";
inline constexpr const char* lock_file = "ledger.lock"; // held by the one program that writes
inline constexpr const char* head_file = "head";
inline constexpr const char* pins_file = "pins.json";
inline constexpr const char* doubt_file = "doubt.json"; // what a failed commit left unknown
inline constexpr const char* key_file = "till.key"; // minisign format, without password, mode 0600

/// Signs a text with the till's key; the signature as one string that CheckSignature understands.
/// Empty function: no key at hand, then nothing is signed.
using Sign = std::function<std::string(std::string_view text)>;

/// True if `signature` over `text` was made with the key whose public half is `public_key`.
using CheckSignature = std::function<
    bool(std::string_view public_key, std::string_view text, std::string_view signature)>;

/// A hash of `text` that only who has the till's key can make.
using MakeSeal = std::function<Hash(std::string_view text)>;

/// What the till's key does for its journal. An empty function: not at hand; then nothing is
/// signed, sealed or checked with it.
struct TillKey {
    Sign sign{};
    MakeSeal seal{};
    CheckSignature check{}; // needs no secret
    std::string
        public_key{}; // its public half, which the genesis record names; empty: not compared
};

/// Called now and then in long work with records (or bytes) done and to do in all.
using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

} // namespace ocop::store
