#include "pos/store/backup.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/head.hpp"
#include "pos/store/ledger_file.hpp"
#include "pos/store/ledger_tables.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/projections.hpp"
#include "pos/store/sealed_file.hpp"
#include "pos/store/work_folder.hpp"

#include <cerrno>
#include <cstdio>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::store {

namespace {

constexpr std::size_t head_size_bytes_max = 64 * 1024;

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
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
    require_plain_file(file);
    const auto old = guard(file, [&] {
        const auto sealed = read_sealed_about(file);
        return sealed ? *sealed : read_about(file);
    });
    if (!old && old.error().code == FailureCode::disk_error) {
        throw StoreError{old.error()}; // may be read the next time: nothing is known of it yet
    }
    if (!old || old->till != about.till || hash_of(ledger, old->records - 1) != old->head) {
        throw StoreError{Failure{
            FailureCode::exists, "not an earlier backup of this till's journal", file.string()}};
    }
}

/// The bytes that `names` and the ledger take in `folder`.
std::uintmax_t
size_of_store(const std::filesystem::path& folder, const std::vector<std::string>& names) {
    std::uintmax_t all = 0;
    const auto add = [&](const std::string& name) {
        std::error_code error;
        const std::uintmax_t size = std::filesystem::file_size(folder / name, error);
        all += error ? 0 : size;
    };
    add(ledger_file);
    add(std::string{ledger_file} + "-wal");
    for (const std::string& name : names) {
        add(name);
    }
    return all;
}

/// Where copies may lie while they are made and proved, secrets among them: beside the store if
/// there is room. Never on the target's disk if the backup is to be sealed.
std::filesystem::path
place_for(std::uintmax_t bytes, const std::filesystem::path& folder, const BackupOrder& order) {
    std::vector<std::filesystem::path> places{folder, temporary_folder()};
    if (order.passphrase == nullptr) {
        places.push_back(
            std::filesystem::is_directory(order.target) ? order.target : folder_of(order.target)
        );
    }
    for (const std::filesystem::path& place : places) {
        std::error_code unknown;
        const auto room = std::filesystem::space(place, unknown);
        if (::access(place.c_str(), W_OK) == 0 && !unknown && room.available > bytes) {
            return place;
        }
    }
    throw StoreError{Failure{
        FailureCode::disk_full,
        std::to_string(bytes) + " bytes are needed to make and prove a backup",
        folder.string()}};
}

std::filesystem::path new_folder(const std::filesystem::path& path) {
    if (::mkdir(path.c_str(), 0700) != 0 || ::chmod(path.c_str(), 0700) != 0) {
        throw StoreError{system_failure(errno, "making a folder", path)};
    }
    return path;
}

/// The store's files together in one new file.
std::vector<BackupEntry> collect(
    const std::filesystem::path& folder,
    const std::vector<std::string>& names,
    const std::filesystem::path& ledger,
    const std::filesystem::path& head,
    const BackupAbout& about,
    const std::filesystem::path& into
) {
    BackupWriter writer{into, about};
    writer.add(ledger_file, ledger);
    if (std::filesystem::exists(head)) {
        writer.add(head_file, head);
    }
    for (const std::string& name : names) {
        if (std::filesystem::exists(folder / name)) {
            writer.add(name, folder / name);
        }
    }
    return writer.finish();
}

/// Takes `file` apart and throws where it is not what a store can be restored from.
Verdict proved(
    const std::filesystem::path& file,
    const signing::Passphrase* passphrase,
    const std::filesystem::path& work,
    const Prove& prove
) {
    const std::filesystem::path into = new_folder(work / "proof");
    const BackupAbout about = unpack_backup(file, passphrase, work, into);
    Verdict found = value_of(prove(into));
    if (!found.fault && (about.records != found.records || about.head != found.head)) {
        found.fault = Fault{std::nullopt, "holds another journal than it says"};
    }
    return found;
}

/// The head as it lies there, in `work`: it may be behind the ledger that is copied after it, never
/// ahead.
std::filesystem::path
copy_head(const std::filesystem::path& folder, const std::filesystem::path& work) {
    const auto bytes = read_file(folder / head_file, head_size_bytes_max);
    if (!bytes && bytes.error().code != FailureCode::missing) {
        throw StoreError{bytes.error()};
    }
    if (bytes) {
        value_of(write_atomically(work / head_file, *bytes, FileMode::secret));
    }
    return work / head_file;
}

