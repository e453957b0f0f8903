#include "catalog-sync/sticks.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t lines_max = 4'096;
constexpr std::size_t place_bytes_max = 4'096; // PATH_MAX

constexpr std::array<std::string_view, 16> disk_filesystems{
    "btrfs",
    "exfat",
    "ext2",
    "ext3",
    "ext4",
    "f2fs",
    "fuse.exfat",
    "fuseblk",
    "hfsplus",
    "iso9660",
    "msdos",
    "ntfs",
    "ntfs3",
    "udf",
    "vfat",
    "xfs"};

/// Takes what stands before the next `end`, and `end` with it, off the front of `text`.
std::string_view take_until(std::string_view& text, char end) {
    const std::size_t at = text.find(end);
    const std::string_view taken = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return taken;
}

bool is_octal(char c) {
    return c >= '0' && c <= '7';
}

/// The kernel writes blanks and backslashes of a path as "\040" and "\134". A NUL is in no path.
std::optional<std::string> unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            plain += text[i];
            continue;
        }
        if (text.size() - i < 4 || !is_octal(text[i + 1]) || !is_octal(text[i + 2])
            || !is_octal(text[i + 3])) {
            return std::nullopt;
        }
        const int value = (text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0');
        if (value == 0 || value > 255) {
            return std::nullopt;
        }
        plain += static_cast<char>(value);
        i += 3;
    }
    return plain;
}

/// "36 35 98:0 /root /place options [optional …] - type source options"
std::optional<Mount> parse_mount(std::string_view line) {
    for (int field = 0; field < 4; ++field) {
        if (take_until(line, ' ').empty()) {
            return std::nullopt;
        }
    }
    const auto place = unescaped(take_until(line, ' '));
    if (!place || place->empty() || place->front() != '/' || place->size() > place_bytes_max) {
        return std::nullopt;
    }
    while (!line.empty() && take_until(line, ' ') != "-") {
    }
    const std::string_view filesystem = take_until(line, ' ');
    if (filesystem.empty() || line.empty()) {
        return std::nullopt;
    }
    return Mount{*place, std::string{filesystem}};
}

bool is_at_or_below(const std::filesystem::path& place, const std::filesystem::path& folder) {
    const auto [end, unused] =
        std::mismatch(folder.begin(), folder.end(), place.begin(), place.end());
    return end == folder.end();
}

bool is_ordinary_file(const std::filesystem::path& path) {
    std::error_code ignored; // what cannot be looked at is no feed
    return std::filesystem::symlink_status(path, ignored).type()
           == std::filesystem::file_type::regular;
}

bool holds_feed(const std::filesystem::path& folder) {
    return is_ordinary_file(folder / "catalog.json")
           && is_ordinary_file(folder / "catalog.json.minisig");
}

} // namespace

std::vector<Mount> parse_mounts(std::string_view mountinfo) {
    std::vector<Mount> mounts;
    for (std::size_t line = 0; line < lines_max && !mountinfo.empty(); ++line) {
        if (auto mount = parse_mount(take_until(mountinfo, '\n'))) {
            mounts.push_back(*std::move(mount));
        }
    }
    return mounts;
}

std::vector<std::filesystem::path> usual_stick_folders() {
    return {"/media", "/run/media", "/mnt"};
}

std::vector<std::filesystem::path>
stick_places(const std::vector<Mount>& mounts, const std::vector<std::filesystem::path>& folders) {
    std::vector<std::filesystem::path> places;
    for (const Mount& mount : mounts) {
        const bool disk =
            std::find(disk_filesystems.begin(), disk_filesystems.end(), mount.filesystem)
            != disk_filesystems.end();
        const bool there = std::any_of(folders.begin(), folders.end(), [&](const auto& folder) {
            return is_at_or_below(mount.place, folder);
        });
        const bool known = std::find(places.begin(), places.end(), mount.place) != places.end();
        if (disk && there && !known) {
            places.push_back(mount.place);
        }
    }
    return places;
}

std::vector<std::filesystem::path> feeds_on(const std::vector<std::filesystem::path>& places) {
    std::vector<std::filesystem::path> feeds;
    for (const std::filesystem::path& place : places) {
        if (holds_feed(place)) {
            feeds.push_back(place);
        } else if (const auto folder = place / "ocop-feed"; holds_feed(folder)) {
            feeds.push_back(folder);
        }
    }
    return feeds;
}

} // namespace ocop::catalog_sync
