#pragma once

#include "catalog-sync/manifest.hpp"
#include "catalog-sync/publish.hpp"

#include <filesystem>
#include <span>
#include <vector>

namespace ocop::catalog_sync {

/// An image the feed will hold, and where it comes from; `from` is empty for one it holds already.
struct PublishImage {
    FeedFile file{};
    std::filesystem::path from{};
};

/// Gives each product's `image` the name it has in a feed, that of its hash, or none where the file
/// is not there or not what it should be, with a warning. `kept`: images the feed holds already,
/// which a product may name as they are called there. The answer is in the order of names. Fails
/// where the disk cannot be read: that is not an image missing.
[[nodiscard]] Expected<std::vector<PublishImage>, Failure> name_images(
    std::vector<Product>& products,
    const std::filesystem::path& folder,
    std::span<const FeedFile> kept,
    std::vector<PublishWarning>& warnings
);

/// Writes those images into `out` that it does not hold as they should be, durably.
[[nodiscard]] Expected<void, Failure>
write_images(std::span<const PublishImage> images, const std::filesystem::path& out);

} // namespace ocop::catalog_sync
