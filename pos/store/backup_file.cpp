#include "pos/store/backup_file.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/shell/regular_file.hpp"
#include "pos/store/data_files.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/store_files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <set>
#include <sys/stat.h>

namespace ocop::store {

namespace {

constexpr std::int64_t backup_application_id = 0x4F43424B; // "OCBK"
constexpr std::int64_t backup_version = 1;
constexpr std::int64_t chunk_size_bytes = 1024 * 1024;
constexpr std::int64_t written_mode = 0600;

// A store has some ten files; taken along, receipts of many years.
constexpr std::size_t entries_max = 1'000'000;
constexpr std::size_t till_bytes_max = 64;
constexpr std::size_t name_bytes_max = 160;

constexpr const char* backup_schema =
    "CREATE TABLE about (id INTEGER PRIMARY KEY CHECK (id = 1), till TEXT NOT NULL,"
    "    records INTEGER NOT NULL, head TEXT NOT NULL) STRICT;"
    "CREATE TABLE file (name TEXT PRIMARY KEY, mode INTEGER NOT NULL, size INTEGER NOT NULL)"
    "    STRICT, WITHOUT ROWID;"
    "CREATE TABLE chunk (name TEXT NOT NULL REFERENCES file (name), number INTEGER NOT NULL,"
    "    hash TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (name, number)) STRICT;";

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
           || c == '_' || c == '.';
}

/// A file's name without a folder, not hidden, of letters that mean the same on every disk.
bool is_plain(std::string_view name) {
    return !name.empty() && name.size() <= name_bytes_max && name.front() != '.'
           && std::all_of(name.begin(), name.end(), is_name_char);
}

bool is_log_of_sqlite(std::string_view name) {
    return name.ends_with("-wal") || name.ends_with("-shm") || name.ends_with("-journal");
}

/// Everything the schema of `database` has, as texts that can be compared.
std::vector<std::array<std::string, 4>> schema_of(sqlite::Connection& database) {
    std::vector<std::array<std::string, 4>> schema;
    auto rows = database.prepare(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"
    );
    while (rows.step()) {
        schema.push_back(
            {std::string{rows.text(0)},
             std::string{rows.text(1)},
             std::string{rows.text(2)},
             std::string{rows.text(3)}}
        );
    }
    return schema;
}

/// Before any of its tables is asked anything: a view in their place could keep us for ever.
void check_tables(sqlite::Connection& database, const std::filesystem::path& source) {
    sqlite::Connection fresh{":memory:", sqlite::Access::create};
    fresh.execute(backup_schema);
    if (database.integer("PRAGMA user_version") != backup_version
        || schema_of(database) != schema_of(fresh)) {
        throw StoreError{
            Failure{FailureCode::corrupt, "holds other tables than a backup has", source.string()}};
    }
}

/// Opens a backup; nothing but its first bytes was looked at yet.
sqlite::Connection open_backup(const std::filesystem::path& source) {
    require_plain_file(source);
    // Nobody writes to a backup, and it may lie on a medium nothing can be written to.
    sqlite::Connection database{source, sqlite::Access::immutable};
    if (database.integer("PRAGMA application_id") != backup_application_id) {
        throw StoreError{Failure{FailureCode::foreign, "not a backup of a till", source.string()}};
    }
    if (database.integer("PRAGMA user_version") > backup_version) {
        throw StoreError{Failure{FailureCode::newer, "written in a newer format", source.string()}};
    }
    check_tables(database, source);
    return database;
}

BackupAbout about_in(sqlite::Connection& database, const std::filesystem::path& source) {
    auto row = database.prepare("SELECT till, records, head FROM about");
    const auto head = row.step() ? parse_hash(row.text(2)) : std::nullopt;
    BackupAbout about;
    if (head) {
        about = {std::string{row.text(0)}, row.integer(1), *head};
    }
    if (!head || !is_plain(about.till) || about.till.size() > till_bytes_max || about.records < 1) {
        throw StoreError{
            Failure{FailureCode::corrupt, "does not say what it holds", source.string()}};
    }
    return about;
}

void make_folder(const std::filesystem::path& path) {
    if ((::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) || ::chmod(path.c_str(), 0700) != 0) {
        throw StoreError{system_failure(errno, "making a folder", path)};
    }
}

void make_private(const std::filesystem::path& path) {
    if (::chmod(path.c_str(), 0600) != 0) {
        throw StoreError{system_failure(errno, "restricting the file to its owner", path)};
    }
}

} // namespace

