#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// Something mounted, as a line of /proc/self/mountinfo tells (proc_pid_mountinfo(5)).
struct Mount {
    std::filesystem::path place{};
    std::string filesystem{}; // "vfat", "ext4" …

    bool operator==(const Mount&) const = default;
};

/// Reads the text of /proc/self/mountinfo. Lines that are none are left out, as is what comes after
/// 4,096 lines. Pure.
[[nodiscard]] std::vector<Mount> parse_mounts(std::string_view mountinfo);

/// Where desktops and people mount sticks.
[[nodiscard]] std::vector<std::filesystem::path> usual_stick_folders();

/// The mounts at or below one of `folders` that may be a stick: file systems of disks only, because
/// looking into a network share that is gone can take for ever. Pure.
[[nodiscard]] std::vector<std::filesystem::path>
stick_places(const std::vector<Mount>& mounts, const std::vector<std::filesystem::path>& folders);

/// The folders that hold a feed: each of `places`, else "ocop-feed" in it, if it has a manifest
/// and its signature as ordinary files. Reads nothing of them: a person is asked first.
[[nodiscard]] std::vector<std::filesystem::path>
feeds_on(const std::vector<std::filesystem::path>& places);

} // namespace ocop::catalog_sync
