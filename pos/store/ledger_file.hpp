#pragma once

#include "pos/sqlite/connection.hpp"
#include "pos/store/store_files.hpp"

#include <filesystem>

namespace ocop::store {

/// Opens `folder`/ledger.db for reading, also in a folder where nothing can be written to. With
/// `nobody_writes` (the caller holds the StoreLock) no file is touched or made, unless a
/// write-ahead log is left that must be read. Throws StoreError: as require_ledger(), `foreign` (no
/// SQLite, or no ledger of ours), `newer`, `disk_error`; SqliteError.
[[nodiscard]] sqlite::Connection
look_at_ledger(const std::filesystem::path& folder, bool nobody_writes = false);

/// Opens it for writing, migrated to the newest schema and in WAL mode; requires a StoreLock, and a
/// journal that was accepted: a ledger from before seals gets the first one here, within the step
/// that makes room for it. Throws as look_at_ledger().
[[nodiscard]] sqlite::Connection
open_ledger(const std::filesystem::path& folder, const MakeSeal& seal);

} // namespace ocop::store
