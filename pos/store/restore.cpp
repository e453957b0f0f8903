#include "pos/store/restore.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folders.hpp"
#include "pos/shell/made_folders.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/ledger_file.hpp"
#include "pos/store/ledger_tables.hpp"
#include "pos/store/restore_move.hpp"
#include "pos/store/sealed_file.hpp"
#include "pos/store/store_lock.hpp"
#include "pos/store/work_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace ocop::store {

namespace {

/// The end of the journal in `folder`; nullopt where it is not one of ours.
Expected<std::optional<HeadPoint>, Failure> end_of_journal(const std::filesystem::path& folder) {
    return guard(folder, [&]() -> std::optional<HeadPoint> {
        sqlite::Connection ledger = look_at_ledger(folder);
        if (!has_ledger_tables(ledger)) {
            return std::nullopt;
        }
        const std::int64_t last = ledger.integer("SELECT max(seq) FROM journal");
        const auto hash = hash_of(ledger, last);
        return hash ? std::optional{HeadPoint{last, *hash}} : std::nullopt;
    });
}

/// True where the disk said no, not what is on it.
bool is_of_the_disk(const Failure& failure) {
    return failure.code == FailureCode::disk_error || failure.code == FailureCode::permission;
}

PresentStore look_at(const std::filesystem::path& folder, const std::filesystem::path& staged) {
    PresentStore present;
    const auto head = read_head(folder);
    const std::optional<HeadPoint> witness =
        head && *head ? std::optional{(**head).last} : std::nullopt;
    if (const auto end = end_of_journal(folder); end) {
        present.last = *end;
    } else if (is_of_the_disk(end.error())) {
        present.unread = end.error();
    }
    if (!head && is_of_the_disk(head.error())) {
        present.unread = head.error();
    }
    // Now that nobody has it open: also the logs that looking at it left.
    present.names = files_to_replace(folder);
    present.is_readable = present.last.has_value();
    const bool knows_more = witness && (!present.last || witness->seq > present.last->seq);
    if (knows_more) {
        present.last = witness;
    }
    if (!present.last) {
        return present;
    }
    sqlite::Connection ledger = look_at_ledger(staged);
    const bool holds_all = hash_of(ledger, present.last->seq) == present.last->hash;
    present.is_continued = present.is_readable && !knows_more && holds_all;
    present.is_the_same =
        present.is_continued && ledger.integer("SELECT max(seq) FROM journal") == present.last->seq;
    return present;
}

void check_replaceable(
    const PresentStore& present, const RestoreOrder& order, const std::filesystem::path& folder
) {
    if (order.replace || present.is_continued || present.names.empty()) {
        return;
    }
    const bool has_ledger =
        std::find(present.names.begin(), present.names.end(), ledger_file) != present.names.end();
    if (!has_ledger) {
        return; // what is left of a store that lost its ledger is what a backup is for
    }
    if (present.unread) { // may be read the next time: nothing is known of it yet
        throw StoreError{*present.unread};
    }
    throw StoreError{Failure{
        FailureCode::exists,
        present.is_readable ? "the journal here has records the backup lacks"
                            : "the store here cannot be read and compared with the backup",
        folder.string()}};
}

/// Every file in `staged`, by its name from there: its owner's alone, whoever wrote it, and synced,
/// all of them and their folders.
std::vector<std::string> names_in(const std::filesystem::path& staged) {
    std::vector<std::string> names;
    std::error_code error;
    std::filesystem::recursive_directory_iterator entries{staged, error};
    for (; !error && entries != std::filesystem::recursive_directory_iterator{};
         entries.increment(error)) {
        const std::filesystem::path& path = entries->path();
        const bool is_folder = entries->is_directory(error);
        if (is_folder) {
            value_of(sync_folder(path));
        }
        const std::string name = path.lexically_relative(staged).string();
        if (!is_folder && is_backup_name(name)) {
            if (::chmod(path.c_str(), 0600) != 0) {
                throw StoreError{system_failure(errno, "restricting the file to its owner", path)};
            }
            value_of(sync_file(path));
            names.push_back(name);
        }
    }
    if (error) { // half a list would leave half a store
        throw StoreError{system_failure(error.value(), "looking into the folder", staged)};
    }
    value_of(sync_folder(staged));
    std::sort(names.begin(), names.end());
    return names;
}

Verdict require_whole(const Prove& prove, const StagedStore& staged, const RestoreOrder& order) {
    Verdict verdict = value_of(prove(staged.folder));
    if (!verdict.fault
        && (verdict.records != staged.about.records || verdict.head != staged.about.head)) {
        verdict.fault = Fault{std::nullopt, "holds another journal than it says"};
    }
    if (verdict.fault) {
        throw StoreError{
            Failure{FailureCode::corrupt, words(*verdict.fault), order.source.string()}};
    }
    return verdict;
}

/// What was appended is in the ledger itself: a log beside it would stay behind.
void require_closed(const std::filesystem::path& staged) {
    std::error_code none;
    const std::filesystem::path log = staged / (std::string{ledger_file} + "-wal");
    if (std::filesystem::file_size(log, none) > 0 && !none) {
        throw StoreError{
            Failure{FailureCode::disk_error, "the log could not be written back", log.string()}};
    }
}

/// A restore that nobody can complete any more is superseded by the one that now begins.
void settle_earlier(const std::filesystem::path& folder) {
    const auto earlier = guard(folder, [&] {
        if (const auto pending = pending_restore(folder)) {
            carry_out(folder, *pending);
        }
    });
    if (!earlier && earlier.error().code != FailureCode::corrupt) {
        throw StoreError{earlier.error()};
    }
}

Restored carry_through(const std::filesystem::path& folder, const RestoreOrder& order) {
    WorkFolder work{folder};
    StagedStore staged;
    staged.folder = work.path();
    {
        const WorkFolder between{folder};
        staged.about = value_of(guard(order.source, [&] {
            auto about =
                unpack_backup(order.source, order.passphrase, between.path(), staged.folder);
            require_ledger_tables(staged.folder, order.source);
            return about;
        }));
    }
    static_cast<void>(require_whole(order.prove, staged, order));
    staged.present = look_at(folder, staged.folder);
    check_replaceable(staged.present, order, folder);
    const std::string aside = name_aside(folder, order.now);
    if (!staged.present.names.empty()) {
        staged.aside = aside;
    }
    value_of(order.prepare(staged));
    require_closed(staged.folder);
    const PendingRestore pending{
        work.path().filename().string(), aside, names_in(staged.folder), staged.present.names};
    decide(folder, pending);
    work.keep();
    const auto done = guard(folder, [&] { carry_out(folder, pending); });
    if (!done) {
        Failure failure = done.error();
        failure.what += "; the restore is decided, and the next start completes it";
        throw StoreError{failure};
    }
    return Restored{staged.about, staged.aside};
}

} // namespace