void require_plain_file(const std::filesystem::path& path) {
    static_cast<void>(value_of(RegularFile::open(path)));
}

bool is_backup_name(std::string_view name) {
    const std::size_t slash = name.find('/');
    if (slash != std::string_view::npos) {
        const std::string_view folder = name.substr(0, slash);
        return std::find(taken_on_request.begin(), taken_on_request.end(), folder)
                   != taken_on_request.end()
               && is_plain(name.substr(slash + 1));
    }
    const bool is_ours = name == ledger_file || name == head_file || name == pins_file
                         || name == "till.key" || name == "own-prices.json"
                         || name == "own-prices.copy.json" || name.starts_with("catalog")
                         || name.starts_with("feed");
    return is_ours && is_plain(name) && !is_log_of_sqlite(name);
}

BackupWriter::BackupWriter(const std::filesystem::path& path, const BackupAbout& about)
    : database_{path, sqlite::Access::create} {
    // Secrets go in: nobody else may look, from before the first byte.
    make_private(path);
    // In one transaction that starts from nothing, what a journal would keep is nothing.
    database_.execute("PRAGMA journal_mode = OFF");
    database_.execute("BEGIN IMMEDIATE");
    database_.execute("PRAGMA application_id = " + std::to_string(backup_application_id));
    database_.execute("PRAGMA user_version = " + std::to_string(backup_version));
    database_.execute(backup_schema);
    database_.prepare("INSERT INTO about (id, till, records, head) VALUES (1, ?1, ?2, ?3)")
        .bind(1, about.till)
        .bind(2, about.records)
        .bind(3, hex(about.head))
        .run();
}

void BackupWriter::add(const std::string& name, const std::filesystem::path& from) {
    if (!is_backup_name(name)) {
        throw StoreError{
            Failure{FailureCode::foreign, "not a name of a store's files", from.string()}};
    }
    require_plain_file(from);
    std::ifstream file{from, std::ios::binary};
    if (!file) {
        throw StoreError{Failure{FailureCode::permission, "cannot be opened", from.string()}};
    }
    database_.prepare("INSERT INTO file (name, mode, size) VALUES (?1, ?2, 0)")
        .bind(1, name)
        .bind(2, written_mode)
        .run();
    auto put =
        database_.prepare("INSERT INTO chunk (name, number, hash, bytes) VALUES (?1, ?2, ?3, ?4)");
    std::string buffer(static_cast<std::size_t>(chunk_size_bytes), '\0');
    std::int64_t number = 0;
    std::int64_t size = 0;
    while (file) {
        file.read(buffer.data(), chunk_size_bytes);
        const std::string_view bytes{buffer.data(), static_cast<std::size_t>(file.gcount())};
        if (bytes.empty()) {
            break;
        }
        put.bind(1, name).bind(2, number).bind(3, hex(blake2b(bytes))).bind_bytes(4, bytes).run();
        ++number;
        size += static_cast<std::int64_t>(bytes.size());
    }
    if (file.bad()) {
        throw StoreError{Failure{FailureCode::disk_error, "cannot be read", from.string()}};
    }
    database_.prepare("UPDATE file SET size = ?2 WHERE name = ?1")
        .bind(1, name)
        .bind(2, size)
        .run();
}

std::vector<BackupEntry> BackupWriter::finish() {
    std::vector<BackupEntry> entries;
    {
        auto rows = database_.prepare("SELECT name, size FROM file ORDER BY name");
        while (rows.step()) {
            entries.push_back({std::string{rows.text(0)}, rows.integer(1)});
        }
    }
    database_.execute("COMMIT");
    return entries;
}

BackupAbout read_about(const std::filesystem::path& source) {
    sqlite::Connection database = open_backup(source);
    return about_in(database, source);
}

BackupReader::BackupReader(const std::filesystem::path& source)
    : source_{source},
      database_{open_backup(source)},
      about_{about_in(database_, source)} {
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(source));
    check_whole(size);
    read_entries(size);
}

void BackupReader::bad(const std::string& what) const {
    throw StoreError{Failure{FailureCode::corrupt, what, source_.string()}};
}

void BackupReader::check_whole(std::int64_t file_size_bytes) {
    if (database_.integer("PRAGMA page_count") * database_.integer("PRAGMA page_size")
        != file_size_bytes) {
        bad("is not as long as it says");
    }
    if (const auto damage = database_.damage()) {
        bad("the file is damaged: " + *damage);
    }
}

