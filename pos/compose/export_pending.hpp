#pragma once

#include "pos/core/chain.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::compose {

/// A file of an export, and what must be in it.
struct ExportFile {
    std::string name{};
    Hash blake2b{};

    bool operator==(const ExportFile&) const = default;
};

/// An export that was begun and may not be ended. Until its record is in the journal its files
/// stand under names of their own, `….part`, and go if it never gets there; from then on they are
/// put in place, however often that takes.
struct PendingExport {
    std::filesystem::path folder{}; // absolute
    std::int64_t after = 0;         // records in the journal before it: its own is none of those
    std::vector<ExportFile> files{};
    Json body{}; // of its record

    bool operator==(const PendingExport&) const = default;
};

/// The exports not ended of the store in `data_folder`: none where there is no such file. Fails
/// with corrupt where it is not as it was written.
///
/// Kept in `export.pending`, in the order they began:
///     {"exports":[{"after":41,"body":{"bundle":"revenue-….zip",…},"files":[{"blake2b":"9f…",
///      "name":"revenue-….zip"},…],"folder":"/media/usb"}],"v":1}
[[nodiscard]] Expected<std::vector<PendingExport>, Failure>
read_pending(const std::filesystem::path& data_folder);

/// Replaces them, durably; without any the file goes.
[[nodiscard]] Expected<void, Failure>
write_pending(const std::filesystem::path& data_folder, const std::vector<PendingExport>& exports);

/// The number under `key` in the record of `pending` ("first_seq"); -1 where there is none.
[[nodiscard]] std::int64_t number_of(const PendingExport& pending, const char* key);

/// True if the path can be kept: it is UTF-8.
[[nodiscard]] bool can_be_kept(const std::filesystem::path& folder);

/// Where a file of an export stands until the journal holds its record.
[[nodiscard]] std::filesystem::path part_of(const PendingExport& pending, std::string_view name);

/// Gives every file its own name, durably; those that have it already stay. Fails with missing
/// where one is nowhere, as without the stick.
[[nodiscard]] Expected<void, Failure> put_in_place(const PendingExport& pending);

/// Removes what stands under the names of before, durably. Fails where the folder is not there.
[[nodiscard]] Expected<void, Failure> remove_parts(const PendingExport& pending);

} // namespace ocop::compose