Expected<Restored, Failure>
restore(const std::filesystem::path& folder, const RestoreOrder& order) {
    return guard(folder, [&] {
        // What is no backup is refused before anything is made.
        if (!read_sealed_about(order.source)) {
            static_cast<void>(read_about(order.source));
        }
        MadeFolders made = value_of(MadeFolders::make(folder, private_folder));
        value_of(made.sync());
        const StoreLock lock{folder};
        settle_earlier(folder);
        clear_left_over(folder);
        const Restored restored = carry_through(folder, order);
        made.keep();
        return restored;
    });
}

Expected<void, Failure> restore_one(
    const std::filesystem::path& source,
    const signing::Passphrase* passphrase,
    const std::filesystem::path& folder,
    const std::string& name,
    const std::function<Expected<void, Failure>(const std::filesystem::path& unpacked)>& check
) {
    return guard(folder, [&] {
        const WorkFolder work{folder};
        const std::filesystem::path unpacked = work.path() / "unpacked";
        std::filesystem::create_directory(unpacked);
        const BackupAbout about = unpack_backup(source, passphrase, work.path(), unpacked);
        require_ledger_tables(unpacked, source);
        sqlite::Connection ledger = look_at_ledger(folder);
        if (hash_of(ledger, about.records - 1) != about.head) {
            throw StoreError{
                Failure{FailureCode::foreign, "a backup of another journal", source.string()}};
        }
        value_of(check(unpacked));
        if (::rename((unpacked / name).c_str(), (folder / name).c_str()) != 0) {
            throw StoreError{system_failure(errno, "putting the file in its place", folder / name)};
        }
        value_of(sync_folder(folder));
    });
}

} // namespace ocop::store
