#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <vector>

namespace ocop {

/// The paths of all that lies in `folder`, in no order; or why they cannot be known, for half a
/// list would be taken for all of it. Instead of a loop over std::filesystem::directory_iterator,
/// which throws where readdir(3) fails.
[[nodiscard]] Expected<std::vector<std::filesystem::path>, Failure>
entries_of(const std::filesystem::path& folder);

} // namespace ocop
