#pragma once

#include "catalog-sync/feed_source.hpp"
#include "catalog-sync/image_cache.hpp"
#include "pos/ports/clock.hpp"
#include "pos/shell/worker.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace ocop::catalog_sync {

/// Fetches pictures as they are wanted, on a thread of its own. Going away drops those still
/// wanted and waits no longer than the source takes to stop.
class ImageFetcher {
public:
    /// Told, on the fetcher's thread, of each picture that is there; of one that is not, nothing.
    /// Must not throw.
    using Ready = std::function<void(const std::string& name, const std::filesystem::path& file)>;

    /// `source` is the fetcher's own; none: only what is in the folder is shown. `clock` outlives
    /// it.
    ImageFetcher(
        ImageCache cache, std::unique_ptr<FeedSource> source, const Clock& clock, Ready on_ready
    );
    ~ImageFetcher();
    ImageFetcher(const ImageFetcher&) = delete;
    ImageFetcher& operator=(const ImageFetcher&) = delete;

    /// Any thread, at once. False if too many wait already: it is asked for again when next shown.
    [[nodiscard]] bool want(std::string name);

private:
    void show(const std::string& name);

    ImageCache cache_;
    std::unique_ptr<FeedSource> source_;
    const Clock& clock_;
    Ready on_ready_;
    std::stop_source stop_{};
    std::optional<Moment> failed_at_{}; // the fetcher's thread alone
    Worker worker_;
};

} // namespace ocop::catalog_sync
