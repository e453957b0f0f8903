#pragma once

#include <filesystem>

namespace ocop::compose {

/// Where a store lies unless told otherwise: $OCOP_DATA, else the platform's application-data
/// folder (XDG Base Directory Specification: $XDG_DATA_HOME or ~/.local/share) with `ocop-till` in
/// it.
[[nodiscard]] std::filesystem::path default_data_folder();

} // namespace ocop::compose
