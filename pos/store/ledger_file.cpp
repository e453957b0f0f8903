#include "pos/store/ledger_file.hpp"

#include "pos/core/record.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/store/data_files.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/seal.hpp"
#include "pos/store/store_files.hpp"
#include "pos/store/store_presence.hpp"

#include <string_view>
#include <unistd.h>

namespace ocop::store {

namespace {

/// The first 16 bytes of every SQLite file (sqlite.org/fileformat2.html, 1.3.1).
constexpr std::string_view sqlite_magic{"SQLite format 3\0", 16};

/// Says no to what is no SQLite file before SQLite touches it. A disk that cannot be read is told
/// as one: it says nothing of what the file is.
void check_magic(const std::filesystem::path& path) {
    const auto start = read_start(path, sqlite_magic.size());
    if (!start) {
        throw StoreError{start.error()};
    }
    if (*start != sqlite_magic) {
        throw StoreError{Failure{FailureCode::foreign, "not an SQLite database", path.string()}};
    }
}

void check_version(sqlite::Connection& database, const std::filesystem::path& path) {
    if (database.integer("PRAGMA application_id") != application_id) {
        throw StoreError{
            Failure{FailureCode::foreign, "a database of another program", path.string()}};
    }
    const std::int64_t version = database.integer("PRAGMA user_version");
    const std::int64_t newest = newest_version();
    if (version > newest) {
        throw StoreError{Failure{
            FailureCode::newer,
            "its format is " + std::to_string(version) + ", this program knows "
                + std::to_string(newest),
            path.string()}};
    }
}

/// Half of one store and half of another may lie here: see finish_restore().
void check_no_restore_pending(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::exists(folder / restore_pending_file, error)) {
        throw StoreError{Failure{
            FailureCode::locked,
            "a restore is not complete yet",
            (folder / restore_pending_file).string()}};
    }
}

/// A folder nothing can be written to has no place for SQLite's shared memory, and one where nobody
/// writes needs none; with no write-ahead log left behind, the file alone is the whole ledger and
/// may be read as it lies.
sqlite::Access reading_access(
    const std::filesystem::path& folder, const std::filesystem::path& path, bool nobody_writes
) {
    std::error_code error;
    const bool log_left = std::filesystem::file_size(path.string() + "-wal", error) > 0 && !error;
    const bool as_it_lies = nobody_writes || ::access(folder.c_str(), W_OK) != 0;
    return as_it_lies && !log_left ? sqlite::Access::immutable : sqlite::Access::read;
}

/// The first seal of a journal that had none.
void seal_first(sqlite::Connection& database, const MakeSeal& seal) {
    auto last = database.prepare("SELECT record FROM journal ORDER BY seq DESC LIMIT 1");
    const auto record = last.step() ? parse_record(last.text(0)) : Unexpected{RecordFault{}};
    last.reset();
    if (record) {
        Seal{database}.set(record->till, {record->seq, record->hash}, seal);
    }
}

} // namespace

sqlite::Connection look_at_ledger(const std::filesystem::path& folder, bool nobody_writes) {
    const std::filesystem::path path = folder / ledger_file;
    check_no_restore_pending(folder);
    require_ledger(folder);
    check_magic(path);
    sqlite::Connection database{path, reading_access(folder, path, nobody_writes)};
    check_version(database, path);
    return database;
}

sqlite::Connection open_ledger(const std::filesystem::path& folder, const MakeSeal& seal) {
    const std::filesystem::path path = folder / ledger_file;
    require_ledger(folder);
    check_magic(path);
    sqlite::Connection database{path, sqlite::Access::write};
    check_version(database, path);
    migrate(database, newest_version(), [&](std::int64_t version) {
        if (version == version_with_seal) {
            seal_first(database, seal);
        }
    });
    database.execute("PRAGMA journal_mode = WAL");
    return database;
}

} // namespace ocop::store