void BackupReader::read_entries(std::int64_t file_size_bytes) {
    std::int64_t all = 0;
    std::set<std::string> seen;
    auto files = database_.prepare("SELECT name, size FROM file ORDER BY name");
    while (files.step()) {
        BackupEntry entry{std::string{files.text(0)}, files.integer(1)};
        if (!is_backup_name(entry.name) || !seen.insert(entry.name).second
            || entries_.size() == entries_max) {
            bad("holds a file with a bad name");
        }
        // Nothing is packed: what comes out is never more than what lies there.
        if (entry.size_bytes < 0 || entry.size_bytes > file_size_bytes - all) {
            bad(entry.name + " is larger than the backup");
        }
        all += entry.size_bytes;
        check_chunks(entry);
        entries_.push_back(std::move(entry));
    }
    if (!seen.contains(ledger_file)) {
        bad("holds no ledger");
    }
    const auto with_chunks = std::count_if(entries_.begin(), entries_.end(), [](const auto& entry) {
        return entry.size_bytes > 0;
    });
    if (database_.integer("SELECT count(DISTINCT name) FROM chunk") != with_chunks) {
        bad("holds pieces of no file");
    }
}

void BackupReader::check_chunks(const BackupEntry& entry) {
    auto sums =
        database_.prepare("SELECT count(*), coalesce(min(number), 0), coalesce(max(number), -1),"
                          " coalesce(sum(length(bytes)), 0), coalesce(max(length(bytes)), 0),"
                          " coalesce(min(typeof(bytes) = 'blob' AND typeof(number) = 'integer'), 1)"
                          " FROM chunk WHERE name = ?1");
    static_cast<void>(sums.bind(1, entry.name).step());
    const std::int64_t count = sums.integer(0);
    const bool agree = count == (entry.size_bytes + chunk_size_bytes - 1) / chunk_size_bytes
                       && sums.integer(1) == 0 && sums.integer(2) == count - 1
                       && sums.integer(3) == entry.size_bytes && sums.integer(4) <= chunk_size_bytes
                       && sums.integer(5) == 1;
    if (!agree) {
        bad(entry.name + " is not as it was put in");
    }
}

void BackupReader::write_one(const BackupEntry& entry, const std::filesystem::path& path) {
    std::ofstream file{path, std::ios::binary | std::ios::trunc};
    if (!file) {
        throw StoreError{system_failure(errno, "writing", path)};
    }
    make_private(path);
    auto chunks =
        database_.prepare("SELECT number, hash, bytes FROM chunk WHERE name = ?1 ORDER BY number");
    chunks.bind(1, entry.name);
    std::int64_t expected = 0;
    std::int64_t written = 0;
    while (chunks.step()) {
        const std::string_view bytes = chunks.text(2);
        if (chunks.integer(0) != expected || chunks.text(1) != hex(blake2b(bytes))) {
            bad(entry.name + " is not as it was put in");
        }
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        written += static_cast<std::int64_t>(bytes.size());
        ++expected;
    }
    if (written != entry.size_bytes) {
        bad(entry.name + " is not as it was put in");
    }
    file.close();
    if (!file) {
        throw StoreError{Failure{FailureCode::disk_error, "cannot be written", path.string()}};
    }
    value_of(sync_file(path));
}

void BackupReader::take_apart(const std::filesystem::path& into) {
    std::int64_t all = 0;
    for (const BackupEntry& entry : entries_) {
        all += entry.size_bytes;
    }
    std::error_code unknown;
    const auto room = std::filesystem::space(into, unknown);
    if (!unknown && room.available < static_cast<std::uintmax_t>(all)) {
        throw StoreError{Failure{
            FailureCode::disk_full,
            std::to_string(all) + " bytes are needed to unpack the backup",
            into.string()}};
    }
    std::set<std::filesystem::path> folders;
    for (const BackupEntry& entry : entries_) {
        const std::filesystem::path path = into / entry.name;
        if (path.parent_path() != into && folders.insert(path.parent_path()).second) {
            make_folder(path.parent_path());
        }
        write_one(entry, path);
    }
    for (const std::filesystem::path& folder : folders) {
        value_of(sync_folder(folder));
    }
    value_of(sync_folder(into));
}

} // namespace ocop::store
