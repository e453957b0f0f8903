#pragma once

#include "pos/sqlite/connection.hpp"

#include <filesystem>

namespace ocop::store {

/// Opens `folder`/ledger.db for reading (also in a folder where nothing can be written), or for
/// writing, then migrated to the newest schema and in WAL mode; requires a StoreLock for that.
/// Throws StoreError: `missing`, `foreign` (no SQLite, or no ledger of ours), `newer`; SqliteError.
[[nodiscard]] sqlite::Connection
open_ledger(const std::filesystem::path& folder, sqlite::Access access);

} // namespace ocop::store
