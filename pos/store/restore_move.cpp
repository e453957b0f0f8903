#include "pos/store/restore_move.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folder_entries.hpp"
#include "pos/store/backup_file.hpp"
#include "pos/store/data_files.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/store_files.hpp"
#include "pos/store/store_lock.hpp"
#include "pos/store/work_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::store {

namespace {

constexpr std::size_t pending_size_bytes_max = std::size_t{64} * 1024 * 1024;
constexpr std::string_view aside_prefix = "replaced-";
constexpr const char* queue_folder = "print-queue";

bool is_aside_name(const std::string& name) {
    return name.starts_with(aside_prefix)
           && name.find_first_not_of("0123456789-", aside_prefix.size()) == std::string::npos;
}

/// What may go aside: what a backup may hold, the ledger's own logs, a doubt about its last record.
bool is_old_name(const std::string& name) {
    return is_backup_name(name) || name == queue_folder || name == "doubt.json"
           || name == std::string{ledger_file} + "-wal" || name == std::string{ledger_file} + "-shm"
           || name == std::string{ledger_file} + "-journal";
}

std::string text_of(const PendingRestore& pending) {
    return canonical(Json{
               {"v", 1},
               {"staged", pending.staged},
               {"aside", pending.aside},
               {"new", pending.fresh},
               {"old", pending.old}})
           + "\n";
}

std::vector<std::string> names(const Fields& fields, const char* key) {
    std::vector<std::string> all;
    if (!fields.json().contains(key) || !fields.json()[key].is_array()) {
        fields.fail(std::string{"\""} + key + "\" is not a list");
    }
    for (const Json& name : fields.json()[key]) {
        all.push_back(name.is_string() ? name.get<std::string>() : std::string{});
    }
    return all;
}

/// No name may lead out of the data folder, whoever wrote the file.
PendingRestore read_pending(const Fields& fields) {
    PendingRestore pending{
        fields.text("staged"), fields.text("aside"), names(fields, "new"), names(fields, "old")};
    const bool right = is_work_folder(pending.staged) && is_aside_name(pending.aside)
                       && std::all_of(pending.fresh.begin(), pending.fresh.end(), is_backup_name)
                       && std::all_of(pending.old.begin(), pending.old.end(), is_old_name);
    if (!right) {
        fields.fail("a name is none of a store's");
    }
    return pending;
}

[[noreturn]] void cannot_complete(const std::filesystem::path& path) {
    throw StoreError{Failure{
        FailureCode::corrupt,
        "a restore was cut off and cannot be completed: restore the backup again",
        path.string()}};
}

bool is_there(const std::filesystem::path& path) {
    struct stat status {};

    if (::lstat(path.c_str(), &status) == 0) {
        return true;
    }
    if (errno != ENOENT && errno != ENOTDIR) {
        throw StoreError{system_failure(errno, "looking at the file", path)};
    }
    return false;
}

void make_folder(const std::filesystem::path& path) {
    if ((::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) || ::chmod(path.c_str(), 0700) != 0) {
        throw StoreError{system_failure(errno, "making a folder", path)};
    }
}

/// Moves `name` from folder to folder, with the folder it lies in made where it is missing.
void move(
    const std::string& name, const std::filesystem::path& from, const std::filesystem::path& to
) {
    if (const auto within = std::filesystem::path{name}.parent_path(); !within.empty()) {
        make_folder(to / within);
    }
    if (::rename((from / name).c_str(), (to / name).c_str()) != 0) {
        throw StoreError{system_failure(errno, "moving the file", from / name)};
    }
}

/// Syncs `folder` and the folders within it that `names` lie in.
void sync_all(const std::filesystem::path& folder, const std::vector<std::string>& names) {
    std::set<std::filesystem::path> within{{}};
    for (const std::string& name : names) {
        within.insert(std::filesystem::path{name}.parent_path());
    }
    for (const std::filesystem::path& path : within) {
        if (path.empty() || is_there(folder / path)) {
            value_of(sync_folder(path.empty() ? folder : folder / path));
        }
    }
}

/// What lies under a name that still waits in the staged folder is what was there before.
void move_aside(const std::filesystem::path& folder, const PendingRestore& pending) {
    const std::filesystem::path staged = folder / pending.staged;
    const std::filesystem::path aside = folder / pending.aside;
    const std::set<std::string> fresh{pending.fresh.begin(), pending.fresh.end()};
    bool moved = false;
    std::set<std::string> old{pending.old.begin(), pending.old.end()};
    for (const char* log : {"-wal", "-shm", "-journal"}) {
        old.insert(std::string{ledger_file} + log); // beside another ledger it would be played back
    }
    for (const std::string& name : old) {
        const bool is_old = !fresh.contains(name) || is_there(staged / name);
        if (is_old && is_there(folder / name)) {
            make_folder(aside);
            move(name, folder, aside);
            moved = true;
        }
    }
    if (moved) {
        sync_all(aside, pending.old);
        sync_all(folder, pending.old);
    }
}

/// The ledger comes last: with it in place everything is.
void move_in(const std::filesystem::path& folder, const PendingRestore& pending) {
    const std::filesystem::path staged = folder / pending.staged;
    for (const std::string& name : pending.fresh) {
        if (name != ledger_file && is_there(staged / name)) {
            move(name, staged, folder);
        } else if (name != ledger_file && !is_there(folder / name)) {
            cannot_complete(folder / name);
        }
    }
    sync_all(folder, pending.fresh);
    move(ledger_file, staged, folder);
}

} // namespace

