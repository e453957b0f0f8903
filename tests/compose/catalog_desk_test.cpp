#include "pos/compose/catalog_desk.hpp"
#include "pos/shell/bounded_queue.hpp"
#include "tests/catalog-sync/feed_fixture.hpp"

#include <gtest/gtest.h>

namespace ocop::compose {
namespace {

using catalog_sync::feed_day;
using catalog_sync::FeedWorld;
using catalog_sync::products_of;
using catalog_sync::SyncState;

class FeedDayClock final : public Clock {
public:
    [[nodiscard]] Moment now() const override { return feed_day; }
};

/// A desk on a till's folder, with what it tells.
struct Told {
    explicit Told(const FeedWorld& world, std::map<std::string, std::string> settings) {
        CatalogDeskParts parts;
        parts.folder = world.till();
        parts.clock = &clock;
        parts.language = Language::en;
        parts.settings = std::move(settings);
        parts.stick_folders = {};
        parts.times.start_within = std::chrono::hours{1}; // only what is asked for
        parts.on_state = [this](SyncState state) { EXPECT_TRUE(states.push(std::move(state))); };
        parts.on_sticks = [](const std::vector<StickFeed>&) {};
        parts.on_picture = [](const std::string&) {};
        desk = std::make_unique<CatalogDesk>(std::move(parts));
    }

    /// The first state with a sync that ended.
    SyncState until_ended() {
        while (true) {
            SyncState state = *states.pop();
            if (state.ended) {
                return state;
            }
        }
    }

    FeedDayClock clock{};
    BoundedQueue<SyncState> states{10'000};
    std::unique_ptr<CatalogDesk> desk{};
};

TEST(CatalogDesk, SyncsFromTheFeedThatIsSetWhenAsked) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(5)));
    Told told{world, {{"feed.url", world.out().string()}}};
    EXPECT_EQ(told.desk->feed_fault(), "");
    told.desk->sync_now();
    const SyncState state = told.until_ended();
    ASSERT_TRUE(state.ended->has_value());
    EXPECT_EQ((*state.ended)->version, 1);
    EXPECT_EQ(world.selling().size(), 5U);
}

TEST(CatalogDesk, SyncsFromAStickWithoutAFeedThatIsSet) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(5)));
    Told told{world, {}};
    told.desk->sync_from(world.out());
    EXPECT_TRUE(told.until_ended().ended->has_value());
}

TEST(CatalogDesk, LetsNoMadeUpFiguresIntoARealStore) {
    const FeedWorld world;
    auto goods = products_of(5);
    goods[0].demonstration = true;
    ASSERT_TRUE(world.publish(goods));
    Told told{world, {}};
    told.desk->sync_from(world.out());
    EXPECT_FALSE(told.until_ended().ended->has_value());
    EXPECT_TRUE(world.selling().empty());
}

TEST(CatalogDesk, SaysWhatIsWrongWithTheFeedsAddress) {
    const FeedWorld world;
    const Told told{world, {{"feed.url", "gopher://ocop.example/feed"}}};
    EXPECT_NE(told.desk->feed_fault(), "");
}

} // namespace
} // namespace ocop::compose
