#pragma once

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

/// Signs a text with the till's key; the signature as one string that CheckSignature understands.
/// Empty function: no key at hand, then nothing is signed.
using Sign = std::function<std::string(std::string_view text)>;

/// True if `signature` over `text` was made with the key whose public half is `public_key`.
using CheckSignature = std::function<
    bool(std::string_view public_key, std::string_view text, std::string_view signature)>;

/// Called now and then in long work with records (or bytes) done and to do in all.
using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

} // namespace ocop::store
