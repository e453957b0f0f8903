#include "catalog-sync/local_store.hpp"

#include "catalog-sync/catalog_file.hpp"
#include "catalog-sync/field_text.hpp"
#include "pos/core/assert.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/sqlite/sqlite_error.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::string_view prefix = "catalog-";
constexpr std::string_view suffix = ".db";
constexpr std::size_t version_digits = 6;

std::filesystem::path pointer_file(const std::filesystem::path& folder) {
    return folder / "catalog.current";
}

std::string file_name(std::int64_t version) {
    std::string digits = std::to_string(version);
    digits.insert(0, version_digits - std::min(version_digits, digits.size()), '0');
    return std::string{prefix} + digits + std::string{suffix};
}

/// The version in "catalog-000042.db"; nullopt for any other text, so that a name never leads
/// outside the folder.
std::optional<std::int64_t> version_of(std::string_view name) {
    if (name.size() <= prefix.size() + suffix.size()) {
        return std::nullopt;
    }
    const auto version =
        parse_whole(name.substr(prefix.size(), name.size() - prefix.size() - suffix.size()));
    return version && *version > 0 && file_name(*version) == name ? version : std::nullopt;
}

FailureCode failure_code(CatalogFileError::Kind kind) {
    switch (kind) {
    case CatalogFileError::Kind::foreign:
        return FailureCode::foreign;
    case CatalogFileError::Kind::newer:
        return FailureCode::newer;
    case CatalogFileError::Kind::corrupt:
        return FailureCode::corrupt;
    }
    OCOP_ASSERT(false);
}

/// Runs `work`, which reads or writes `path`, and turns what is thrown into a Failure.
template <class T, class Work>
Expected<T, Failure> guard(const std::filesystem::path& path, Work work) {
    try {
        return work();
    } catch (const sqlite::SqliteError& error) {
        return Unexpected{Failure{error.failure_code(), error.what(), path.string()}};
    } catch (const CatalogFileError& error) {
        return Unexpected{Failure{failure_code(error.kind), error.what(), path.string()}};
    } catch (const std::filesystem::filesystem_error& error) {
        return Unexpected{system_failure(error.code().value(), "looking at the folder", path)};
    }
}

/// The version `catalog.current` names.
Expected<std::int64_t, Failure> current_version(const std::filesystem::path& folder) {
    constexpr std::size_t line_size_bytes_max = 64;
    const auto path = pointer_file(folder);
    const auto text = read_file(path, line_size_bytes_max);
    if (!text) {
        return Unexpected{text.error()};
    }
    std::string_view line = *text;
    if (line.ends_with('\n')) {
        line.remove_suffix(1);
    }
    const auto version = version_of(line);
    if (!version) {
        return Unexpected{
            Failure{FailureCode::corrupt, "the file does not name a catalogue", path.string()}};
    }
    return *version;
}

/// The highest version of which there is a file, whole or not; 0 if there is none.
std::int64_t highest_version(const std::filesystem::path& folder) {
    std::int64_t highest = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        highest = std::max(highest, version_of(entry.path().filename().string()).value_or(0));
    }
    return highest;
}

/// Removes a catalogue's file and what SQLite may have left beside it.
void remove_catalog(const std::filesystem::path& path) {
    for (const char* tail : {"", "-journal", "-wal", "-shm"}) {
        std::error_code gone_or_held; // a file held open elsewhere goes next time
        std::filesystem::remove(path.string() + tail, gone_or_held);
    }
}

void remove_older_than(const std::filesystem::path& folder, std::int64_t version) {
    std::vector<std::filesystem::path> old;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const auto found = version_of(entry.path().filename().string());
        if (found && *found < version) {
            old.push_back(entry.path());
        }
    }
    std::for_each(old.begin(), old.end(), remove_catalog);
}

/// Writes and reads back; throws what catalog_file throws.
void stage(
    const std::filesystem::path& path,
    const CatalogMeta& meta,
    const std::vector<Product>& products,
    const std::function<void(StoreStep)>& on_step
) {
    write_catalog_file(path, meta, products);
    on_step(StoreStep::staged);
    const CatalogFile written = read_catalog_file(path);
    if (written.meta != meta || written.products != products) {
        throw CatalogFileError{
            CatalogFileError::Kind::corrupt, "the catalogue was not written as it should be"};
    }
    on_step(StoreStep::read_back);
}

} // namespace

Expected<std::shared_ptr<const Catalog>, Failure> load_current(const std::filesystem::path& folder
) {
    const auto version = current_version(folder);
    if (!version) {
        return Unexpected{version.error()};
    }
    const auto path = folder / file_name(*version);
    return guard<std::shared_ptr<const Catalog>>(path, [&] {
        CatalogFile file = read_catalog_file(path);
        if (file.meta.version != *version) {
            throw CatalogFileError{
                CatalogFileError::Kind::corrupt, "the catalogue has another version than its name"};
        }
        return std::make_shared<const Catalog>(*version, std::move(file.products));
    });
}

Expected<std::int64_t, Failure> store_goods(
    const std::filesystem::path& folder,
    const std::vector<Product>& products,
    const std::function<void(StoreStep)>& on_step
) {
    const auto tell = [&](StoreStep step) {
        if (on_step) {
            on_step(step);
        }
    };
    const auto current = current_version(folder);
    CatalogMeta meta = describe(0, products);
    if (current) {
        const auto path = folder / file_name(*current);
        const auto selling = guard<CatalogMeta>(path, [&] { return read_catalog_file(path).meta; });
        if (selling && selling->hash == meta.hash && selling->products == meta.products) {
            return *current;
        }
    }
    // Without a readable pointer no version that a journal may have noted is given again.
    const auto last =
        current ? current : guard<std::int64_t>(folder, [&] { return highest_version(folder); });
    if (!last) {
        return Unexpected{last.error()};
    }
    meta.version = *last + 1;
    const auto path = folder / file_name(meta.version);
    remove_catalog(path); // what a power cut may have left of an earlier try
    const auto staged = guard<bool>(path, [&] {
        stage(path, meta, products, tell);
        return true;
    });
    if (!staged) {
        remove_catalog(path);
        return Unexpected{staged.error()};
    }
    // The new file's name must be on disk before the pointer that names it.
    auto swapped = sync_folder(folder);
    if (swapped) {
        swapped = write_atomically(pointer_file(folder), file_name(meta.version) + '\n');
    }
    if (!swapped) {
        if (current_version(folder) != meta.version) { // never take away what is pointed to
            remove_catalog(path);
        }
        return Unexpected{swapped.error()};
    }
    tell(StoreStep::swapped);
    // What is left behind takes room, no more: the new catalogue sells.
    static_cast<void>(guard<bool>(folder, [&] {
        remove_older_than(folder, meta.version - 1);
        return true;
    }));
    return meta.version;
}

} // namespace ocop::catalog_sync
