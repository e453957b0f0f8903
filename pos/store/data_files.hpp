#pragma once

#include <array>
#include <string_view>

namespace ocop::store {

// What else may lie in a data folder; see store_files.hpp.
inline constexpr const char* restore_pending_file = "restore.pending"; // see finish_restore()

/// Folders a backup takes along only where told: pictures come again with the feed, receipts from
/// the journal; jobs not yet printed do not.
inline constexpr std::array<std::string_view, 3> taken_on_request{
    "images", "print-queue", "receipts"};

} // namespace ocop::store
