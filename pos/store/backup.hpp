#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/store/store_files.hpp"
#include "pos/store/verify.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ocop::store {

/// What backup_to() wrote.
struct BackedUp {
    std::filesystem::path file{};
    std::string till{};
    std::int64_t records = 0;
};

/// Copies the store in `folder` into the one file `target` (a name inside it is made if `target` is
/// a folder): ledger, head and PINs, and the files of `also` (names without folders; missing ones
/// are left out), so that it can be restored alone. Works while a till sells. The file holds
/// secrets and is readable by its owner alone. Replaces only an older backup of the same journal,
/// else fails with `exists`; on failure what was there is untouched.
///
/// The file is an SQLite database with application_id "OCBK": `about` (till, records, hash of the
/// last one), `file` (name, mode, size in bytes) and `chunk` (at most 1 MiB each, with its
/// BLAKE2b).
[[nodiscard]] Expected<BackedUp, Failure> backup_to(
    const std::filesystem::path& folder,
    const std::filesystem::path& target,
    const std::vector<std::string>& also
);

/// Takes the backup apart in a temporary folder and verifies its journal in full there.
[[nodiscard]] Expected<Verdict, Failure>
verify_backup(const std::filesystem::path& source, const CheckSignature& check_signature);

/// Puts the store of a backup into `folder` (made if missing), after verifying it in full: the
/// verdict over what was restored. Over a store that is there it goes only if the backup continues
/// its journal; one with more records, other records or an unreadable ledger fails with `exists`,
/// and stays. `locked` while a till has it open. The caller then appends the `restore` record.
[[nodiscard]] Expected<Verdict, Failure> restore(
    const std::filesystem::path& source,
    const std::filesystem::path& folder,
    const CheckSignature& check_signature
);

} // namespace ocop::store
