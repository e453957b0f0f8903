#include "pos/store/ledger_file.hpp"

#include "pos/store/guard.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/store_files.hpp"

#include <array>
#include <fstream>
#include <string_view>
#include <unistd.h>

namespace ocop::store {

namespace {

/// The first 16 bytes of every SQLite file (sqlite.org/fileformat2.html, 1.3.1).
constexpr std::string_view sqlite_magic{"SQLite format 3\0", 16};

/// Says no to what is no SQLite file before SQLite touches it.
void check_magic(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        throw StoreError{Failure{FailureCode::missing, "there is no ledger here", path.string()}};
    }
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw StoreError{Failure{FailureCode::permission, "cannot be opened", path.string()}};
    }
    std::array<char, sqlite_magic.size()> start{};
    file.read(start.data(), start.size());
    if (!file || std::string_view{start.data(), start.size()} != sqlite_magic) {
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

/// A folder nothing can be written to has no place for SQLite's shared memory; with no write-ahead
/// log left behind, the file alone is the whole ledger and may be read as it lies.
sqlite::Access
reading_access(const std::filesystem::path& folder, const std::filesystem::path& path) {
    std::error_code error;
    const bool log_left = std::filesystem::file_size(path.string() + "-wal", error) > 0 && !error;
    return ::access(folder.c_str(), W_OK) != 0 && !log_left ? sqlite::Access::immutable
                                                            : sqlite::Access::read;
}

} // namespace

sqlite::Connection open_ledger(const std::filesystem::path& folder, sqlite::Access access) {
    const std::filesystem::path path = folder / ledger_file;
    check_magic(path);
    if (access == sqlite::Access::read) {
        access = reading_access(folder, path);
    }
    sqlite::Connection database{path, access};
    check_version(database, path);
    if (access == sqlite::Access::write) {
        migrate(database);
        database.execute("PRAGMA journal_mode = WAL");
    }
    return database;
}

} // namespace ocop::store