BackedUp back_up(const std::filesystem::path& folder, const BackupOrder& order) {
    const std::uintmax_t bytes = size_of_store(folder, order.names);
    const WorkFolder work{place_for(2 * bytes + bytes / 8, folder, order)};
    const std::filesystem::path head = copy_head(folder, work.path());
    const std::filesystem::path copy = work.path() / ledger_file;
    {
        sqlite::Connection live = look_at_ledger(folder);
        sqlite::Connection target{copy, sqlite::Access::create};
        live.copy_to(target);
    }
    BackedUp done;
    {
        sqlite::Connection ledger{copy, sqlite::Access::immutable};
        const Ledger sums = Projections{ledger}.load();
        done.about = {sums.identity->till, sums.records, sums.head};
        done.file = file_for(order.target, done.about);
        check_replaceable(done.file, done.about, ledger);
    }
    done.is_sealed = order.passphrase != nullptr;
    const WorkFolder beside{folder_of(done.file)};
    const std::filesystem::path unfinished = beside.path() / "backup";
    const std::filesystem::path plain = done.is_sealed ? work.path() / "plain" : unfinished;
    done.entries = collect(folder, order.names, copy, head, done.about, plain);
    std::filesystem::remove(copy);
    if (done.is_sealed) {
        seal_file(plain, unfinished, done.about, *order.passphrase, order.cost);
        std::filesystem::remove(plain);
    }
    const Verdict verdict = proved(unfinished, order.passphrase, work.path(), order.prove);
    if (verdict.fault) {
        throw StoreError{Failure{FailureCode::corrupt, words(*verdict.fault), folder.string()}};
    }
    std::error_code unknown;
    const bool was_none = std::filesystem::symlink_status(done.file, unknown).type()
                          == std::filesystem::file_type::not_found;
    if (::rename(unfinished.c_str(), done.file.c_str()) != 0) {
        throw StoreError{system_failure(errno, "giving the backup its name", done.file)};
    }
    const auto named = sync_folder(folder_of(done.file));
    if (!named && was_none) { // whoever is told that it failed finds none; a former one is gone
        std::filesystem::remove(done.file, unknown);
    }
    value_of(named);
    return done;
}

} // namespace

BackupAbout unpack_backup(
    const std::filesystem::path& source,
    const signing::Passphrase* passphrase,
    const std::filesystem::path& work,
    const std::filesystem::path& into
) {
    const bool is_sealed = read_sealed_about(source).has_value();
    const std::filesystem::path plain = is_sealed ? work / "unsealed" : source;
    std::optional<BackupAbout> said;
    if (is_sealed) {
        said = unseal_file(source, plain, passphrase);
    }
    BackupAbout about;
    {
        BackupReader reader{plain};
        about = reader.about();
        if (said && *said != about) {
            throw StoreError{Failure{
                FailureCode::corrupt, "holds another journal than it says", source.string()}};
        }
        reader.take_apart(into);
    }
    if (is_sealed) {
        std::filesystem::remove(plain);
    }
    return about;
}

void require_ledger_tables(
    const std::filesystem::path& unpacked, const std::filesystem::path& source
) {
    sqlite::Connection database{unpacked / ledger_file, sqlite::Access::immutable};
    if (database.integer("PRAGMA user_version") > newest_version()) {
        throw StoreError{
            Failure{FailureCode::newer, "its ledger is of a newer format", source.string()}};
    }
    if (!has_ledger_tables(database)) {
        throw StoreError{Failure{
            FailureCode::corrupt, "its ledger has other tables than a till's", source.string()}};
    }
}

Expected<BackedUp, Failure>
backup_to(const std::filesystem::path& folder, const BackupOrder& order) {
    std::error_code error;
    clear_left_over(
        std::filesystem::is_directory(order.target, error) ? order.target : folder_of(order.target)
    );
    clear_left_over(folder);
    return guard(order.target, [&] { return back_up(folder, order); });
}

Expected<Verdict, Failure> verify_backup(
    const std::filesystem::path& source, const signing::Passphrase* passphrase, const Prove& prove
) {
    auto verdict = guard(source, [&] {
        clear_left_over(temporary_folder());
        const WorkFolder work{temporary_folder()};
        return proved(source, passphrase, work.path(), [&](const std::filesystem::path& unpacked) {
            require_ledger_tables(unpacked, source);
            return prove(unpacked);
        });
    });
    if (!verdict && verdict.error().code == FailureCode::corrupt) {
        return Verdict{0, Hash{}, Fault{std::nullopt, verdict.error().what}};
    }
    return verdict;
}

} // namespace ocop::store
