#pragma once

#include "pos/sqlite/connection.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace ocop::store {

/// "OCOP" in ASCII: what PRAGMA application_id says of a ledger of ours, and file(1) of the file.
inline constexpr std::int64_t application_id = 0x4F434F50;

/// The SQL of every migration in order, embedded at build; step n takes a file from user_version n
/// to n + 1. A released step never changes: a later step mends what an earlier one did.
[[nodiscard]] std::span<const std::string_view> migrations();

/// The version from which on a ledger counts e-invoices. A file that is only read keeps its older
/// version until somebody writes to it.
inline constexpr std::int64_t version_with_einvoices = 2;

/// The version from which on a ledger holds a seal.
inline constexpr std::int64_t version_with_seal = 3;

/// The version from which on a ledger counts wrong PINs.
inline constexpr std::int64_t version_with_pin_tries = 4;

/// The newest user_version, the one this program writes.
[[nodiscard]] std::int64_t newest_version();

/// Takes `database` from its user_version to `version`, each step, what `on_step` does for the
/// version it leads to, and the user_version in one transaction. Throws SqliteError; then the file
/// is at the version of the last whole step.
void migrate(
    sqlite::Connection& database,
    std::int64_t version = newest_version(),
    const std::function<void(std::int64_t version)>& on_step = {}
);

} // namespace ocop::store
