#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/shell/open_file.hpp"

#include <filesystem>
#include <utility>

namespace ocop::catalog_sync {

/// One program at a time works on a folder's feed; held until this goes, also by a crash. On a
/// share that knows no locks nothing is held.
class FolderLock {
public:
    /// Does not wait: `locked` if another program holds it.
    [[nodiscard]] static Expected<FolderLock, Failure> take(const std::filesystem::path& folder);

private:
    explicit FolderLock(OpenFile folder)
        : folder_{std::move(folder)} {}

    OpenFile folder_;
};

} // namespace ocop::catalog_sync
