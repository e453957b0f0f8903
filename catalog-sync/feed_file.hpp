#pragma once

#include "catalog-sync/feed_refusal.hpp"
#include "catalog-sync/manifest.hpp"
#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/shell/regular_file.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace ocop::catalog_sync {

/// A file whose every byte is the one the manifest states, held open, so that what is read is what
/// was verified. Made by verify_file() only.
class VerifiedFile {
public:
    [[nodiscard]] const std::string& name() const { return name_; }

    [[nodiscard]] const std::filesystem::path& path() const { return file_.path(); }

    /// The next bytes from `at` on into `into`; how many there were, 0 at the end of the file.
    [[nodiscard]] Expected<std::size_t, Failure> read(std::int64_t at, std::span<char> into) const;

private:
    VerifiedFile(RegularFile file, std::string name, std::int64_t bytes)
        : file_{std::move(file)},
          name_{std::move(name)},
          bytes_{bytes} {}

    friend Expected<VerifiedFile, FeedFault>
    verify_file(const std::filesystem::path& path, const FeedFile& stated);

    RegularFile file_;
    std::string name_;
    std::int64_t bytes_;
};

/// The one way from a file on disk to one that may be opened: its size, then its hash.
[[nodiscard]] Expected<VerifiedFile, FeedFault>
verify_file(const std::filesystem::path& path, const FeedFile& stated);

} // namespace ocop::catalog_sync
