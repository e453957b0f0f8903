#pragma once

#include "catalog-sync/catalog_file.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/sqlite/sqlite_error.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// How far a new catalogue has come. Until `swapped` the old one is the one that sells.
enum class StoreStep {
    staged,    // the new file stands beside the old one
    read_back, // and holds what it should
    swapped    // and is the one that sells
};

/// Catalogues of one kind in the till's data folder: a file per version, `catalog-000042.db`, and
/// `catalog.current`, one line that names the one in use. Another kind has another word in front.
class VersionedFiles {
public:
    VersionedFiles(std::filesystem::path folder, std::string_view kind)
        : folder_{std::move(folder)},
          kind_{kind} {}

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    [[nodiscard]] std::filesystem::path path_of(std::int64_t version) const;
    /// The one line that names the version in use.
    [[nodiscard]] std::filesystem::path pointer_path() const;
    /// Where a new file grows until it is whole; no version's name.
    [[nodiscard]] std::filesystem::path staging_path() const;
    /// The version in use: `missing` if there is none, `corrupt` if the line names none.
    [[nodiscard]] Expected<std::int64_t, Failure> current() const;
    /// The versions of which there is a file, whole or not, the newest first.
    [[nodiscard]] Expected<std::vector<std::int64_t>, Failure> versions() const;
    /// The first of versions(); 0 if there is none.
    [[nodiscard]] Expected<std::int64_t, Failure> highest() const;
    /// Reads all of the file of `version`. Fails with corrupt, foreign, newer, disk_error.
    [[nodiscard]] Expected<CatalogFile, Failure> load(std::int64_t version) const;
    /// Renames the staged file to that of `version` and makes it the one in use, in steps each of
    /// which leaves the old or the new one in use. Requires the staged file synced.
    [[nodiscard]] Expected<void, Failure> swap_in(std::int64_t version) const;
    /// Removes what was staged, and the files of versions lower than `version` but the newest of
    /// them, which stands in should that of `version` be damaged. What cannot be removed takes
    /// room, no more, and goes next time.
    void clean(std::int64_t version) const;
    void remove_staged() const;

private:
    [[nodiscard]] std::string file_name(std::int64_t version) const;
    /// The version in "catalog-000042.db"; nullopt for any other text, so that a name never leads
    /// outside the folder.
    [[nodiscard]] std::optional<std::int64_t> version_of(std::string_view name) const;

    std::filesystem::path folder_;
    std::string kind_;
};

[[nodiscard]] FailureCode failure_code(CatalogFileError::Kind kind);

/// Runs `work`, which reads or writes `path`, and turns what is thrown into a Failure.
template <class T, class Work>
[[nodiscard]] Expected<T, Failure> guard(const std::filesystem::path& path, Work work) {
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

} // namespace ocop::catalog_sync
