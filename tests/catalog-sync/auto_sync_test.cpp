#include "catalog-sync/auto_sync.hpp"
#include "tests/catalog-sync/fake_source.hpp"
#include "tests/catalog-sync/http_fixture.hpp"
#include "tests/catalog-sync/rude_server.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gmock/gmock.h>

#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace ocop::catalog_sync {
namespace {

using namespace std::chrono_literals;
using Phase = SyncState::Phase;
using Outcome = Expected<SyncResult, FeedFault>;

constexpr Moment nine{1'795'309'200}; // 2026-11-22T09:00:00+07:00

class NineOClock final : public Clock {
public:
    [[nodiscard]] Moment now() const override { return nine; }
};

Outcome good(std::int64_t version, bool is_new = true) {
    SyncResult result;
    result.version = version;
    result.is_new = is_new;
    result.products = 344;
    result.published = nine;
    result.expires = Moment{nine.seconds() + 86'400};
    return result;
}

Outcome cut() {
    return Unexpected{FeedFault{Failure{FailureCode::network, "cut", "fake:feed"}}};
}

/// Hands values from the threads of an AutoSync to a test, which waits for them.
template <class T>
class Channel {
public:
    void push(T value) {
        {
            const std::lock_guard lock{mutex_};
            values_.push_back(std::move(value));
        }
        changed_.notify_all();
    }

    /// The next one; throws if none comes in half a minute.
    T next() {
        std::unique_lock lock{mutex_};
        if (!changed_.wait_for(lock, 30s, [this] { return !values_.empty(); })) {
            throw std::runtime_error{"waited in vain"};
        }
        T value = std::move(values_.front());
        values_.pop_front();
        return value;
    }

private:
    std::mutex mutex_{};
    std::condition_variable changed_{};
    std::deque<T> values_{};
};

/// An AutoSync whose syncs the test carries out.
class AutoSyncTest : public testing::Test {
protected:
    /// A sync that runs: the test ends it, or, with nothing, makes it throw.
    struct Running {
        std::string source{};
        SyncOptions options{};
        std::shared_ptr<std::promise<std::optional<Outcome>>> end{};
    };

    AutoSyncTest() {
        times_.start_within = 1h; // nothing comes by itself, unless a test wants it
        times_.interval = 1h;
        times_.back_off_first = 1h;
    }

    AutoSync& start(std::unique_ptr<FeedSource> feed) {
        AutoSyncParts parts;
        parts.data_folder = scratch_.path();
        parts.clock = &clock_;
        parts.random_bits = [] { return std::uint64_t{599}; };
        parts.times = times_;
        parts.on_state = [this](SyncState state) { states_.push(std::move(state)); };
        parts.sync = [this](FeedSource& source, const auto& folder, const SyncOptions& options) {
            EXPECT_EQ(folder, scratch_.path());
            auto end = std::make_shared<std::promise<std::optional<Outcome>>>();
            std::future<std::optional<Outcome>> ended = end->get_future();
            syncs_.push({source.where(), options, std::move(end)});
            auto outcome = ended.get();
            if (!outcome) {
                throw std::runtime_error{"no memory"};
            }
            return *std::move(outcome);
        };
        auto_sync_ = std::make_unique<AutoSync>(std::move(parts), std::move(feed));
        return *auto_sync_;
    }

    AutoSync& start() { return start(std::make_unique<FakeSource>()); }

    void stop() { auto_sync_.reset(); }

    /// The next state of this phase.
    SyncState next(Phase phase) {
        SyncState state = states_.next();
        while (state.phase != phase) {
            state = states_.next();
        }
        return state;
    }

    /// The next state in which a sync has ended.
    SyncState next_end() {
        SyncState state = states_.next();
        while (!state.ended) {
            state = states_.next();
        }
        return state;
    }

    Running next_sync() { return syncs_.next(); }

    ScheduleTimes times_{};

    [[nodiscard]] const ScratchFolder& scratch() const { return scratch_; }

private:
    ScratchFolder scratch_{};
    NineOClock clock_{};
    Channel<SyncState> states_{};
    Channel<Running> syncs_{};
    std::unique_ptr<AutoSync> auto_sync_{};
};

std::int64_t wait_of(const SyncState& state) {
    return state.next ? state.next->seconds() - nine.seconds() : -1;
}

TEST_F(AutoSyncTest, IsIdleWithoutAFeed) {
    AutoSync& auto_sync = start(nullptr);
    EXPECT_EQ(next(Phase::idle).next, std::nullopt);
    EXPECT_TRUE(auto_sync.sync_now()) << "there is nothing to sync from";
    EXPECT_TRUE(auto_sync.use(std::make_unique<FakeSource>()));
    EXPECT_EQ(next(Phase::waiting).source, "fake:feed");
    next_sync().end->set_value(good(1));
    EXPECT_EQ(next_end().status.good->version, 1);
    EXPECT_TRUE(auto_sync.use(nullptr));
    EXPECT_EQ(next(Phase::idle).source, "");
}

TEST_F(AutoSyncTest, WaitsASpreadOutMomentBeforeItsFirstSync) {
    start();
    EXPECT_EQ(wait_of(next(Phase::waiting)), 599);
}

TEST_F(AutoSyncTest, ComesByItselfAgainAndAgain) {
    times_.start_within = 1s;
    times_.interval = 1s;
    times_.jitter_percent = 0;
    start();
    next_sync().end->set_value(good(1));
    next_sync().end->set_value(good(2));
    next_sync().end->set_value(good(2, false));
    EXPECT_EQ(next_end().status.good->version, 1);
    EXPECT_EQ(next_end().status.good->version, 2);
}

TEST_F(AutoSyncTest, SyncsAtOnceWhenAskedAndTellsEveryStep) {
    AutoSync& auto_sync = start();
    next(Phase::waiting);
    EXPECT_TRUE(auto_sync.sync_now());
    const Running sync = next_sync();
    EXPECT_EQ(sync.source, "fake:feed");
    EXPECT_EQ(sync.options.now, nine);
    EXPECT_EQ(next(Phase::running).source, "fake:feed");
    sync.options.progress({SyncStage::fetching, 10, 100, 0, 0});
    EXPECT_EQ(next(Phase::running).progress.bytes_done, 10);
    sync.end->set_value(good(7));
    const SyncState ended = next_end();
    EXPECT_EQ(ended.phase, Phase::waiting);
    EXPECT_EQ((*ended.ended)->version, 7);
    EXPECT_EQ(ended.status.good->version, 7);
    EXPECT_EQ(ended.status.good->at, nine);
    EXPECT_EQ(wait_of(ended), 48 * 60 + 599) << "the interval less a fifth, and the random bits";
}

TEST_F(AutoSyncTest, DoesNotSyncTwiceAtATime) {
    AutoSync& auto_sync = start();
    EXPECT_TRUE(auto_sync.sync_now());
    const Running sync = next_sync();
    EXPECT_TRUE(auto_sync.sync_now());
    EXPECT_TRUE(auto_sync.sync_now());
    sync.options.progress({SyncStage::fetching, 1, 2, 0, 0});
    sync.end->set_value(good(1));
    EXPECT_EQ(next_end().phase, Phase::waiting);
    EXPECT_TRUE(auto_sync.cancel()) << "and nothing is left to cancel";
    EXPECT_TRUE(auto_sync.sync_now());
    next_sync().end->set_value(good(2));
    EXPECT_EQ(next_end().status.good->version, 2);
}

TEST_F(AutoSyncTest, FallsBackFurtherWithEachFailureAndSaysWhy) {
    times_.back_off_first = 10min;
    AutoSync& auto_sync = start();
    for (int failures = 1; failures <= 3; ++failures) {
        EXPECT_TRUE(auto_sync.sync_now());
        next_sync().end->set_value(cut());
        const SyncState state = next_end();
        EXPECT_EQ(state.status.failures, failures);
        EXPECT_EQ(state.status.failed->code, "network");
        EXPECT_EQ(state.status.failed->where, "fake:feed");
        EXPECT_THAT(state.status.failed->words_vi, testing::HasSubstr("mạng"));
        EXPECT_EQ(wait_of(state), 1 + 599);
    }
    EXPECT_TRUE(auto_sync.sync_now());
    next_sync().end->set_value(good(1));
    const SyncState state = next_end();
    EXPECT_EQ(state.status.failures, 0);
    EXPECT_EQ(state.status.failed, std::nullopt);
}

TEST_F(AutoSyncTest, LeavesAServerAloneForAsLongAsItAsks) {
    auto feed = std::make_unique<FakeSource>();
    feed->leave_alone = 2h;
    AutoSync& auto_sync = start(std::move(feed));
    EXPECT_TRUE(auto_sync.sync_now());
    next_sync().end->set_value(cut());
    EXPECT_EQ(wait_of(next_end()), 7'200 + 599);
}

TEST_F(AutoSyncTest, StopsASyncThatIsCanceledAndCountsNoFailure) {
    AutoSync& auto_sync = start();
    EXPECT_TRUE(auto_sync.sync_now());
    const Running sync = next_sync();
    next(Phase::running);
    EXPECT_TRUE(auto_sync.cancel());
    std::promise<void> stopped;
    const std::stop_callback on_stop{sync.options.cancel, [&] { stopped.set_value(); }};
    stopped.get_future().wait();
    sync.end->set_value(cut());
    const SyncState state = next(Phase::waiting);
    EXPECT_FALSE(state.ended.has_value());
    EXPECT_EQ(state.status, FeedStatus{});
    EXPECT_EQ(wait_of(state), 48 * 60 + 599);
}

TEST_F(AutoSyncTest, KeepsWhatASyncBroughtThoughItWasCanceledTooLate) {
    AutoSync& auto_sync = start();
    EXPECT_TRUE(auto_sync.sync_now());
    const Running sync = next_sync();
    EXPECT_TRUE(auto_sync.cancel());
    sync.end->set_value(good(3));
    EXPECT_EQ(next_end().status.good->version, 3);
}

/// A source of another name, a stick for instance.
class NamedSource final : public FeedSource {
public:
    explicit NamedSource(std::string where)
        : where_{std::move(where)} {}

    [[nodiscard]] std::string where() const override { return where_; }

    [[nodiscard]] Expected<SmallFile, Failure>
    fetch_small(std::string_view, std::size_t, std::string_view, std::stop_token) override {
        return Unexpected{Failure{}};
    }

    [[nodiscard]] Expected<void, Failure> fetch_file(
        std::string_view,
        std::uint64_t,
        const std::filesystem::path&,
        const BytesProgress&,
        std::stop_token
    ) override {
        return Unexpected{Failure{}};
    }

private:
    std::string where_;
};

TEST_F(AutoSyncTest, SyncsOnceFromAStickAndKeepsToItsSchedule) {
    AutoSync& auto_sync = start();
    const SyncState before = next(Phase::waiting);
    EXPECT_TRUE(auto_sync.sync_from(std::make_unique<NamedSource>("/media/lan/STICK")));
    const Running sync = next_sync();
    EXPECT_EQ(sync.source, "/media/lan/STICK");
    EXPECT_EQ(next(Phase::running).source, "/media/lan/STICK");
    sync.end->set_value(good(9));
    const SyncState after = next_end();
    EXPECT_EQ(after.status.source, "/media/lan/STICK");
    EXPECT_EQ(after.source, "fake:feed");
    EXPECT_EQ(after.next, before.next);
}

TEST_F(AutoSyncTest, SyncsFromAStickAfterTheSyncThatRuns) {
    AutoSync& auto_sync = start();
    EXPECT_TRUE(auto_sync.sync_now());
    const Running first = next_sync();
    EXPECT_TRUE(auto_sync.sync_from(std::make_unique<NamedSource>("/media/lan/STICK")));
    EXPECT_TRUE(auto_sync.sync_now());
    first.end->set_value(good(1));
    const Running second = next_sync();
    EXPECT_EQ(second.source, "/media/lan/STICK");
    second.end->set_value(good(2));
    EXPECT_EQ(next_end().status.good->version, 1);
    EXPECT_EQ(next_end().status.good->version, 2);
}

TEST_F(AutoSyncTest, ChangesTheFeedAndSyncsFromItAtOnce) {
    AutoSync& auto_sync = start();
    EXPECT_TRUE(auto_sync.sync_now());
    const Running old = next_sync();
    EXPECT_TRUE(auto_sync.use(std::make_unique<NamedSource>("https://new.example/")));
    std::promise<void> stopped;
    const std::stop_callback on_stop{old.options.cancel, [&] { stopped.set_value(); }};
    stopped.get_future().wait();
    old.end->set_value(cut());
    const Running sync = next_sync();
    EXPECT_EQ(sync.source, "https://new.example/");
    sync.end->set_value(good(1));
    EXPECT_EQ(next_end().source, "https://new.example/");
}

TEST_F(AutoSyncTest, RemembersHowItWentAcrossAStart) {
    {
        AutoSync& auto_sync = start();
        EXPECT_TRUE(auto_sync.sync_now());
        next_sync().end->set_value(good(5));
        next_end();
        EXPECT_TRUE(auto_sync.sync_now());
        next_sync().end->set_value(cut());
        next_end();
        stop();
    }
    EXPECT_EQ(read_feed_status(scratch().path()).failures, 1);
    start();
    const SyncState state = next(Phase::waiting);
    EXPECT_EQ(state.status.good->version, 5);
    EXPECT_EQ(state.status.failed->code, "network");
}

TEST_F(AutoSyncTest, SurvivesASyncThatThrows) {
    AutoSync& auto_sync = start();
    EXPECT_TRUE(auto_sync.sync_now());
    next_sync().end->set_value(std::nullopt);
    EXPECT_EQ(next_end().status.failed->code, "disk-error");
    EXPECT_TRUE(auto_sync.sync_now());
    next_sync().end->set_value(good(1));
    EXPECT_EQ(next_end().status.failures, 0);
}

TEST_F(AutoSyncTest, TellsProgressAsFastAsItIsHeardAndLosesNoEnd) {
    AutoSync& auto_sync = start();
    EXPECT_TRUE(auto_sync.sync_now());
    const Running sync = next_sync();
    for (std::int64_t bytes = 1; bytes <= 100'000; ++bytes) {
        sync.options.progress({SyncStage::fetching, bytes, 100'000, 0, 0});
    }
    sync.end->set_value(good(1));
    EXPECT_EQ(next_end().status.good->version, 1);
}

TEST_F(AutoSyncTest, StopsInAMomentThoughASyncRuns) {
    AutoSync& auto_sync = start();
    EXPECT_TRUE(auto_sync.sync_now());
    const Running sync = next_sync();
    const std::stop_callback on_stop{sync.options.cancel, [&] { sync.end->set_value(cut()); }};
    const auto before = std::chrono::steady_clock::now();
    stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 2s);
}

TEST(AutoSync, StopsInAMomentThoughItsServerHangs) {
    const ScratchFolder scratch;
    const NineOClock clock;
    std::promise<void> asked;
    const RudeServer server{[&](const Socket& to, const std::string&, int) {
        asked.set_value();
        hear_until(to, "never said");
    }};
    HttpOptions patient = quick_options();
    patient.slow_bytes_per_second = 0;
    AutoSyncParts parts;
    parts.data_folder = scratch.path();
    parts.clock = &clock;
    parts.random_bits = [] { return std::uint64_t{0}; }; // begins at once
    parts.on_state = [](const SyncState&) {};
    parts.sync = [](FeedSource& source, const auto&, const SyncOptions& options) -> Outcome {
        const auto manifest = source.fetch_small("catalog.json", 100, "", options.cancel);
        return Unexpected{FeedFault{manifest.error()}};
    };
    auto auto_sync =
        std::make_unique<AutoSync>(std::move(parts), source_at(server.address(), patient));
    asked.get_future().wait();
    const auto before = std::chrono::steady_clock::now();
    auto_sync.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 2s);
}

} // namespace
} // namespace ocop::catalog_sync
