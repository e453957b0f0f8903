#pragma once

#include "pos/core/chain.hpp"
#include "pos/sqlite/connection.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::store {

/// A backup before it is sealed: an SQLite database with application_id "OCBK" and three tables:
/// `about` (till, records, hash of the last one), `file` (name, mode, size in bytes) and `chunk`
/// (1 MiB each but the last of a file, with its BLAKE2b). What `mode` says is not followed: files
/// come out as their owner's alone.

/// Whose journal a backup holds, and how far.
struct BackupAbout {
    std::string till{};
    std::int64_t records = 0;
    Hash head{};
    bool operator==(const BackupAbout&) const = default;
};

/// A file within a backup, by the name it has in the data folder ("head", "receipts/….pdf").
struct BackupEntry {
    std::string name{};
    std::int64_t size_bytes = 0;
    bool operator==(const BackupEntry&) const = default;
};

/// True for the names a backup may hold: the store's own files, those of catalogue and feed, and
/// files directly in `images`, `print-queue` and `receipts`. None leads out of the data folder, and
/// none is one that SQLite would take for its own log beside a database.
[[nodiscard]] bool is_backup_name(std::string_view name);

/// Writes a backup file from its parts. Throws SqliteError, StoreError.
class BackupWriter {
public:
    /// Makes the file `path`, which must not be there.
    BackupWriter(const std::filesystem::path& path, const BackupAbout& about);

    /// Adds the file at `from` under `name`, which is_backup_name(). Refuses (foreign) what is no
    /// plain file.
    void add(const std::string& name, const std::filesystem::path& from);

    /// Makes the file durable and closes it; what it holds, in the order of names.
    [[nodiscard]] std::vector<BackupEntry> finish();

private:
    sqlite::Connection database_;
};

/// A backup file whose structure was looked at and found to be what a BackupWriter writes: exactly
/// these tables and nothing else in the database, names a backup may hold, sizes and chunks that
/// agree with each other and fit into the file. What is in the chunks is compared with their hashes
/// as they come out.
class BackupReader {
public:
    /// Throws StoreError: `missing`, `foreign` (also for a folder, pipe or device, which is not
    /// waited for), `newer`, `corrupt`; SqliteError.
    explicit BackupReader(const std::filesystem::path& source);

    [[nodiscard]] const BackupAbout& about() const { return about_; }

    /// In the order of names.
    [[nodiscard]] const std::vector<BackupEntry>& entries() const { return entries_; }

    /// Writes every file into the folder `into`, durably, each its owner's alone (0600, folders
    /// 0700). Throws StoreError: `corrupt` where bytes are not those put in, `disk_full` before
    /// anything is written where they will not fit.
    void take_apart(const std::filesystem::path& into);

private:
    void check_whole(std::int64_t file_size_bytes);
    void read_entries(std::int64_t file_size_bytes);
    void check_chunks(const BackupEntry& entry);
    void write_one(const BackupEntry& entry, const std::filesystem::path& path);
    [[noreturn]] void bad(const std::string& what) const;

    std::filesystem::path source_;
    sqlite::Connection database_;
    BackupAbout about_;
    std::vector<BackupEntry> entries_{};
};

/// What the backup `source` says it holds, without a look at the rest. Throws as BackupReader.
[[nodiscard]] BackupAbout read_about(const std::filesystem::path& source);

/// Throws StoreError where `path` is no plain file: `missing`, or `wrong_kind` for a folder, pipe
/// or device.
void require_plain_file(const std::filesystem::path& path);

} // namespace ocop::store
