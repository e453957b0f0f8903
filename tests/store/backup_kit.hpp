#pragma once

#include "pos/store/backup.hpp"
#include "pos/store/restore.hpp"
#include "tests/store/shop.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ocop::store::test {

/// Guesses at a passphrase cost nothing here.
inline constexpr signing::SealCost cheap{1, 8192};

/// The journal in full, with the tests' own key.
[[nodiscard]] inline Expected<Verdict, Failure> prove(const std::filesystem::path& folder) {
    return verify(folder, Depth::full, test_check());
}

[[nodiscard]] inline signing::Passphrase phrase(std::string_view text = "five random words") {
    return std::move(*signing::Passphrase::parse(text));
}

[[nodiscard]] inline BackupOrder
order(const std::filesystem::path& target, std::vector<std::string> names = {}) {
    BackupOrder order;
    order.target = target;
    order.names = std::move(names);
    order.cost = cheap;
    order.prove = prove;
    return order;
}

[[nodiscard]] inline Expected<BackedUp, Failure> back_up(
    const std::filesystem::path& folder,
    const std::filesystem::path& target,
    std::vector<std::string> names = {}
) {
    return backup_to(folder, order(target, std::move(names)));
}

/// Appends the `restore` record as a shop does, and closes the journal with its head.
[[nodiscard]] inline Expected<void, Failure> append_restore(const StagedStore& staged) {
    auto journal = SqliteJournal::open(staged.folder, Use::write, test_key());
    if (!journal) {
        return Unexpected{journal.error()};
    }
    const Ledger& ledger = (*journal)->ledger();
    const auto record = (*journal)->append(RecordDraft{
        "restore",
        ledger.last_at,
        {{"records", staged.about.records},
         {"head", hex(staged.about.head)},
         {"from_seq", ledger.records},
         {"last_receipt", nullptr},
         {"last_einvoice", Json::object()}}});
    return record ? (*journal)->write_head() : Unexpected{record.error()};
}

[[nodiscard]] inline RestoreOrder restoring(const std::filesystem::path& source) {
    RestoreOrder order;
    order.source = source;
    order.prove = prove;
    order.now = "20261201-083000";
    order.prepare = append_restore;
    return order;
}

[[nodiscard]] inline Expected<Restored, Failure>
restore_from(const std::filesystem::path& source, const std::filesystem::path& folder) {
    return restore(folder, restoring(source));
}

/// Every file in `folder` and those within, by its path from there; SQLite's shared memory and the
/// lock file are none.
[[nodiscard]] inline std::vector<std::string> files_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        const std::string name = entry.path().lexically_relative(folder).string();
        if (!entry.is_directory() && !name.ends_with("-shm") && !name.ends_with("-wal")
            && name != lock_file) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace ocop::store::test