std::vector<std::string> files_to_replace(const std::filesystem::path& folder) {
    std::vector<std::string> found;
    for (const std::filesystem::path& path : value_of(entries_of(folder))) {
        const std::string name = path.filename().string();
        if (is_old_name(name)) {
            found.push_back(name);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string name_aside(const std::filesystem::path& folder, const std::string& when) {
    std::string name = std::string{aside_prefix} + when;
    for (int again = 2; is_there(folder / name); ++again) {
        name = std::string{aside_prefix} + when + "-" + std::to_string(again);
    }
    return name;
}

void decide(const std::filesystem::path& folder, const PendingRestore& pending) {
    const std::filesystem::path path = folder / restore_pending_file;
    auto staged = StagedFile::write(path, text_of(pending));
    if (!staged) {
        throw StoreError{staged.error()};
    }
    const auto placed = staged->put_in_place();
    // Renamed and not synced, it was taken back; where it cannot be, whoever comes next will find
    // and complete it, so that it is decided after all.
    if (!placed && (!staged->is_in_place() || ::unlink(path.c_str()) == 0 || errno == ENOENT)) {
        throw StoreError{placed.error()};
    }
}

void carry_out(const std::filesystem::path& folder, const PendingRestore& pending) {
    if (is_there(folder / pending.staged / ledger_file)) {
        move_aside(folder, pending);
        move_in(folder, pending);
    } else if (!is_there(folder / ledger_file)) {
        cannot_complete(folder / ledger_file);
    }
    value_of(sync_folder(folder));
    // The store is there for good. What of this fails is done by whoever comes next, and changes
    // nothing more, however much was sold meanwhile.
    std::error_code later;
    if (std::filesystem::remove(folder / restore_pending_file, later)) {
        static_cast<void>(sync_folder(folder));
        std::filesystem::remove_all(folder / pending.staged, later);
    }
}

std::optional<PendingRestore> pending_restore(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / restore_pending_file;
    const auto text = read_file(path, pending_size_bytes_max);
    if (!text) {
        if (text.error().code == FailureCode::missing) {
            return std::nullopt;
        }
        throw StoreError{text.error()};
    }
    const auto json = parse_json(*text);
    if (json && json->is_object()) {
        if (auto pending = read_fields<PendingRestore>(*json, read_pending)) {
            return std::move(*pending);
        }
    }
    cannot_complete(path);
}

Expected<void, Failure> finish_restore(const std::filesystem::path& folder) {
    return guard(folder / restore_pending_file, [&] {
        if (!is_there(folder / restore_pending_file)) {
            return;
        }
        const StoreLock lock{folder};
        if (const auto pending = pending_restore(folder)) {
            carry_out(folder, *pending);
        }
    });
}

} // namespace ocop::store
