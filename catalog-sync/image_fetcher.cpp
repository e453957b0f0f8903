#include "catalog-sync/image_fetcher.hpp"

#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t wanted_max = 256;    // a few grids of goods
constexpr std::int64_t leave_alone_s = 60; // a source that failed

} // namespace

ImageFetcher::ImageFetcher(
    ImageCache cache, std::unique_ptr<FeedSource> source, const Clock& clock, Ready on_ready
)
    : cache_{std::move(cache)},
      source_{std::move(source)},
      clock_{clock},
      on_ready_{std::move(on_ready)},
      worker_{"images", wanted_max, [](const std::string&) {}} {}

ImageFetcher::~ImageFetcher() {
    stop_.request_stop();
}

bool ImageFetcher::want(std::string name) {
    return worker_.post([this, name = std::move(name)] { show(name); });
}

void ImageFetcher::show(const std::string& name) {
    if (stop_.stop_requested()) {
        return;
    }
    const Moment now = clock_.now();
    if (const auto file = cache_.find(name, now)) {
        on_ready_(name, *file);
        return;
    }
    const bool left_alone =
        failed_at_ && now >= *failed_at_ && now.seconds() - failed_at_->seconds() < leave_alone_s;
    if (!source_ || left_alone || !cache_.is_worth_fetching(name, now)) {
        return;
    }
    if (const auto file = cache_.fetch(*source_, name, now, stop_.get_token())) {
        failed_at_.reset();
        on_ready_(name, *file);
    } else if (file.error().code != FailureCode::missing && file.error().code != FailureCode::corrupt) {
        // Or each of a grid's pictures would wait for the same dead line in turn.
        failed_at_ = now;
    }
}

} // namespace ocop::catalog_sync
