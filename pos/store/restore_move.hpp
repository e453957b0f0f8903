#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ocop::store {

/// A restore that was decided upon: a store lies whole and proved in the work folder `staged`
/// within the data folder, and takes the place of what is there. Kept in `restore.pending` from the
/// decision until all of it is done:
///
///     {"aside":"replaced-20261201-083000","new":["head","ledger.db",…],
///      "old":["ledger.db","ledger.db-wal",…],"staged":".ocop-Xa82fQ","v":1}
///
/// As long as that file is there the folder holds no store that anybody may open; whoever wants to
/// completes the restore first.
struct PendingRestore {
    std::string staged{};
    std::string aside{};              // the folder what was there goes to, if anything was
    std::vector<std::string> fresh{}; // names in `staged` that go to the data folder
    std::vector<std::string> old{};   // names in the data folder that go aside
    bool operator==(const PendingRestore&) const = default;
};

/// What of a store lies in `folder` and must go aside before another takes its place, in the order
/// of names; `print-queue` as a whole: it counts records of the journal it lies beside.
[[nodiscard]] std::vector<std::string> files_to_replace(const std::filesystem::path& folder);

/// The name of a folder in `folder` that is not there yet: "replaced-" and `when`, digits and
/// dashes.
[[nodiscard]] std::string name_aside(const std::filesystem::path& folder, const std::string& when);

/// Makes `pending` durable: from here on it will be completed, by us or by whoever comes next.
/// Requires the StoreLock, and everything in the staged folder synced. Throws StoreError; then
/// nothing is decided.
void decide(const std::filesystem::path& folder, const PendingRestore& pending);

/// Completes `pending`; any part of it may have been done before, and once the ledger is in its
/// place only the traces are removed. Requires the StoreLock. Throws StoreError; then it is still
/// pending.
void carry_out(const std::filesystem::path& folder, const PendingRestore& pending);

/// The restore that is pending in `folder`; nullopt if none. Throws StoreError: `corrupt` where it
/// cannot be read.
[[nodiscard]] std::optional<PendingRestore> pending_restore(const std::filesystem::path& folder);

/// Completes a restore that was decided upon in `folder` and cut off, if there is one. To be called
/// before anything in a data folder is looked at; one call to the system where nothing is pending.
/// Fails with `locked` while a living program carries it out, `corrupt` where it cannot be
/// completed (restore again), or as the disk does.
[[nodiscard]] Expected<void, Failure> finish_restore(const std::filesystem::path& folder);

} // namespace ocop::store
