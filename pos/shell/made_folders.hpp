#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <filesystem>
#include <sys/stat.h>
#include <vector>

namespace ocop {

/// A folder and those above it, as far as they were not there: made now, and gone again with this,
/// those that are still empty, unless it is told to keep them.
class MadeFolders {
public:
    /// Makes `folder` and what of those above it is missing, each with `mode` whatever the umask
    /// says. Fails as mkdir(2) does, and leaves nothing then.
    [[nodiscard]] static Expected<MadeFolders, Failure>
    make(std::filesystem::path folder, mode_t mode);

    MadeFolders(MadeFolders&& other) noexcept
        : made_{std::move(other.made_)} {
        other.made_.clear();
    }

    ~MadeFolders();
    MadeFolders(const MadeFolders&) = delete;
    MadeFolders& operator=(const MadeFolders&) = delete;
    MadeFolders& operator=(MadeFolders&&) = delete;

    /// Makes their names durable.
    [[nodiscard]] Expected<void, Failure> sync() const;

    void keep() { made_.clear(); }

private:
    MadeFolders() = default;

    std::vector<std::filesystem::path> made_{}; // each within the one before
};

} // namespace ocop
