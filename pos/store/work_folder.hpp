#pragma once

#include <filesystem>

namespace ocop::store {

/// A new folder `.ocop-XXXXXX` for files on their way, secrets among them: only its owner may look
/// into it (0700, whatever the umask), and it goes away with all that is in it. What a killed
/// program left is told from what is in use by a lock (flock on the folder itself), and cleared by
/// clear_left_over().
class WorkFolder {
public:
    /// Makes it in `beside`. Throws StoreError.
    explicit WorkFolder(const std::filesystem::path& beside);
    ~WorkFolder();
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Leaves it where it is when this goes: something durable names it now.
    void keep() { kept_ = true; }

private:
    std::filesystem::path path_{};
    int lock_ = -1;
    bool kept_ = false;
};

/// True for the name of such a folder.
[[nodiscard]] bool is_work_folder(const std::filesystem::path& name);

/// Where the system wants temporary files; "/tmp" where what it names is no folder.
[[nodiscard]] std::filesystem::path temporary_folder();

/// Removes every work folder of ours in `folder` that no living program holds. What cannot be
/// removed goes next time. Does nothing where a restore is pending in `folder`: it needs its own.
void clear_left_over(const std::filesystem::path& folder);

} // namespace ocop::store
