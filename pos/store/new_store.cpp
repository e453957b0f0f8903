#include "pos/store/new_store.hpp"

#include "pos/core/chain.hpp"
#include "pos/core/json.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folder_entries.hpp"
#include "pos/shell/folders.hpp"
#include "pos/shell/made_folders.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/store_files.hpp"
#include "pos/store/store_presence.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::store {

namespace {

constexpr const char* unfinished_folder = ".new-store";
/// In there: {"head":"<64 hex>","till.key":"<64 hex>"}, the hashes of what is about to move out.
constexpr const char* placed_file = "placed";
constexpr std::size_t small_size_bytes_max = 64 * 1024;

void make_folder(const std::filesystem::path& path) {
    if (::mkdir(path.c_str(), 0700) != 0) {
        throw StoreError{system_failure(errno, "making the folder", path)};
    }
}

/// The right to make a store in a folder, for as long as this lives; leaves no file.
class FolderHold {
public:
    explicit FolderHold(const std::filesystem::path& folder)
        : file_{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)} {
        if (file_ < 0) {
            throw StoreError{system_failure(errno, "opening the folder", folder)};
        }
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            ::close(file_);
            throw StoreError{Failure{
                FailureCode::locked, "another program makes a store here", folder.string()}};
        }
    }

    ~FolderHold() { ::close(file_); }

    FolderHold(const FolderHold&) = delete;
    FolderHold& operator=(const FolderHold&) = delete;

private:
    int file_;
};

/// What of the new store stands outside its own folder; gone again unless kept.
class Moved {
public:
    Moved(std::filesystem::path from, std::filesystem::path to)
        : from_{std::move(from)},
          to_{std::move(to)} {}

    ~Moved() {
        std::error_code goes_next_time;
        for (const std::string& name : names_) {
            std::filesystem::remove(to_ / name, goes_next_time);
        }
        std::filesystem::remove_all(from_, goes_next_time);
    }

    Moved(const Moved&) = delete;
    Moved& operator=(const Moved&) = delete;

    void move(const std::string& name) {
        std::error_code error;
        std::filesystem::rename(from_ / name, to_ / name, error);
        if (error) {
            throw StoreError{system_failure(error.value(), "renaming", from_ / name)};
        }
        names_.push_back(name);
    }

    void keep() { names_.clear(); }

private:
    std::filesystem::path from_;
    std::filesystem::path to_;
    std::vector<std::string> names_{};
};

void refuse_what_is_there(const std::filesystem::path& folder) {
    const StorePresence there = value_of(look_for_store(folder));
    if (there.ledger) {
        throw StoreError{Failure{
            FailureCode::exists, "a store is there already", (folder / ledger_file).string()}};
    }
    if (!there.names.empty()) {
        throw StoreError{absence(folder, ledger_file)};
    }
}

/// The names of what was made but the ledger and its lock, everything durable.
std::vector<std::string> sync_all(const std::filesystem::path& made) {
    std::vector<std::string> others;
    for (const std::filesystem::path& path : value_of(entries_of(made))) {
        const std::string name = path.filename().string();
        if (name.starts_with(std::string{ledger_file} + '-')
            && std::filesystem::file_size(path) > 0) {
            throw StoreError{
                Failure{FailureCode::disk_error, "the ledger was not closed", path.string()}};
        }
        if (!name.starts_with("ledger.")) {
            others.push_back(name);
        }
        value_of(sync_file(path));
    }
    return others;
}

void note_placed(const std::filesystem::path& made, const std::vector<std::string>& names) {
    Json hashes = Json::object();
    for (const std::string& name : names) {
        hashes[name] = hex(blake2b(value_of(read_file(made / name, small_size_bytes_max))));
    }
    value_of(write_atomically(made / placed_file, canonical(hashes) + '\n', FileMode::secret));
}

void clear_unfinished(const std::filesystem::path& folder) {
    for (const std::string& name : placed_by_unfinished(folder)) {
        std::filesystem::remove(folder / name);
    }
    std::filesystem::remove_all(folder / unfinished_folder);
}

std::optional<Failure> place(const std::filesystem::path& folder, const MakeStore& make) {
    MadeFolders folders = value_of(MadeFolders::make(folder, private_folder));
    const FolderHold hold{folder};
    refuse_what_is_there(folder);
    clear_unfinished(folder);
    const std::filesystem::path made = folder / unfinished_folder;
    Moved moved{made, folder};
    make_folder(made);
    value_of(make(made));
    const std::vector<std::string> others = sync_all(made);
    note_placed(made, others);
    value_of(folders.sync());
    for (const std::string& name : others) {
        moved.move(name);
    }
    value_of(sync_folder(folder)); // these names, before the one that counts
    moved.move(ledger_file);
    moved.keep();
    folders.keep();
    const auto synced = sync_folder(folder);
    return synced ? std::nullopt : std::optional{synced.error()};
}

} // namespace

Expected<std::optional<Failure>, Failure>
place_new_store(const std::filesystem::path& folder, const MakeStore& make) {
    return guard(folder, [&]() -> std::optional<Failure> {
        try {
            return place(folder, make);
        } catch (const std::filesystem::filesystem_error& error) {
            throw StoreError{system_failure(error.code().value(), "making the store", folder)};
        }
    });
}

std::vector<std::string> placed_by_unfinished(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    const auto text = read_file(folder / unfinished_folder / placed_file, small_size_bytes_max);
    const auto hashes = text ? parse_json(*text) : std::nullopt;
    if (!hashes || !hashes->is_object()) {
        return names;
    }
    for (const auto& [name, hash] : hashes->items()) {
        const bool is_plain = name.find('/') == std::string::npos;
        const auto bytes = read_file(folder / name, small_size_bytes_max);
        if (is_plain && bytes && hash == hex(blake2b(*bytes))) {
            names.push_back(name);
        }
    }
    return names;
}

void remove_unfinished(const std::filesystem::path& folder) {
    std::error_code goes_next_time;
    std::filesystem::remove_all(folder / unfinished_folder, goes_next_time);
}

} // namespace ocop::store
