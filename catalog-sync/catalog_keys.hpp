#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/signing/keys.hpp"

#include <filesystem>
#include <span>
#include <vector>

namespace ocop::catalog_sync {

/// The keys a till takes catalogues from: `catalog.keys` in its data folder, one minisign public
/// key line each.

/// The keys in `folder`; none where there is no such file. Refuses (corrupt) a file with anything
/// else in it.
[[nodiscard]] Expected<std::vector<signing::PublicKey>, Failure>
trusted_keys(const std::filesystem::path& folder);

/// Renames a damaged file of keys, `….damaged`: then none is trusted.
[[nodiscard]] Expected<void, Failure> set_keys_aside(const std::filesystem::path& folder);

/// Adds `key`; false if it was there already.
[[nodiscard]] Expected<bool, Failure>
trust_key(const std::filesystem::path& folder, const signing::PublicKey& key);

/// Takes `key` away; false if it was not there.
[[nodiscard]] Expected<bool, Failure>
distrust_key(const std::filesystem::path& folder, const signing::PublicKey& key);

/// Makes `keys` the ones trusted, and no others; writes nothing if they are already.
[[nodiscard]] Expected<void, Failure>
replace_keys(const std::filesystem::path& folder, std::span<const signing::PublicKey> keys);

} // namespace ocop::catalog_sync
