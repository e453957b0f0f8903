#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace ocop {

/// Who may read a file we write.
enum class FileMode {
    shared, // owner writes, all read (0644)
    secret  // the owner alone (0600)
};

/// Replaces `path` by `bytes` so that a power cut leaves the old or the new file, never half of
/// one: writes a temporary file beside it, syncs it, renames it, syncs the folder. On failure the
/// old file is untouched and the temporary one is gone.
[[nodiscard]] Expected<void, Failure> write_atomically(
    const std::filesystem::path& path, std::string_view bytes, FileMode mode = FileMode::shared
);

/// Makes the file `path`, which must not be there (exists), hold `bytes`, and syncs it; on any
/// other failure it is gone again. Its name is durable once its folder is synced.
[[nodiscard]] Expected<void, Failure> write_new_file(
    const std::filesystem::path& path, std::string_view bytes, FileMode mode = FileMode::shared
);

/// A file's new contents, on disk beside it and synced, that do not stand yet: for what must be
/// written down first. Gone again unless they are put in place.
class StagedFile {
public:
    /// Writes `bytes` beside `path`.
    [[nodiscard]] static Expected<StagedFile, Failure>
    write(const std::filesystem::path& path, std::string_view bytes, FileMode mode);

    ~StagedFile();
    StagedFile(StagedFile&& other) noexcept;
    StagedFile& operator=(StagedFile&&) = delete;
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;

    /// Replaces `path` by them, durably; on failure the old file is untouched.
    [[nodiscard]] Expected<void, Failure> put_in_place();

private:
    StagedFile(std::filesystem::path path, std::string temporary);

    std::filesystem::path path_;
    std::string temporary_; // empty once it is no longer ours
};

/// The whole of `path`. Refuses (corrupt) what is larger than `size_bytes_max`, before reading it.
[[nodiscard]] Expected<std::string, Failure>
read_file(const std::filesystem::path& path, std::size_t size_bytes_max);

/// The first `size_bytes` of `path`, or all of a shorter file.
[[nodiscard]] Expected<std::string, Failure>
read_start(const std::filesystem::path& path, std::size_t size_bytes);

/// Syncs what was written to the file `path`, by whomever, so that it survives a power cut.
[[nodiscard]] Expected<void, Failure> sync_file(const std::filesystem::path& path);

/// Syncs `folder`, so that names made, renamed or removed in it survive a power cut.
[[nodiscard]] Expected<void, Failure> sync_folder(const std::filesystem::path& folder);

/// The failure a system call's `error_number` (errno) means; `doing` is a clause like "writing".
[[nodiscard]] Failure
system_failure(int error_number, std::string_view doing, const std::filesystem::path& where);

} // namespace ocop
