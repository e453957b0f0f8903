#include "pos/store/store_presence.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/shell/regular_file.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/new_store.hpp"
#include "pos/store/store_files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/stat.h>

namespace ocop::store {

namespace {

/// What a till writes into its data folder and nobody else is likely to: goods in a CSV, their
/// pictures and printed jobs may lie there before there is a store.
constexpr std::array<std::string_view, 15> names_of_a_store{
    head_file,
    key_file,
    pins_file,
    "receipts",
    "print-queue",
    "catalog.current",
    "catalog.keys",
    "feed.current",
    "feed.etag",
    "feed.status.json",
    "feed-incoming",
    "own-prices.json",
    "own-prices.copy.json",
    "catalog-changes.pending",
    "export.pending"};

/// "catalog-000042.db", "feed-000042.db".
bool is_catalog(std::string_view name) {
    return (name.starts_with("catalog-") || name.starts_with("feed-")) && name.ends_with(".db");
}

/// "ledger.db", "ledger.db-wal", "ledger.lock", and a ledger somebody put aside.
bool is_ledgers(std::string_view name) {
    return name.starts_with("ledger.");
}

bool belongs_to_a_store(std::string_view name) {
    return is_ledgers(name) || is_catalog(name)
           || std::find(names_of_a_store.begin(), names_of_a_store.end(), name)
                  != names_of_a_store.end();
}

/// The first of `names`, what cannot be made again in front.
std::string list_of(std::vector<std::string> names) {
    constexpr std::size_t shown_max = 6;
    std::stable_partition(names.begin(), names.end(), [](const std::string& name) {
        return name == key_file || name == head_file || name == pins_file;
    });
    std::string list;
    for (std::size_t i = 0; i < names.size() && i < shown_max; ++i) {
        list += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > shown_max ? list + " …" : list;
}

} // namespace

Expected<StorePresence, Failure> look_for_store(const std::filesystem::path& folder) {
    StorePresence found;
    std::error_code error;
    std::filesystem::directory_iterator entry{folder, error};
    for (; !error && entry != std::filesystem::directory_iterator{}; entry.increment(error)) {
        std::string name = entry->path().filename().string();
        if (belongs_to_a_store(name)) {
            found.ledger = found.ledger || name == ledger_file;
            found.names.push_back(std::move(name));
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        return Unexpected{system_failure(error.value(), "looking into the folder", folder)};
    }
    if (!found.ledger) {
        for (const std::string& name : placed_by_unfinished(folder)) {
            std::erase(found.names, name);
        }
    }
    std::sort(found.names.begin(), found.names.end());
    return found;
}

Failure absence(const std::filesystem::path& folder, std::string_view name) {
    const std::string where = (folder / name).string();
    const auto found = look_for_store(folder);
    if (!found) {
        return found.error();
    }
    if (found->names.empty()) {
        return Failure{FailureCode::no_store, "there is no " + std::string{name} + " here", where};
    }
    return Failure{
        FailureCode::incomplete,
        "no " + std::string{name} + ", but " + list_of(found->names),
        where};
}

void require_regular(const struct stat& status, const std::filesystem::path& path) {
    if (!S_ISREG(status.st_mode)) {
        throw StoreError{not_a_regular_file(status.st_mode, path)};
    }
}

void require_ledger(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / ledger_file;

    struct stat status {};

    if (::stat(path.c_str(), &status) != 0) {
        if (errno == ENOENT) {
            throw StoreError{absence(folder, ledger_file)};
        }
        throw StoreError{system_failure(errno, "looking for the ledger", path)};
    }
    require_regular(status, path);
    for (const char* log : {"-wal", "-shm", "-journal"}) { // SQLite would wait for them
        if (::stat((path.string() + log).c_str(), &status) == 0) {
            require_regular(status, path.string() + log);
        }
    }
}

} // namespace ocop::store
