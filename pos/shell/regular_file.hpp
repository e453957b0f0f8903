#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/shell/open_file.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <sys/stat.h>

namespace ocop {

/// An ordinary file, open for reading from its beginning on. Anything else that may stand under a
/// file's name would be waited for (a pipe), never end (a device) or do something when it is opened
/// (a serial line), and is refused before it is opened.
class RegularFile {
public:
    /// Fails with wrong_kind for a folder, pipe, socket or device, also behind a link; else with
    /// what the system says.
    [[nodiscard]] static Expected<RegularFile, Failure> open(const std::filesystem::path& path);

    /// How many bytes it had when it was opened.
    [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// The descriptor, which stays this one's.
    [[nodiscard]] int get() const { return file_.get(); }

    /// The next bytes into `into`, as many as fit; fewer only at the end of the file.
    [[nodiscard]] Expected<std::size_t, Failure> read(std::span<char> into);

    /// The same, of the bytes from `at` on.
    [[nodiscard]] Expected<std::size_t, Failure>
    read_at(std::uint64_t at, std::span<char> into) const;

private:
    RegularFile(OpenFile file, std::uint64_t size_bytes, std::filesystem::path path)
        : file_{std::move(file)},
          size_bytes_{size_bytes},
          path_{std::move(path)} {}

    OpenFile file_;
    std::uint64_t size_bytes_;
    std::filesystem::path path_;
    std::uint64_t at_ = 0; // where read() goes on
};

/// The whole of a file of our own. Refuses (corrupt) what is larger than `size_bytes_max`, before
/// reading it, and (wrong_kind) what is no ordinary file.
[[nodiscard]] Expected<std::string, Failure>
read_file(const std::filesystem::path& path, std::size_t size_bytes_max);

/// The whole of a file that somebody named: as read_file(), but a larger one is too_large, because
/// it is not the file that was meant, and nothing of ours is damaged.
[[nodiscard]] Expected<std::string, Failure>
read_input(const std::filesystem::path& path, std::size_t size_bytes_max);

/// The first `size_bytes` of a file of our own, or all of a shorter one; fails as RegularFile does.
[[nodiscard]] Expected<std::string, Failure>
read_start(const std::filesystem::path& path, std::size_t size_bytes);

/// "a pipe": what stands where an ordinary file is wanted, as one English clause.
[[nodiscard]] std::string_view kind_of_file(mode_t mode);

/// That `path`, of this mode, is not an ordinary file.
[[nodiscard]] Failure not_a_regular_file(mode_t mode, const std::filesystem::path& path);

} // namespace ocop
