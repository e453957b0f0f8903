#pragma once

#include "catalog-sync/feed_source.hpp"
#include "catalog-sync/feed_status.hpp"
#include "catalog-sync/schedule.hpp"
#include "catalog-sync/sync.hpp"
#include "pos/ports/clock.hpp"
#include "pos/shell/bounded_queue.hpp"
#include "pos/shell/worker.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <variant>

namespace ocop::catalog_sync {

/// What the syncs are doing, as a panel shows it.
struct SyncState {
    enum class Phase {
        idle,    // no feed is set
        waiting, // until `next`
        running  // `progress`
    };

    Phase phase = Phase::idle;
    std::string source{}; // of the sync that runs, else of the feed that is set
    std::optional<Moment> next{};
    SyncProgress progress{};
    FeedStatus status{};
    /// The sync that has just ended, in this one state alone; a canceled one leaves none.
    std::optional<Expected<SyncResult, FeedFault>> ended{};
};

/// What AutoSync is made of. `clock` outlives it; the functions are called on its threads.
struct AutoSyncParts {
    std::filesystem::path data_folder{};
    const Clock* clock = nullptr;
    std::function<std::uint64_t()> random_bits{};
    ScheduleTimes times{};
    /// Told each state in order, on one thread. Must neither throw nor wait.
    std::function<void(SyncState)> on_state{};
    /// sync(), but in tests.
    std::function<Expected<
        SyncResult,
        FeedFault>(FeedSource&, const std::filesystem::path&, const SyncOptions&)>
        sync = &catalog_sync::sync;
};

/// Syncs in the background: on schedule, when asked, and from a stick. One thread carries the syncs
/// out, another decides; selling waits for neither. How each sync ended is kept in
/// feed.status.json. Going away stops a running sync and waits no longer than its source takes to
/// stop.
class AutoSync {
public:
    /// `feed`: what is synced on schedule; null: nothing until use().
    AutoSync(AutoSyncParts parts, std::unique_ptr<FeedSource> feed);
    ~AutoSync();
    AutoSync(const AutoSync&) = delete;
    AutoSync& operator=(const AutoSync&) = delete;

    // Any thread, at once. False if too many commands wait already.

    /// Syncs from the feed now, unless a sync runs or no feed is set.
    [[nodiscard]] bool sync_now();
    /// Syncs once from `source`, a stick for instance, after the sync that runs; the schedule
    /// stays.
    [[nodiscard]] bool sync_from(std::unique_ptr<FeedSource> source);
    /// Syncs from `feed` from now on, and at once; null: from none. Stops the sync that runs.
    [[nodiscard]] bool use(std::unique_ptr<FeedSource> feed);
    /// Stops the sync that runs; the next one comes on schedule.
    [[nodiscard]] bool cancel();

private:
    struct SyncNow {};

    struct SyncFrom {
        std::unique_ptr<FeedSource> source{};
    };

    struct Use {
        std::unique_ptr<FeedSource> feed{};
    };

    struct Cancel {};

    struct Ended {
        Expected<SyncResult, FeedFault> result;
        std::optional<std::chrono::seconds> retry_after{};
    };

    using News = std::variant<SyncNow, SyncFrom, Use, Cancel, SyncProgress, Ended>;
    using WaitClock = std::chrono::steady_clock; // setting the wall clock moves no wait

    // The deciding thread.
    void decide(const std::stop_token& stop);
    [[nodiscard]] std::optional<News> next_news();
    void take(SyncNow news);
    void take(SyncFrom news);
    void take(Use news);
    void take(Cancel news);
    void take(const SyncProgress& news);
    void take(Ended news);
    void set_feed(std::unique_ptr<FeedSource> feed);
    void plan(NextSync next);
    void begin(FeedSource& source);
    void rest();
    void tell();

    // The syncing thread.
    void run(FeedSource& source, std::stop_token cancel);
    void post_ended(Ended ended);

    [[nodiscard]] bool is_running() const { return state_.phase == SyncState::Phase::running; }

    // The deciding thread's own. A source is left alone while a sync runs from it.
    AutoSyncParts parts_;
    std::unique_ptr<FeedSource> feed_;
    std::unique_ptr<FeedSource> once_{};                     // a sync runs from it
    std::unique_ptr<FeedSource> next_once_{};                // waits for the sync that runs
    std::optional<std::unique_ptr<FeedSource>> next_feed_{}; // the same
    int failures_ = 0;
    WaitClock::time_point due_{};
    SyncState state_{};
    std::stop_source running_{};

    std::atomic<bool> progress_waits_ = false; // one piece of news about progress at a time
    std::atomic<bool> ending_ = false;
    BoundedQueue<News> news_;
    Worker syncing_;
    std::jthread deciding_{};
};

} // namespace ocop::catalog_sync
