#pragma once

#include "catalog-sync/feed_source.hpp"
#include "pos/core/chain.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/moment.hpp"
#include "pos/ports/failure.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

struct ImageLimits {
    std::size_t image_bytes_max = std::size_t{1} << 20U;
    std::uint64_t folder_bytes_max = std::uint64_t{200} << 20U;
    /// So long an image the feed does not have, or has wrongly, is not asked for again.
    std::chrono::seconds missing_for{std::chrono::hours{24}};
};

/// An image in the folder, and when it was last shown.
struct CachedImage {
    std::string name{};
    std::uint64_t bytes = 0;
    Moment used{};

    bool operator==(const CachedImage&) const = default;
};

/// The hash in "images/<64 hex>.png", ".jpg" or ".webp"; nullopt for any other name.
[[nodiscard]] std::optional<Hash> hash_of_image_name(std::string_view name);

/// Which of `images` to remove, least recently shown first, so that the rest has at most
/// `bytes_max`. Pure.
[[nodiscard]] std::vector<std::string>
images_to_remove(std::vector<CachedImage> images, std::uint64_t bytes_max);

/// Pictures of products in `<data folder>/images/`, each under its name in the feed. There is no
/// index: a file's time is when it was last shown, to the hour, and an empty file
/// `<name>.missing` says since when the feed does not have it. Killed at any point, each image is
/// there whole or not at all. One thread at a time, none that a person waits for.
class ImageCache {
public:
    ImageCache(const std::filesystem::path& data_folder, ImageLimits limits);

    /// The file of `name` if it is there; it then counts as shown at `now`.
    [[nodiscard]] std::optional<std::filesystem::path>
    find(std::string_view name, Moment now) const;

    /// True if it makes sense to fetch `name`: it is an image's name, and was not found missing
    /// within the last `missing_for`.
    [[nodiscard]] bool is_worth_fetching(std::string_view name, Moment now) const;

    /// Fetches `name` and answers its file; makes room for it where the folder is full. `missing`
    /// or `corrupt` (too large, or other bytes than its name says) is remembered; anything else may
    /// pass.
    [[nodiscard]] Expected<std::filesystem::path, Failure>
    fetch(FeedSource& source, std::string_view name, Moment now, std::stop_token cancel);

private:
    [[nodiscard]] std::filesystem::path file_of(std::string_view name) const;
    Expected<void, Failure> keep(std::string_view name, std::string_view bytes, Moment now);
    void make_room(Moment now);

    std::filesystem::path folder_;
    ImageLimits limits_;
    std::optional<std::uint64_t> folder_bytes_{}; // known after the first look
};

} // namespace ocop::catalog_sync
