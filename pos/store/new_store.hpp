#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ocop::store {

/// Fills an empty folder with a whole store, and lets go of every file in it.
using MakeStore = std::function<Expected<void, Failure>(const std::filesystem::path& folder)>;

/// Makes a store in `folder`, which is made too where it is missing. It grows in a hidden folder
/// there, `.new-store`, and is moved out of it when all of it is durable, the ledger last. What
/// fails before that leaves the folder as it was; what a killed program left is cleared by the next
/// try, and never looks like a store. From the ledger's move on the store is made: the answer then
/// holds what may be lost in a power cut because the folder could not be synced, if that failed.
///
/// Refuses, before it touches anything, a folder that holds a store (exists) or files of one
/// (incomplete). Unrelated files do not matter. `locked` where another program makes one there.
[[nodiscard]] Expected<std::optional<Failure>, Failure>
place_new_store(const std::filesystem::path& folder, const MakeStore& make);

/// The names in `folder` that a killed place_new_store() had moved there, still as it made them.
/// Without the ledger they are no store, and nothing was ever signed with that key.
[[nodiscard]] std::vector<std::string> placed_by_unfinished(const std::filesystem::path& folder);

/// Removes `.new-store`, where a program was killed just after its store was made.
void remove_unfinished(const std::filesystem::path& folder);

} // namespace ocop::store
