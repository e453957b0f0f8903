#pragma once

#include "pos/core/chain.hpp"
#include "pos/sqlite/connection.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace ocop::store {

/// Whose journal a backup holds, and how far.
struct BackupAbout {
    std::string till{};
    std::int64_t records = 0;
    Hash head{};
};

/// Writes a backup file from its parts. Throws SqliteError, StoreError.
class BackupWriter {
public:
    /// Makes the file `path`, which must not be there.
    BackupWriter(const std::filesystem::path& path, const BackupAbout& about);

    /// Adds the file at `from` under `name`.
    void add(const std::string& name, const std::filesystem::path& from);

    /// Makes the file durable and closes it.
    void finish();

private:
    sqlite::Connection database_;
};

/// What a backup says it holds. Throws StoreError: `missing`, `foreign`, `newer`.
[[nodiscard]] BackupAbout read_about(const std::filesystem::path& source);

/// Writes every file of the backup into the folder `into`, durably, with its mode. Throws
/// StoreError: as read_about(), and `corrupt` where a name leaves the folder or bytes are not those
/// put in.
void take_apart(const std::filesystem::path& source, const std::filesystem::path& into);

} // namespace ocop::store
