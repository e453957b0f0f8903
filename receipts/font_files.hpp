#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::receipts {

/// The font files everything is set in: Noto Sans (SIL Open Font License), which holds all
/// Vietnamese letters and keeps them when libharu embeds it, and Noto Sans Symbols 2 for stars.
struct FontFiles {
    std::string regular{};
    std::string strong{};
    std::string symbols{};
};

/// Looks for the files in `folder` first (if not empty), then where systems keep the Debian package
/// fonts-noto-core, last in `fonts` of the working folder. FailureCode::missing names the file and
/// the package.
[[nodiscard]] Expected<FontFiles, Failure> find_fonts(std::string_view folder = {});

/// The same in `folders` alone: each file in the first that has it.
[[nodiscard]] Expected<FontFiles, Failure>
find_fonts_in(const std::vector<std::filesystem::path>& folders);

} // namespace ocop::receipts
