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

/// Why a library did not take the font in `file`, as far as the system knows: missing, permission,
/// disk_error (which too many open files are as well); corrupt with `otherwise`, a clause, where
/// the whole file can be read and so is no font.
[[nodiscard]] Failure why_no_font(const std::string& file, std::string_view otherwise);

} // namespace ocop::receipts
