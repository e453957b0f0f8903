#pragma once

#include "pos/compose/store_proof.hpp"
#include "pos/core/epoch.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/secret.hpp"
#include "pos/signing/passphrase.hpp"
#include "pos/store/backup.hpp"
#include "pos/store/sealed_file.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ocop::compose {

/// Why nothing was backed up or restored: the surroundings, or what is in a store.
struct BackupRefusal {
    Failure failure{};
    std::optional<StoreFinding> finding{}; // the fault in the store, where that is the reason
    std::optional<EpochRefusal> numbers{}; // restoring: the numbers stated, or that none were
    store::SealState seal =
        store::SealState::open;        // reading: the passphrase, or that none was given
    std::optional<Refusal> approver{}; // restoring: of whoever was to decide, or their PIN
};

/// Who decides about a restore, where it is not the folder's owner: a manager of the store that is
/// restored, with their PIN there.
struct RestoreApprover {
    std::string user{};
    Secret pin{};
};

/// Files of a data folder, as people are told of them: one, or a folder's.
struct FilesTold {
    std::string name{};
    std::int64_t files = 0;
    std::int64_t bytes = 0;
};

/// What a backup is to hold beside what a till cannot do without.
struct BackupChoice {
    std::filesystem::path target{};
    std::vector<std::string> with{}; // of store::taken_on_request
    const signing::Passphrase* passphrase = nullptr;
    store::Progress progress{};
};

/// What was backed up.
struct BackupDone {
    std::filesystem::path file{};
    store::BackupAbout about{};
    bool is_sealed = false;
    std::vector<FilesTold> holds{};
    std::vector<FilesTold> left_out{};
};

/// Backs up the store in `folder`, proved as StoreProof does; see store::backup_to().
[[nodiscard]] Expected<BackupDone, BackupRefusal>
back_up(const std::filesystem::path& folder, const BackupChoice& choice);

/// A backup that cannot be read with what was given; nullopt where it can.
[[nodiscard]] std::optional<BackupRefusal>
sealed_against(const std::filesystem::path& source, const signing::Passphrase* passphrase);

/// What a backup was found to hold.
struct BackupFacts {
    store::Verdict verdict{};              // without a fault
    std::optional<StoreFinding> finding{}; // what is wrong beside journal and key
    Ledger ledger{};                       // at its end
};

/// Takes a backup apart in a temporary folder, proves it and looks at it.
[[nodiscard]] Expected<BackupFacts, BackupRefusal> look_at_backup(
    const std::filesystem::path& source,
    const signing::Passphrase* passphrase,
    const store::Progress& progress
);

/// How a backup is restored, as a person decided it.
struct RestoreChoice {
    std::filesystem::path source{};
    const signing::Passphrase* passphrase = nullptr;
    StatedNumbers numbers{};
    bool replace = false; // over a store that holds other records
    bool is_sure = false; // of large numbers, and of a backup with a fault beside journal and key
    std::string by{};     // the account, or the user, who decided
    std::optional<RestoreApprover> approver{}; // none: the folder's owner acts
    std::function<Moment(const Ledger& restored)> now{};
    store::Progress progress{};
};

/// What was restored.
struct RestoreDone {
    store::BackupAbout about{};
    Record record{}; // the `restore` record
    EpochNumbers numbers{};
    std::string aside{}; // where what was there went, in the data folder; or empty
    std::optional<StoreFinding> finding{}; // what is still wrong beside journal and key
};

/// The numbers the store in `folder` had come to, as far as it can be read and is of `till`: what a
/// restored one goes on after, whatever the backup holds.
[[nodiscard]] EpochNumbers
known_numbers(const std::filesystem::path& folder, const std::string& till);

/// Restores a backup into `folder`, with its `restore` record, all of it or nothing; see
/// store::restore(). A real store's last numbers must be stated, unless the store that is there
/// shows that nothing was lost.
[[nodiscard]] Expected<RestoreDone, BackupRefusal>
restore_shop(const std::filesystem::path& folder, const RestoreChoice& choice);

/// Puts the PINs of a backup of the same till into `folder`, and records it; all else stays.
[[nodiscard]] Expected<Record, BackupRefusal>
restore_pins(const std::filesystem::path& folder, const RestoreChoice& choice);

} // namespace ocop::compose
