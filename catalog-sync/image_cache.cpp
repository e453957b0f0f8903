#include "catalog-sync/image_cache.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folders.hpp"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>

namespace ocop::catalog_sync {

namespace {

constexpr std::string_view folder_prefix = "images/";
constexpr std::string_view missing_ending = ".missing";
constexpr std::size_t hex_digits = 64;
constexpr std::int64_t touch_after_s = 3'600;

/// Size and time of an ordinary file.
struct FileFacts {
    std::uint64_t bytes = 0;
    Moment time{};
};

std::optional<FileFacts> facts_of(const std::filesystem::path& file) {
    struct stat status {};

    if (::lstat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return std::nullopt;
    }
    return FileFacts{static_cast<std::uint64_t>(status.st_size), Moment{status.st_mtim.tv_sec}};
}

/// Where it fails, an image is at worst fetched or removed once more than needed.
void set_time(const std::filesystem::path& file, Moment time) {
    const std::array<timespec, 2> times{timespec{time.seconds(), 0}, timespec{time.seconds(), 0}};
    ::utimensat(AT_FDCWD, file.c_str(), times.data(), AT_SYMLINK_NOFOLLOW);
}

void drop(const std::filesystem::path& file) {
    std::error_code ignored; // what cannot be removed is found again the next time
    std::filesystem::remove(file, ignored);
}

} // namespace

std::optional<Hash> hash_of_image_name(std::string_view name) {
    constexpr std::array<std::string_view, 3> endings{".png", ".jpg", ".webp"};
    if (name.substr(0, folder_prefix.size()) != folder_prefix) {
        return std::nullopt;
    }
    name.remove_prefix(folder_prefix.size());
    const std::string_view digits = name.substr(0, hex_digits);
    const std::string_view ending = name.substr(digits.size());
    if (std::find(endings.begin(), endings.end(), ending) == endings.end()) {
        return std::nullopt;
    }
    return parse_hash(digits);
}

std::vector<std::string>
images_to_remove(std::vector<CachedImage> images, std::uint64_t bytes_max) {
    std::sort(images.begin(), images.end(), [](const CachedImage& a, const CachedImage& b) {
        return a.used != b.used ? a.used < b.used : a.name < b.name;
    });
    std::uint64_t bytes = 0;
    for (const CachedImage& image : images) {
        bytes += image.bytes;
    }
    std::vector<std::string> removed;
    for (auto image = images.begin(); image != images.end() && bytes > bytes_max; ++image) {
        bytes -= image->bytes;
        removed.push_back(image->name);
    }
    return removed;
}

ImageCache::ImageCache(const std::filesystem::path& data_folder, ImageLimits limits)
    : folder_{data_folder / "images"},
      limits_{limits} {}

std::filesystem::path ImageCache::file_of(std::string_view name) const {
    return folder_ / name.substr(folder_prefix.size());
}

std::optional<std::filesystem::path> ImageCache::find(std::string_view name, Moment now) const {
    if (!hash_of_image_name(name)) {
        return std::nullopt;
    }
    const std::filesystem::path file = file_of(name);
    const auto facts = facts_of(file);
    if (!facts) {
        return std::nullopt;
    }
    // To the hour: a grid of goods would else write to the disk with each picture it draws.
    if (now.seconds() - facts->time.seconds() >= touch_after_s || facts->time > now) {
        set_time(file, now);
    }
    return file;
}

bool ImageCache::is_worth_fetching(std::string_view name, Moment now) const {
    if (!hash_of_image_name(name)) {
        return false;
    }
    const auto missing = facts_of(file_of(name).string() + std::string{missing_ending});
    if (!missing) {
        return true;
    }
    const std::int64_t age_s = now.seconds() - missing->time.seconds();
    return age_s < 0 || age_s >= limits_.missing_for.count();
}

Expected<std::filesystem::path, Failure>
ImageCache::fetch(FeedSource& source, std::string_view name, Moment now, std::stop_token cancel) {
    const auto hash = hash_of_image_name(name);
    if (!hash) {
        return Unexpected{
            Failure{FailureCode::missing, "this is not the name of an image", std::string{name}}};
    }
    if (const auto made = make_folders(folder_); !made) {
        return Unexpected{made.error()};
    }
    const auto remember_missing = [&](Failure why) {
        const std::string marker = file_of(name).string() + std::string{missing_ending};
        if (write_atomically(marker, {})) {
            set_time(marker, now);
        }
        return Unexpected{std::move(why)};
    };
    auto fetched = source.fetch_small(name, limits_.image_bytes_max, {}, std::move(cancel));
    if (!fetched) {
        const FailureCode code = fetched.error().code;
        const bool lasting = code == FailureCode::missing || code == FailureCode::corrupt;
        return lasting ? remember_missing(fetched.error()) : Unexpected{fetched.error()};
    }
    const auto bytes = std::move(fetched->bytes).take_if(*hash);
    if (!bytes || bytes->empty()) {
        return remember_missing(
            {FailureCode::corrupt, "the image is not the one its name says", std::string{name}}
        );
    }
    if (auto kept = keep(name, *bytes, now); !kept) {
        return Unexpected{kept.error()};
    }
    return file_of(name);
}

Expected<void, Failure>
ImageCache::keep(std::string_view name, std::string_view bytes, Moment now) {
    const std::filesystem::path file = file_of(name);
    if (auto written = write_atomically(file, bytes); !written) {
        return written;
    }
    set_time(file, now);
    drop(file.string() + std::string{missing_ending});
    if (folder_bytes_) {
        *folder_bytes_ += bytes.size();
    }
    if (!folder_bytes_ || *folder_bytes_ > limits_.folder_bytes_max) {
        make_room(now);
    }
    return {};
}

void ImageCache::make_room(Moment now) {
    std::vector<CachedImage> images;
    std::error_code error;
    for (std::filesystem::directory_iterator entry{folder_, error}, end; entry != end;
         entry.increment(error)) {
        const std::filesystem::path file = entry->path();
        const std::string name = std::string{folder_prefix} + file.filename().string();
        const auto facts = facts_of(file);
        if (!facts) {
            continue;
        }
        if (hash_of_image_name(name)) {
            images.push_back({name, facts->bytes, facts->time});
        } else if (now.seconds() - facts->time.seconds() >= limits_.missing_for.count()) {
            drop(file); // a marker that has had its day, or half a file of a till that was killed
        }
    }
    // Somewhat more than is needed, so that a full folder is not searched for each new image.
    std::uint64_t bytes = 0;
    for (const CachedImage& image : images) {
        bytes += image.bytes;
    }
    if (bytes > limits_.folder_bytes_max) {
        for (const std::string& name :
             images_to_remove(images, limits_.folder_bytes_max / 10 * 9)) {
            bytes -= facts_of(file_of(name)).value_or(FileFacts{}).bytes;
            drop(file_of(name));
        }
    }
    folder_bytes_ = bytes;
}

} // namespace ocop::catalog_sync
