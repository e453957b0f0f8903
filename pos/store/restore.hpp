#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/store/backup.hpp"
#include "pos/store/head.hpp"
#include "pos/store/verify.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ocop::store {

/// What lies where a backup is to be restored, compared with it.
struct PresentStore {
    std::vector<std::string> names{}; // of all files that would have to go aside
    /// The last record of its journal, as far as it can be read, else where its head says it was.
    std::optional<HeadPoint> last{};
    bool is_readable = false;        // its journal could be read: `last` is of it
    std::optional<Failure> unread{}; // why not, where the disk did not give it
    /// The backup holds every record of it, and its head knows of no more.
    bool is_continued = false;
    /// And it ends where the backup ends: nothing was sold since.
    bool is_the_same = false;
};

/// A backup taken apart in a folder within the data folder, proved, and not in place yet.
struct StagedStore {
    std::filesystem::path folder{};
    BackupAbout about{};
    PresentStore present{};
    std::string aside{}; // the folder in the data folder that what is there goes to
};

/// How a backup is restored.
struct RestoreOrder {
    std::filesystem::path source{};
    const signing::Passphrase* passphrase = nullptr;
    Prove prove{};
    /// Over a store the backup does not continue, too.
    bool replace = false;
    std::string now{}; // for the folder's name: "20261201-083000"
    /// Appends the `restore` record to the staged store and closes it, or refuses.
    std::function<Expected<void, Failure>(const StagedStore& staged)> prepare{};
};

/// What restore() did.
struct Restored {
    BackupAbout about{};
    std::string aside{}; // where what was there went; empty if nothing was
};

/// Puts the store of a backup into `folder` (made if missing). It is taken apart beside its place,
/// proved and prepared there, and only then decided upon (see restore_move.hpp): whatever fails
/// before leaves the folder as it was; after that all of it comes, if need be with the next start.
/// What was there is moved into a folder of its own, and nothing of it is deleted.
///
/// Over a store that is there it goes only if the backup continues its journal; one with more
/// records, other records or an unreadable ledger fails with `exists`, unless told to `replace`.
/// `locked` while a till has it open.
[[nodiscard]] Expected<Restored, Failure>
restore(const std::filesystem::path& folder, const RestoreOrder& order);

/// Takes the one file `name` out of the backup `source` and puts it into `folder`, whose journal
/// must be the backup's or go on from it, else `foreign`. Durably, and whole or not at all.
[[nodiscard]] Expected<void, Failure> restore_one(
    const std::filesystem::path& source,
    const signing::Passphrase* passphrase,
    const std::filesystem::path& folder,
    const std::string& name,
    const std::function<Expected<void, Failure>(const std::filesystem::path& unpacked)>& check
);

} // namespace ocop::store
