#include "catalog-sync/auto_sync.hpp"

#include "pos/core/assert.hpp"

#include <pthread.h>
#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t news_max = 64;

Moment after(Moment now, std::chrono::seconds wait) {
    return Moment{now.seconds() + wait.count()};
}

} // namespace

AutoSync::AutoSync(AutoSyncParts parts, std::unique_ptr<FeedSource> feed)
    : parts_{std::move(parts)},
      feed_{std::move(feed)},
      news_{news_max},
      syncing_{
          "catalog-sync",
          1,
          [this](const std::string& what) {
              post_ended({Unexpected{FeedFault{Failure{FailureCode::disk_error, what, {}}}}, {}});
          }},
      deciding_{[this](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "sync-schedule");
          decide(stop);
      }} {}

AutoSync::~AutoSync() {
    ending_ = true;
    deciding_.request_stop();
    news_.close();
    deciding_.join();
    running_.request_stop();
    syncing_.stop();
}

bool AutoSync::sync_now() {
    return news_.push(SyncNow{});
}

bool AutoSync::sync_from(std::unique_ptr<FeedSource> source) {
    return news_.push(SyncFrom{std::move(source)});
}

bool AutoSync::use(std::unique_ptr<FeedSource> feed) {
    return news_.push(Use{std::move(feed)});
}

bool AutoSync::cancel() {
    return news_.push(Cancel{});
}

void AutoSync::decide(const std::stop_token& stop) {
    state_.status = read_feed_status(parts_.data_folder);
    if (feed_) {
        plan(at_start(parts_.times, parts_.random_bits()));
    }
    rest();
    while (!stop.stop_requested()) {
        auto news = next_news();
        if (stop.stop_requested()) {
            return;
        }
        if (news) {
            std::visit(
                [this](auto&& any) { take(std::forward<decltype(any)>(any)); }, *std::move(news)
            );
        } else if (state_.phase == SyncState::Phase::waiting && WaitClock::now() >= due_) {
            begin(*feed_);
        }
    }
}

std::optional<AutoSync::News> AutoSync::next_news() {
    if (state_.phase != SyncState::Phase::waiting) {
        return news_.pop();
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due_ - WaitClock::now());
    return left.count() > 0 ? news_.pop_for(left) : news_.try_pop();
}

void AutoSync::take(SyncNow) {
    if (feed_ && !is_running()) {
        plan(when_asked(failures_));
        begin(*feed_);
    }
}

void AutoSync::take(SyncFrom news) {
    if (!news.source) {
        return;
    }
    if (is_running()) {
        next_once_ = std::move(news.source);
    } else {
        once_ = std::move(news.source);
        begin(*once_);
    }
}

void AutoSync::take(Use news) {
    if (is_running()) {
        next_feed_ = std::move(news.feed);
        running_.request_stop();
    } else {
        set_feed(std::move(news.feed));
        rest();
    }
}

void AutoSync::take(Cancel) {
    if (is_running()) {
        running_.request_stop();
    }
}

void AutoSync::take(const SyncProgress& news) {
    progress_waits_ = false;
    state_.progress = news;
    tell();
}

void AutoSync::take(Ended news) {
    const bool canceled = running_.stop_requested() && !news.result;
    if (!canceled) {
        state_.status =
            after_sync(std::move(state_.status), state_.source, parts_.clock->now(), news.result);
        // Where this cannot be written, the catalogue still is what it is.
        static_cast<void>(write_feed_status(parts_.data_folder, state_.status));
    }
    if (once_) {
        once_.reset();
    } else if (news.result || canceled) {
        plan(after_success(parts_.times, parts_.random_bits()));
    } else {
        plan(after_failure(parts_.times, failures_, news.retry_after, parts_.random_bits()));
    }
    if (next_feed_) {
        set_feed(*std::exchange(next_feed_, std::nullopt));
    }
    if (!canceled) {
        state_.ended = std::move(news.result);
    }
    rest();
    if (next_once_) {
        once_ = std::move(next_once_);
        begin(*once_);
    }
}

void AutoSync::set_feed(std::unique_ptr<FeedSource> feed) {
    feed_ = std::move(feed);
    plan(when_asked(0));
}

void AutoSync::plan(NextSync next) {
    failures_ = next.failures;
    due_ = WaitClock::now() + next.wait;
    state_.next = after(parts_.clock->now(), next.wait);
}

void AutoSync::begin(FeedSource& source) {
    state_.phase = SyncState::Phase::running;
    state_.source = source.where();
    state_.progress = {};
    running_ = std::stop_source{};
    tell();
    const bool posted =
        syncing_.post([this, &source, cancel = running_.get_token()] { run(source, cancel); });
    OCOP_ASSERT(posted); // no other runs
}

/// No sync runs.
void AutoSync::rest() {
    state_.phase = feed_ ? SyncState::Phase::waiting : SyncState::Phase::idle;
    state_.source = feed_ ? feed_->where() : std::string{};
    state_.progress = {};
    if (!feed_) {
        state_.next.reset();
    }
    tell();
}

void AutoSync::tell() {
    parts_.on_state(state_);
    state_.ended.reset();
}

void AutoSync::run(FeedSource& source, std::stop_token cancel) {
    SyncOptions options;
    options.now = parts_.clock->now();
    options.cancel = std::move(cancel);
    options.progress = [this](const SyncProgress& progress) {
        // Told as fast as they are heard: a slow listener slows no sync and fills no queue.
        if (!progress_waits_.exchange(true) && !news_.push(SyncProgress{progress})) {
            progress_waits_ = false;
        }
    };
    auto result = parts_.sync(source, parts_.data_folder, options);
    post_ended({std::move(result), source.retry_after()});
}

void AutoSync::post_ended(Ended ended) {
    News news{std::move(ended)};
    // A queue that is full of commands empties itself in a moment; this news must not be lost. What
    // the queue does not take it leaves untouched.
    while (!news_.push(std::move(news)) && !ending_) { // NOLINT(bugprone-use-after-move)
        std::this_thread::yield();
    }
}

} // namespace ocop::catalog_sync
