#pragma once

#include "pos/signing/sealed_stream.hpp"
#include "pos/store/backup_file.hpp"

#include <filesystem>

namespace ocop::store {

/// Writes the backup `from` sealed into `to`, a new file of its owner's alone, durably; `about`
/// stays readable in it. Throws StoreError.
void seal_file(
    const std::filesystem::path& from,
    const std::filesystem::path& to,
    const BackupAbout& about,
    const signing::Passphrase& passphrase,
    signing::SealCost cost
);

/// What a sealed file says it holds, which only unsealing it proves; nullopt where it is no sealed
/// one. Throws StoreError: as require_plain_file(), `newer`, `corrupt`.
[[nodiscard]] std::optional<BackupAbout> read_sealed_about(const std::filesystem::path& source);

/// Whether a file can be read with what a person gave.
enum class SealState {
    open,   // not sealed, or sealed with this passphrase
    locked, // sealed, and no passphrase was given
    wrong   // sealed with another one
};

/// Throws as read_sealed_about().
[[nodiscard]] SealState
seal_state(const std::filesystem::path& source, const signing::Passphrase* passphrase);

/// Writes what is in the sealed file `from` into `to`, a new file of its owner's alone; what it
/// said it holds. Requires seal_state() open. Throws StoreError: as read_sealed_about(), `corrupt`
/// where it was altered or cut off, `disk_full`.
[[nodiscard]] BackupAbout unseal_file(
    const std::filesystem::path& from,
    const std::filesystem::path& to,
    const signing::Passphrase* passphrase
);

} // namespace ocop::store
