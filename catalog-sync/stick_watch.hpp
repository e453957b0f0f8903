#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace ocop::catalog_sync {

/// Waits for what is mounted to change.
class MountTable {
public:
    /// Opens `file`, "/proc/self/mountinfo" but in tests. Where that is not there (no Linux, no
    /// /proc) nothing ever changes.
    explicit MountTable(const std::filesystem::path& file = "/proc/self/mountinfo");
    /// Takes over an open file whose changes show as urgent data (poll(2), POLLPRI), as the
    /// kernel's table shows its own.
    explicit MountTable(int file);
    ~MountTable();
    MountTable(const MountTable&) = delete;
    MountTable& operator=(const MountTable&) = delete;

    /// The table as it is now; "" where it cannot be read.
    [[nodiscard]] std::string read() const;

    /// Waits until the table changed; false if `stop` came first.
    [[nodiscard]] bool wait(const std::stop_token& stop) const;

private:
    int file_;
    int wake_; // an eventfd
};

/// A thread that tells which feeds are on sticks: once at the start if there is one, then each time
/// a stick with a feed came or went. Going away ends it at once, unless a stick is being looked
/// into that does not answer.
class StickWatch {
public:
    /// Told on the watch's own thread; must not throw.
    using Found = std::function<void(const std::vector<std::filesystem::path>& feeds)>;

    StickWatch(std::vector<std::filesystem::path> folders, Found on_change);

private:
    std::jthread thread_;
};

} // namespace ocop::catalog_sync
