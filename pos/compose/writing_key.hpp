#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/store/store_files.hpp"

#include <filesystem>

namespace ocop::compose {

/// What the till's key in `folder` does for its journal, for whoever writes there: read once, and
/// never done without, since a record without a seal would close the shop. Fails as load_key().
[[nodiscard]] Expected<store::TillKey, Failure> writing_key(const std::filesystem::path& folder);

} // namespace ocop::compose
