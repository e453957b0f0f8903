#pragma once

#include <filesystem>

namespace ocop::compose {

/// Takes from everyone but its owner what an earlier program let them do in a data folder: folder
/// and sub-folders become 0700, files 0600. Touches what a store consists of and nothing else that
/// may lie there, and follows no links. Cheap where it was done before: a sub-folder that is closed
/// is not looked into. What cannot be changed (a disk without rights) stays as it is. For a folder
/// whose store was opened for writing.
void tighten(const std::filesystem::path& folder);

} // namespace ocop::compose
