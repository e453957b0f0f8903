#pragma once

#include "pos/core/chain.hpp"
#include "pos/sqlite/connection.hpp"

#include <cstdint>
#include <optional>

namespace ocop::store {

/// True if `database` has exactly the tables, indexes and triggers a ledger of its version has.
/// Asks none of them. Throws SqliteError.
[[nodiscard]] bool has_ledger_tables(sqlite::Connection& database);

/// The hash of record `seq`, or nullopt if the journal in `database` has none. Throws SqliteError.
[[nodiscard]] std::optional<Hash> hash_of(sqlite::Connection& database, std::int64_t seq);

} // namespace ocop::store
