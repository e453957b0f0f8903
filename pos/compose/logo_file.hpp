#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/refusal.hpp"

#include <filesystem>
#include <string>

namespace ocop::compose {

/// Why a file cannot be the shop's logo.
enum class LogoFault {
    missing,       // no such file
    unreadable,    // no file but a folder or pipe, or the system does not let us read it
    disk_error,    // the disk gave no answer: nothing is said of the picture
    too_long,      // more than 8 MiB
    no_png,        // a picture of another kind, or none
    too_many_dots, // more than 2048 a side
    damaged,       // begins as a PNG and does not end as one
    blank          // no dark dot: nothing would be printed
};

/// The PNG in `file` as the setting `receipt.logo`; see logo_setting(). Waits for the disk.
[[nodiscard]] Expected<std::string, LogoFault> read_logo(const std::filesystem::path& file);

/// One sentence: what is wrong with the picture and what to do.
[[nodiscard]] std::string words(LogoFault fault, Language language);

} // namespace ocop::compose
