#include "pos/store/backup.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/store/backup_file.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/head.hpp"
#include "pos/store/ledger_file.hpp"
#include "pos/store/projections.hpp"
#include "pos/store/store_lock.hpp"

#include <cerrno>
#include <optional>
#include <stdlib.h>

namespace ocop::store {

namespace {

/// A new folder that goes away with all that is in it.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const std::filesystem::path& beside) {
        std::string name = (beside / ".ocop-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw StoreError{system_failure(errno, "making a temporary folder", beside)};
        }
        path_ = name;
    }

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_{};
};

/// The hash of record `seq`, or nullopt if the journal in `database` has none.
std::optional<Hash> hash_of(sqlite::Connection& database, std::int64_t seq) {
    auto rows = database.prepare("SELECT record FROM journal WHERE seq = ?1");
    if (!rows.bind(1, seq).step()) {
        return std::nullopt;
    }
    const auto record = parse_record(rows.text(0));
    return record ? std::optional{record->hash} : std::nullopt;
}

/// Where the backup goes: a name of its own if `target` is a folder.
std::filesystem::path file_for(const std::filesystem::path& target, const BackupAbout& about) {
    return std::filesystem::is_directory(target)
               ? target / ("backup-" + about.till + "-" + std::to_string(about.records) + ".ocop")
               : target;
}

/// Only an earlier state of the same journal may be replaced.
void check_replaceable(
    const std::filesystem::path& file, const BackupAbout& about, sqlite::Connection& ledger
) {
    if (!std::filesystem::exists(file)) {
        return;
    }
    const auto old = guard(file, [&] { return read_about(file); });
    if (!old || old->till != about.till || hash_of(ledger, old->records - 1) != old->head) {
        throw StoreError{Failure{
            FailureCode::exists, "not an earlier backup of this till's journal", file.string()}};
    }
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

/// The last place of the store in `folder`, closed cleanly so that the ledger is one file; nullopt
/// if there is none.
std::optional<HeadPoint> present_store(const std::filesystem::path& folder) {
    if (!std::filesystem::exists(folder / ledger_file)) {
        return std::nullopt;
    }
    const auto point = guard(folder / ledger_file, [&] {
        static_cast<void>(look_at_ledger(folder)); // one of ours
        sqlite::Connection ledger{folder / ledger_file, sqlite::Access::write};
        const std::int64_t last = ledger.integer("SELECT max(seq) FROM journal");
        const auto hash = hash_of(ledger, last);
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        if (!hash) {
            throw StoreError{Failure{FailureCode::corrupt, "its last record cannot be read", {}}};
        }
        return HeadPoint{last, *hash};
    });
    if (!point) {
        throw StoreError{Failure{
            FailureCode::exists,
            "the store here cannot be compared with the backup (" + point.error().what
                + "): move it away first",
            folder.string()}};
    }
    std::error_code none;
    if (std::filesystem::file_size(folder / (std::string{ledger_file} + "-wal"), none) > 0
        && !none) {
        throw StoreError{Failure{
            FailureCode::locked, "another program is reading it", (folder / ledger_file).string()}};
    }
    return *point;
}

} // namespace

Expected<BackedUp, Failure> backup_to(
    const std::filesystem::path& folder,
    const std::filesystem::path& target,
    const std::vector<std::string>& also
) {
    return guard(target, [&] {
        // The head is copied before the ledger: it may be behind it, never ahead.
        const auto head = read_head(folder);
        sqlite::Connection live = look_at_ledger(folder);
        const TemporaryFolder work{folder_of(target)};
        const std::filesystem::path copy = work.path() / ledger_file;
        {
            sqlite::Connection target_ledger{copy, sqlite::Access::create};
            live.copy_to(target_ledger);
        }
        sqlite::Connection ledger{copy, sqlite::Access::immutable};
        const Ledger sums = Projections{ledger}.load();
        const BackupAbout about{sums.identity->till, sums.records, sums.head};
        const std::filesystem::path file = file_for(target, about);
        check_replaceable(file, about, ledger);

        const std::filesystem::path unfinished = work.path() / "backup";
        {
            BackupWriter writer{unfinished, about};
            writer.add(ledger_file, copy);
            if (head && *head) {
                const std::filesystem::path head_copy = work.path() / head_file;
                value_of(write_atomically(head_copy, head_text(**head)));
                writer.add(head_file, head_copy);
            }
            std::vector<std::string> names{pins_file};
            names.insert(names.end(), also.begin(), also.end());
            for (const std::string& name : names) {
                if (std::filesystem::exists(folder / name)) {
                    writer.add(name, folder / name);
                }
            }
            writer.finish();
        }
        std::filesystem::rename(unfinished, file);
        value_of(sync_folder(folder_of(file)));
        return BackedUp{file, about.till, about.records};
    });
}

Expected<Verdict, Failure>
verify_backup(const std::filesystem::path& source, const CheckSignature& check_signature) {
    auto verdict = guard(source, [&] {
        const TemporaryFolder work{std::filesystem::temp_directory_path()};
        take_apart(source, work.path());
        Verdict found = value_of(verify(work.path(), Depth::full, check_signature));
        const BackupAbout about = read_about(source);
        if (!found.fault && (about.records != found.records || about.head != found.head)) {
            found.fault = Fault{std::nullopt, "holds another journal than it says"};
        }
        return found;
    });
    if (!verdict && verdict.error().code == FailureCode::corrupt) {
        return Verdict{0, Hash{}, Fault{std::nullopt, verdict.error().what}};
    }
    return verdict;
}

Expected<Verdict, Failure> restore(
    const std::filesystem::path& source,
    const std::filesystem::path& folder,
    const CheckSignature& check_signature
) {
    return guard(folder, [&] {
        const BackupAbout about = read_about(source);
        std::filesystem::create_directories(folder);
        const StoreLock lock{folder};
        const TemporaryFolder work{folder};
        take_apart(source, work.path());
        Verdict verdict = value_of(verify(work.path(), Depth::full, check_signature));
        if (verdict.fault) {
            throw StoreError{Failure{FailureCode::corrupt, words(*verdict.fault), source.string()}};
        }
        if (const auto present = present_store(folder)) {
            sqlite::Connection ledger = look_at_ledger(work.path());
            if (hash_of(ledger, present->seq) != present->hash) {
                throw StoreError{Failure{
                    FailureCode::exists,
                    "the journal here has records the backup of " + about.till + " lacks",
                    folder.string()}};
            }
        }
        // The ledger first, the head last: cut off between them, the head is only behind.
        std::filesystem::rename(work.path() / ledger_file, folder / ledger_file);
        value_of(sync_folder(folder));
        std::vector<std::filesystem::path> others;
        for (const auto& entry : std::filesystem::directory_iterator{work.path()}) {
            const std::string name = entry.path().filename().string();
            if (name != head_file && !name.starts_with(ledger_file)) {
                others.push_back(entry.path());
            }
        }
        if (std::filesystem::exists(work.path() / head_file)) {
            others.push_back(work.path() / head_file);
        }
        for (const std::filesystem::path& file : others) {
            std::filesystem::rename(file, folder / file.filename());
        }
        value_of(sync_folder(folder));
        return verdict;
    });
}

} // namespace ocop::store
