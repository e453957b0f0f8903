#include "catalog-sync/versioned_files.hpp"

#include "catalog-sync/field_text.hpp"
#include "pos/core/assert.hpp"
#include "pos/shell/folder_entries.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace ocop::catalog_sync {

namespace {

constexpr std::string_view suffix = ".db";
constexpr std::size_t version_digits = 6;

/// Removes a catalogue's file and what SQLite may have left beside it.
void remove_catalog(const std::filesystem::path& path) {
    for (const char* tail : {"", "-journal", "-wal", "-shm"}) {
        std::error_code gone_or_held; // a file held open elsewhere goes next time
        std::filesystem::remove(path.string() + tail, gone_or_held);
    }
}

} // namespace

std::filesystem::path VersionedFiles::pointer_path() const {
    return folder_ / (kind_ + ".current");
}

std::string VersionedFiles::file_name(std::int64_t version) const {
    std::string digits = std::to_string(version);
    digits.insert(0, version_digits - std::min(version_digits, digits.size()), '0');
    return kind_ + '-' + digits + std::string{suffix};
}

std::filesystem::path VersionedFiles::path_of(std::int64_t version) const {
    return folder_ / file_name(version);
}

std::filesystem::path VersionedFiles::staging_path() const {
    return folder_ / (kind_ + "-staging" + std::string{suffix});
}

std::optional<std::int64_t> VersionedFiles::version_of(std::string_view name) const {
    if (name.size() <= kind_.size() + 1 + suffix.size()) {
        return std::nullopt;
    }
    name.remove_prefix(kind_.size() + 1);
    const auto version = parse_whole(name.substr(0, name.size() - suffix.size()));
    return version && *version > 0 ? version : std::nullopt;
}

Expected<std::int64_t, Failure> VersionedFiles::current() const {
    constexpr std::size_t line_size_bytes_max = 64;
    const auto path = pointer_path();
    const auto text = read_file(path, line_size_bytes_max);
    if (!text) {
        return Unexpected{text.error()};
    }
    std::string_view line = *text;
    if (line.ends_with('\n')) {
        line.remove_suffix(1);
    }
    const auto version = version_of(line);
    if (!version || file_name(*version) != line) {
        return Unexpected{
            Failure{FailureCode::corrupt, "the file does not name a catalogue", path.string()}};
    }
    return *version;
}

Expected<std::vector<std::int64_t>, Failure> VersionedFiles::versions() const {
    const auto entries = entries_of(folder_);
    if (!entries) {
        return Unexpected{entries.error()};
    }
    std::vector<std::int64_t> versions;
    for (const std::filesystem::path& entry : *entries) {
        const std::string name = entry.filename().string();
        const auto version = version_of(name);
        if (version && file_name(*version) == name) {
            versions.push_back(*version);
        }
    }
    std::sort(versions.rbegin(), versions.rend());
    return versions;
}

Expected<std::int64_t, Failure> VersionedFiles::highest() const {
    const auto found = versions();
    if (!found) {
        return Unexpected{found.error()};
    }
    return found->empty() ? 0 : found->front();
}

Expected<CatalogFile, Failure> VersionedFiles::load(std::int64_t version) const {
    const auto path = path_of(version);
    return guard<CatalogFile>(path, [&] {
        CatalogFile file = read_catalog_file(path);
        if (file.meta.version != version) {
            throw CatalogFileError{
                CatalogFileError::Kind::corrupt, "the catalogue has another version than its name"};
        }
        return file;
    });
}

Expected<void, Failure> VersionedFiles::swap_in(std::int64_t version) const {
    std::error_code error;
    std::filesystem::rename(staging_path(), path_of(version), error);
    if (error) {
        return Unexpected{system_failure(error.value(), "renaming", staging_path())};
    }
    // The new file's name must be on disk before the pointer that names it.
    auto swapped = sync_folder(folder_);
    if (swapped) {
        swapped = write_atomically(pointer_path(), file_name(version) + '\n');
    }
    if (!swapped && current() != version) { // never take away what is pointed to
        remove_catalog(path_of(version));
    }
    return swapped;
}

void VersionedFiles::clean(std::int64_t version) const {
    remove_staged();
    bool stand_in = false;
    for (const std::int64_t found : versions().value_or(std::vector<std::int64_t>{})) {
        if (found < version && stand_in) {
            remove_catalog(path_of(found));
        }
        stand_in = stand_in || found < version;
    }
}

void VersionedFiles::remove_staged() const {
    remove_catalog(staging_path());
}

FailureCode failure_code(CatalogFileError::Kind kind) {
    switch (kind) {
    case CatalogFileError::Kind::foreign:
        return FailureCode::foreign;
    case CatalogFileError::Kind::newer:
        return FailureCode::newer;
    case CatalogFileError::Kind::corrupt:
        return FailureCode::corrupt;
    case CatalogFileError::Kind::wrong_kind:
        return FailureCode::wrong_kind;
    }
    OCOP_ASSERT(false);
}

} // namespace ocop::catalog_sync
