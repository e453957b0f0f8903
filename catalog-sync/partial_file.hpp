#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace ocop::catalog_sync {

/// A file that is being fetched and may stay half done for a later try. Beside it, until it is
/// whole, stands `<file>.state`: one line, what its server calls the state the bytes are of.
class PartialFile {
public:
    /// Opens or makes `path`; one with more than `bytes_max` bytes is begun anew. A link is not
    /// followed.
    [[nodiscard]] static Expected<PartialFile, Failure>
    open(const std::filesystem::path& path, std::uint64_t bytes_max);

    PartialFile(PartialFile&& other) noexcept;
    PartialFile& operator=(PartialFile&&) = delete;
    ~PartialFile();

    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// What begin_anew() was told; "" where nothing is known of the bytes.
    [[nodiscard]] std::string state() const;

    /// Throws away what is there.
    [[nodiscard]] Expected<void, Failure> begin_anew(const std::string& state);
    [[nodiscard]] Expected<void, Failure> append(std::string_view bytes);
    /// The file is whole: its state is of no more use.
    void finish() const;

private:
    PartialFile(int file, std::filesystem::path path, std::uint64_t size)
        : file_{file},
          path_{std::move(path)},
          size_{size} {}

    [[nodiscard]] std::filesystem::path state_path() const;

    int file_;
    std::filesystem::path path_;
    std::uint64_t size_;
};

} // namespace ocop::catalog_sync
