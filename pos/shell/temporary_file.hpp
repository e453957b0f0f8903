#pragma once

#include "pos/shell/open_file.hpp"

#include <filesystem>
#include <string>

namespace ocop {

/// A new file `NAME.ocop-XXXXXX` beside the file NAME it is to replace, open for writing (0600),
/// and gone with this unless it was renamed. What a killed program left is told from what is being
/// written by a lock (flock on the file itself), and cleared by clear_temporary_files().
class TemporaryFile {
public:
    /// Makes it beside `path`; is_open() is false, and errno says why, where it cannot.
    explicit TemporaryFile(const std::filesystem::path& path);
    ~TemporaryFile();
    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] bool is_open() const { return file_.is_open(); }

    [[nodiscard]] int get() const { return file_.get(); }

    /// False once it was renamed.
    [[nodiscard]] bool is_ours() const { return !name_.empty(); }

    /// Renames it to `path`; 0 or the errno that prevented it.
    [[nodiscard]] int rename_to(const std::filesystem::path& path);

private:
    void make(const std::filesystem::path& path);

    std::string name_{}; // empty once it is no longer ours
    OpenFile file_{};
};

/// Removes every temporary file in `folder` itself that no living program holds. What cannot be
/// removed goes next time.
void clear_temporary_files(const std::filesystem::path& folder);

} // namespace ocop
