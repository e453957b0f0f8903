#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <vector>

namespace ocop::store {

/// What of a store lies in a data folder.
struct StorePresence {
    bool ledger = false;
    std::vector<std::string> names{}; // of all that belongs to one, the ledger too, in order
};

/// Looks into `folder`; one that is not there holds nothing. What place_new_store() had moved there
/// when it was killed is no store. Fails where nothing can be seen (permission, disk_error): that
/// is not the same as nothing being there.
[[nodiscard]] Expected<StorePresence, Failure> look_for_store(const std::filesystem::path& folder);

/// Why the store in `folder` cannot be opened without its file `name`, which is not there: no_store
/// where nothing of a store is, incomplete where something is, or why nothing can be seen.
[[nodiscard]] Failure absence(const std::filesystem::path& folder, std::string_view name);

/// Throws StoreError (wrong_kind) where `status`, of `path`, is of no ordinary file: whoever
/// opened a pipe would wait for its other end.
void require_regular(const struct stat& status, const std::filesystem::path& path);

/// Throws StoreError, with absence(), where the ledger of `folder` is not there; also where that
/// cannot be seen, and where it, or a log beside it, is no ordinary file.
void require_ledger(const std::filesystem::path& folder);

} // namespace ocop::store
