#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/signing/sealed_stream.hpp"
#include "pos/store/backup_file.hpp"
#include "pos/store/verify.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace ocop::store {

/// What is wrong with the whole store in `folder`, as a till would find it there: the journal, and
/// whatever else it cannot do without. Fails where a file beside the journal is of no use.
using Prove = std::function<Expected<Verdict, Failure>(const std::filesystem::path& folder)>;

/// What is to be backed up, and where.
struct BackupOrder {
    std::filesystem::path target{}; // a file; in a folder, a name of its own is made
    /// Of the data folder, beside ledger and head, in the order they are copied; missing ones are
    /// left out.
    std::vector<std::string> names{};
    const signing::Passphrase* passphrase = nullptr; // null: not sealed
    signing::SealCost cost{};
    Prove prove{};
};

/// What backup_to() wrote.
struct BackedUp {
    std::filesystem::path file{};
    BackupAbout about{};
    std::vector<BackupEntry> entries{};
    bool is_sealed = false;
};

/// Copies the store in `folder` into one file, so that it can be restored alone. Works while a till
/// sells. The file holds secrets and is readable by its owner alone; sealed (see
/// sealed_stream.hpp), nothing of it reaches the target's disk in clear.
///
/// The new file grows beside the target, is taken apart again and proved, and only then takes its
/// name: whatever fails, and wherever this is killed, an older backup of that name stays whole.
/// Replaces only an older backup of the same journal, else fails with `exists`; `foreign` where the
/// target is a pipe or device; `corrupt` where the store is not whole.
[[nodiscard]] Expected<BackedUp, Failure>
backup_to(const std::filesystem::path& folder, const BackupOrder& order);

/// Takes the backup apart in a temporary folder and proves what is in it. Fails with `foreign`
/// where it is sealed with another passphrase; see seal_state().
[[nodiscard]] Expected<Verdict, Failure> verify_backup(
    const std::filesystem::path& source, const signing::Passphrase* passphrase, const Prove& prove
);

/// Takes the backup `source` apart into the new folder `into`. `work` is for what is between.
/// Throws StoreError, SqliteError.
[[nodiscard]] BackupAbout unpack_backup(
    const std::filesystem::path& source,
    const signing::Passphrase* passphrase,
    const std::filesystem::path& work,
    const std::filesystem::path& into
);

/// Throws StoreError where the ledger that was taken out of `source` has other tables than a
/// till's: before it is asked what it holds, for a view in a table's place could keep us for ever.
void require_ledger_tables(
    const std::filesystem::path& unpacked, const std::filesystem::path& source
);

} // namespace ocop::store
