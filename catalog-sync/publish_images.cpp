#include "catalog-sync/publish_images.hpp"

#include "catalog-sync/feed_file.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folders.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace ocop::catalog_sync {

namespace {

using namespace std::string_view_literals;
using Kind = PublishWarning::Kind;

/// ".png", ".jpg" or ".webp" by the first bytes; "" for anything else.
std::string_view ending_of(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) {
        return ".png";
    }
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) {
        return ".jpg";
    }
    const bool is_webp =
        bytes.starts_with("RIFF"sv) && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP"sv;
    return is_webp ? ".webp"sv : ""sv;
}

/// True for the name of a file in a folder, and no way out of it.
bool is_plain_name(std::string_view name) {
    return name.find_first_of("/\\"sv) == std::string_view::npos && !name.starts_with('.');
}

/// What became of one image a product names.
struct Looked {
    std::optional<FeedFile> file{};
    Kind why_not{};
};

/// Fails where the disk gives no answer: an image that is there is not to go from the feed for
/// that.
Expected<Looked, Failure> look_at(const std::filesystem::path& folder, const std::string& image) {
    if (folder.empty()) {
        return Looked{std::nullopt, Kind::image_missing};
    }
    if (!is_plain_name(image)) {
        return Looked{std::nullopt, Kind::image_bad_name};
    }
    const auto path = folder / image;
    std::error_code not_there;
    const auto status = std::filesystem::symlink_status(path, not_there);
    if (status.type() == std::filesystem::file_type::none) {
        return Unexpected{system_failure(not_there.value(), "looking at", path)};
    }
    if (!std::filesystem::is_regular_file(status)) {
        return Looked{std::nullopt, Kind::image_missing};
    }
    const auto bytes = read_input(path, image_size_bytes_max);
    if (!bytes && bytes.error().code == FailureCode::disk_error) {
        return Unexpected{bytes.error()};
    }
    if (!bytes) {
        const bool too_big = bytes.error().code == FailureCode::too_large;
        return Looked{std::nullopt, too_big ? Kind::image_too_big : Kind::image_missing};
    }
    const auto ending = ending_of(*bytes);
    if (ending.empty()) {
        return Looked{std::nullopt, Kind::image_foreign};
    }
    const Hash hash = blake2b(*bytes);
    return Looked{
        FeedFile{
            "images/" + hex(hash) + std::string{ending},
            static_cast<std::int64_t>(bytes->size()),
            hash},
        {}};
}

} // namespace

Expected<std::vector<PublishImage>, Failure> name_images(
    std::vector<Product>& products,
    const std::filesystem::path& folder,
    std::span<const FeedFile> kept,
    std::vector<PublishWarning>& warnings
) {
    std::map<std::string, PublishImage, std::less<>> images; // by name in the feed
    std::map<std::string, Looked, std::less<>> looked;       // by name in the folder
    for (Product& product : products) {
        if (product.image.empty()) {
            continue;
        }
        const auto held = std::find_if(kept.begin(), kept.end(), [&](const FeedFile& file) {
            return file.name == product.image;
        });
        if (held != kept.end()) {
            images.emplace(held->name, PublishImage{*held, {}});
            continue;
        }
        auto found = looked.find(product.image);
        if (found == looked.end()) {
            auto looked_at = look_at(folder, product.image);
            if (!looked_at) {
                return Unexpected{looked_at.error()};
            }
            found = looked.emplace(product.image, std::move(*looked_at)).first;
        }
        if (!found->second.file) {
            warnings.push_back({found->second.why_not, product.code, product.image});
            product.image.clear();
            continue;
        }
        const FeedFile& file = *found->second.file;
        images.emplace(file.name, PublishImage{file, folder / product.image});
        product.image = file.name;
    }
    std::vector<PublishImage> in_order;
    in_order.reserve(images.size());
    for (auto& [unused, image] : images) {
        in_order.push_back(std::move(image));
    }
    return in_order;
}

Expected<void, Failure>
write_images(std::span<const PublishImage> images, const std::filesystem::path& out) {
    if (images.empty()) {
        return {};
    }
    if (auto made = make_folders(out / "images", shared_folder); !made) {
        return made;
    }
    for (const PublishImage& image : images) {
        const auto to = out / image.file.name;
        if (image.from.empty() || verify_file(to, image.file)) {
            continue;
        }
        const auto bytes = read_file(image.from, image_size_bytes_max);
        if (!bytes) {
            return Unexpected{bytes.error()};
        }
        if (blake2b(*bytes) != image.file.blake2b) {
            return Unexpected{Failure{
                FailureCode::locked, "it changed while it was published", image.from.string()}};
        }
        if (auto written = write_atomically(to, *bytes, FileMode::shared); !written) {
            return written;
        }
    }
    return {};
}

} // namespace ocop::catalog_sync
