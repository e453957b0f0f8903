#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/shell/regular_file.hpp" // whoever replaces a file reads it too
#include "pos/shell/temporary_file.hpp"

#include <filesystem>
#include <string_view>
#include <sys/stat.h>

namespace ocop {

/// Who may read a file we write, whatever the umask says.
enum class FileMode {
    secret, // the owner alone (0600): everything in the data folder
    shared  // owner writes, all read (0644): what a web server hands out
};

/// Replaces `path` by `bytes` so that a power cut leaves the old or the new file, never half of
/// one: writes a TemporaryFile beside it, syncs it, renames it, syncs the folder. On failure the
/// old file is untouched and the temporary one is gone, or will be once the disk works again. For
/// files of our own; what a person named goes through write_output().
[[nodiscard]] Expected<void, Failure> write_atomically(
    const std::filesystem::path& path, std::string_view bytes, FileMode mode = FileMode::secret
);

/// The same, with these rights (0600 …).
[[nodiscard]] Expected<void, Failure>
replace_file(const std::filesystem::path& path, std::string_view bytes, mode_t rights);

/// Makes the file `path`, which must not be there (exists), hold `bytes`, and syncs it; on any
/// other failure it is gone again. Its name is durable once its folder is synced.
[[nodiscard]] Expected<void, Failure>
write_new_file(const std::filesystem::path& path, std::string_view bytes, mode_t rights = 0600);

/// A file's new contents, on disk beside it and synced, that do not stand yet: for what must be
/// written down first. Gone again unless they are put in place.
class StagedFile {
public:
    /// Writes `bytes` beside `path`.
    [[nodiscard]] static Expected<StagedFile, Failure>
    write(const std::filesystem::path& path, std::string_view bytes, mode_t rights = 0600);

    /// Replaces `path` by them, durably; on failure the old file is untouched.
    [[nodiscard]] Expected<void, Failure> put_in_place();

    /// True once they were renamed to `path`, durable or not: a disk that fails from then on may
    /// neither keep them nor let go of them.
    [[nodiscard]] bool is_in_place() const { return !temporary_.is_ours(); }

private:
    StagedFile(std::filesystem::path path, TemporaryFile temporary);

    std::filesystem::path path_;
    TemporaryFile temporary_;
};

/// Syncs what was written to the file `path`, by whomever, so that it survives a power cut.
[[nodiscard]] Expected<void, Failure> sync_file(const std::filesystem::path& path);

/// Syncs `folder`, so that names made, renamed or removed in it survive a power cut.
[[nodiscard]] Expected<void, Failure> sync_folder(const std::filesystem::path& folder);

/// The failure a system call's `error_number` (errno) means; `doing` is a clause like "writing".
[[nodiscard]] Failure
system_failure(int error_number, std::string_view doing, const std::filesystem::path& where);

} // namespace ocop
