#include "pos/store/backup_file.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/sqlite/transaction.hpp"
#include "pos/store/guard.hpp"

#include <fstream>

namespace ocop::store {

namespace {

constexpr std::int64_t backup_application_id = 0x4F43424B; // "OCBK"
constexpr std::int64_t backup_version = 1;
constexpr std::size_t chunk_size_bytes = 1024 * 1024;

constexpr const char* backup_schema =
    "CREATE TABLE about (id INTEGER PRIMARY KEY CHECK (id = 1), till TEXT NOT NULL,"
    "    records INTEGER NOT NULL, head TEXT NOT NULL) STRICT;"
    "CREATE TABLE file (name TEXT PRIMARY KEY, mode INTEGER NOT NULL, size INTEGER NOT NULL)"
    "    STRICT, WITHOUT ROWID;"
    "CREATE TABLE chunk (name TEXT NOT NULL REFERENCES file (name), number INTEGER NOT NULL,"
    "    hash TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (name, number)) STRICT;";

[[noreturn]] void
bad_backup(FailureCode code, std::string what, const std::filesystem::path& source) {
    throw StoreError{Failure{code, std::move(what), source.string()}};
}

sqlite::Connection open_backup(const std::filesystem::path& source) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(source, error)) {
        bad_backup(FailureCode::missing, "there is no backup here", source);
    }
    // Nobody writes to a backup, and it may lie on a medium nothing can be written to.
    sqlite::Connection database{source, sqlite::Access::immutable};
    if (database.integer("PRAGMA application_id") != backup_application_id) {
        bad_backup(FailureCode::foreign, "not a backup of a till", source);
    }
    if (database.integer("PRAGMA user_version") > backup_version) {
        bad_backup(FailureCode::newer, "written in a newer format", source);
    }
    return database;
}

/// A name that stays in the folder it is put into.
bool is_plain(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos
           && name.find('\0') == std::string::npos;
}

void write_one(
    sqlite::Connection& database,
    const std::string& name,
    std::int64_t size,
    const std::filesystem::path& path,
    const std::filesystem::path& source
) {
    std::ofstream file{path, std::ios::binary | std::ios::trunc};
    auto chunks =
        database.prepare("SELECT number, hash, bytes FROM chunk WHERE name = ?1 ORDER BY number");
    chunks.bind(1, name);
    std::int64_t expected = 0;
    std::int64_t written = 0;
    while (chunks.step()) {
        const std::string_view bytes = chunks.text(2);
        if (chunks.integer(0) != expected || chunks.text(1) != hex(blake2b(bytes))) {
            bad_backup(FailureCode::corrupt, name + " is not as it was put in", source);
        }
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        written += static_cast<std::int64_t>(bytes.size());
        ++expected;
    }
    if (written != size) {
        bad_backup(FailureCode::corrupt, name + " is not as it was put in", source);
    }
    file.close();
    if (!file) {
        bad_backup(FailureCode::disk_error, "cannot be written", path);
    }
    value_of(sync_file(path));
}

} // namespace

BackupWriter::BackupWriter(const std::filesystem::path& path, const BackupAbout& about)
    : database_{path, sqlite::Access::create} {
    // Secrets go in: nobody else may look, from before the first byte.
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write
    );
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
    std::ifstream file{from, std::ios::binary};
    if (!file) {
        bad_backup(FailureCode::permission, "cannot be opened", from);
    }
    const auto mode = std::filesystem::status(from).permissions() & std::filesystem::perms::mask;
    database_.prepare("INSERT INTO file (name, mode, size) VALUES (?1, ?2, 0)")
        .bind(1, name)
        .bind(2, static_cast<std::int64_t>(mode))
        .run();
    auto put =
        database_.prepare("INSERT INTO chunk (name, number, hash, bytes) VALUES (?1, ?2, ?3, ?4)");
    std::string buffer(chunk_size_bytes, '\0');
    std::int64_t number = 0;
    std::int64_t size = 0;
    while (file) {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        const std::string_view bytes{buffer.data(), static_cast<std::size_t>(file.gcount())};
        if (bytes.empty()) {
            break;
        }
        put.bind(1, name).bind(2, number).bind(3, hex(blake2b(bytes))).bind_bytes(4, bytes).run();
        ++number;
        size += static_cast<std::int64_t>(bytes.size());
    }
    if (file.bad()) {
        bad_backup(FailureCode::disk_error, "cannot be read", from);
    }
    database_.prepare("UPDATE file SET size = ?2 WHERE name = ?1")
        .bind(1, name)
        .bind(2, size)
        .run();
}

void BackupWriter::finish() {
    database_.execute("COMMIT");
}

BackupAbout read_about(const std::filesystem::path& source) {
    sqlite::Connection database = open_backup(source);
    auto about = database.prepare("SELECT till, records, head FROM about");
    const bool found = about.step();
    const auto head = found ? parse_hash(about.text(2)) : std::nullopt;
    if (!head) {
        bad_backup(FailureCode::corrupt, "does not say what it holds", source);
    }
    return BackupAbout{std::string{about.text(0)}, about.integer(1), *head};
}

void take_apart(const std::filesystem::path& source, const std::filesystem::path& into) {
    sqlite::Connection database = open_backup(source);
    auto files = database.prepare("SELECT name, mode, size FROM file ORDER BY name");
    while (files.step()) {
        const std::string name{files.text(0)};
        if (!is_plain(name)) {
            bad_backup(FailureCode::corrupt, "holds a file with a bad name", source);
        }
        const std::filesystem::path path = into / name;
        write_one(database, name, files.integer(2), path, source);
        std::filesystem::permissions(
            path,
            static_cast<std::filesystem::perms>(files.integer(1)) & std::filesystem::perms::mask
        );
    }
    value_of(sync_folder(into));
}

} // namespace ocop::store
