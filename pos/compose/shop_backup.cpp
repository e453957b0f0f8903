#include "pos/compose/shop_backup.hpp"

#include "pos/shell/folder_entries.hpp"
#include "pos/store/data_files.hpp"
#include "pos/store/guard.hpp"

#include <algorithm>
#include <map>

namespace ocop::compose {

namespace {

using Names = std::vector<std::string>;

/// Plain files directly in `folder`, by name; none where there is no such folder.
Expected<Names, Failure> files_in(const std::filesystem::path& folder) {
    const auto entries = entries_of(folder);
    if (!entries) {
        const bool is_none = entries.error().code == FailureCode::missing;
        return is_none ? Expected<Names, Failure>{Names{}} : Unexpected{entries.error()};
    }
    Names names;
    for (const std::filesystem::path& entry : *entries) {
        std::error_code error;
        if (std::filesystem::is_regular_file(entry, error) || error) { // told when it is copied
            names.push_back(entry.filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

bool is_of_catalog(const std::string& name) {
    return (name.starts_with("catalog") || name.starts_with("feed"))
           && name.find("-staging") == std::string::npos && store::is_backup_name(name);
}

/// What a restored till needs beside ledger and head, in the order it is copied: what points to a
/// catalogue before the catalogues, which are kept for one version more than they are pointed to.
Expected<Names, Failure> names_to_take(const std::filesystem::path& folder, const Names& with) {
    // The prices' copy after the prices: it is written after them.
    Names names{
        store::pins_file,
        key_file,
        "own-prices.json",
        "own-prices.copy.json",
        "catalog.current",
        "feed.current"};
    const auto here = files_in(folder);
    if (!here) {
        return Unexpected{here.error()};
    }
    for (const std::string& name : *here) {
        if (is_of_catalog(name) && std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
    for (const std::string& within : with) {
        const auto there = files_in(folder / within);
        if (!there) {
            return Unexpected{there.error()};
        }
        for (const std::string& name : *there) {
            if (store::is_backup_name(within + "/" + name)) {
                names.push_back(within + "/" + name);
            }
        }
    }
    return names;
}

/// A file by itself, those in a folder together.
std::vector<FilesTold> told(const std::vector<store::BackupEntry>& entries) {
    std::map<std::string, FilesTold> all;
    for (const store::BackupEntry& entry : entries) {
        const std::string name = entry.name.substr(0, entry.name.find('/'));
        FilesTold& files = all[name];
        files.name = name;
        files.files += 1;
        files.bytes += entry.size_bytes;
    }
    std::vector<FilesTold> list;
    for (auto& [name, files] : all) {
        list.push_back(std::move(files));
    }
    return list;
}

FilesTold count(const std::filesystem::path& path) {
    FilesTold told{path.filename().string(), 0, 0};
    std::error_code error;
    std::filesystem::recursive_directory_iterator entries{path, error};
    while (!error && entries != std::filesystem::recursive_directory_iterator{}) {
        if (entries->is_regular_file(error)) {
            told.files += 1;
            told.bytes += static_cast<std::int64_t>(entries->file_size(error));
        }
        entries.increment(error);
    }
    return told;
}

/// What is in the data folder and not in the backup, but for what is made anew with each start.
std::vector<FilesTold>
left_out(const std::filesystem::path& folder, const std::vector<FilesTold>& held) {
    std::vector<FilesTold> list;
    std::error_code error;
    std::filesystem::directory_iterator entries{folder, error};
    while (!error && entries != std::filesystem::directory_iterator{}) {
        const std::string name = entries->path().filename().string();
        const bool is_held = std::any_of(held.begin(), held.end(), [&](const FilesTold& files) {
            return files.name == name;
        });
        const bool passes = name.starts_with(".") || name.starts_with("ledger.");
        if (!is_held && !passes) {
            FilesTold files = count(entries->path());
            if (entries->is_regular_file(error)) {
                files = {name, 1, static_cast<std::int64_t>(entries->file_size(error))};
            }
            list.push_back(std::move(files));
        }
        entries.increment(error);
    }
    std::sort(list.begin(), list.end(), [](const FilesTold& a, const FilesTold& b) {
        return a.name < b.name;
    });
    return list;
}

} // namespace

Expected<BackupDone, BackupRefusal>
back_up(const std::filesystem::path& folder, const BackupChoice& choice) {
    StoreProof proof{StoreProof::Strictness::whole, choice.progress};
    store::BackupOrder order;
    order.target = choice.target;
    auto names = names_to_take(folder, choice.with);
    if (!names) {
        return Unexpected{BackupRefusal{names.error(), std::nullopt, std::nullopt, {}}};
    }
    order.names = std::move(*names);
    order.passphrase = choice.passphrase;
    order.prove = std::ref(proof);
    auto done = store::backup_to(folder, order);
    if (!done) {
        const bool by_store = done.error().code == FailureCode::corrupt;
        return Unexpected{BackupRefusal{
            done.error(), by_store ? proof.finding() : std::nullopt, std::nullopt, {}}};
    }
    BackupDone answer{done->file, done->about, done->is_sealed, told(done->entries), {}};
    answer.left_out = left_out(folder, answer.holds);
    return answer;
}

std::optional<BackupRefusal>
sealed_against(const std::filesystem::path& source, const signing::Passphrase* passphrase) {
    const auto state = store::guard(source, [&] { return store::seal_state(source, passphrase); });
    if (!state) {
        return BackupRefusal{state.error(), std::nullopt, std::nullopt, {}};
    }
    if (*state == store::SealState::open) {
        return std::nullopt;
    }
    return BackupRefusal{
        Failure{FailureCode::foreign, "sealed with a passphrase", source.string()},
        std::nullopt,
        std::nullopt,
        *state};
}

Expected<BackupFacts, BackupRefusal> look_at_backup(
    const std::filesystem::path& source,
    const signing::Passphrase* passphrase,
    const store::Progress& progress
) {
    if (auto refusal = sealed_against(source, passphrase)) {
        return Unexpected{std::move(*refusal)};
    }
    StoreProof proof{StoreProof::Strictness::journal_and_key, progress};
    BackupFacts facts;
    const auto look = [&](const std::filesystem::path& unpacked) {
        auto verdict = proof(unpacked);
        if (verdict && !verdict->fault) {
            const auto journal = store::SqliteJournal::open(unpacked, store::Use::read);
            if (!journal) {
                return Expected<store::Verdict, Failure>{Unexpected{journal.error()}};
            }
            facts.ledger = (*journal)->ledger();
        }
        return verdict;
    };
    const auto verdict = store::verify_backup(source, passphrase, look);
    if (!verdict) {
        return Unexpected{BackupRefusal{verdict.error(), std::nullopt, std::nullopt, {}}};
    }
    facts.verdict = *verdict;
    facts.finding = proof.finding();
    if (verdict->fault) {
        return Unexpected{BackupRefusal{
            Failure{FailureCode::corrupt, store::words(*verdict->fault), source.string()},
            facts.finding,
            std::nullopt,
            {}}};
    }
    return facts;
}

} // namespace ocop::compose
