#include "pos/compose/stick_feed.hpp"
#include "tests/catalog-sync/feed_fixture.hpp"

#include <gtest/gtest.h>

namespace ocop::compose {
namespace {

using catalog_sync::feed_day;
using catalog_sync::FeedWorld;
using catalog_sync::later;
using catalog_sync::products_of;

TEST(StickFeed, IsNewerUntilItIsTaken) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(3)));
    const StickFeed found = look_into_stick(world.out(), world.till(), feed_day, Language::vi);
    EXPECT_EQ(found.version, 1);
    EXPECT_TRUE(found.is_newer());
    EXPECT_EQ(found.fault, "");
    ASSERT_TRUE(world.sync());
    const StickFeed taken = look_into_stick(world.out(), world.till(), feed_day, Language::vi);
    EXPECT_EQ(taken.version, 1);
    EXPECT_FALSE(taken.is_newer());
}

TEST(StickFeed, IsNamedAfterTheStickAndNotAfterTheFolderOnIt) {
    const FeedWorld world;
    EXPECT_EQ(
        look_into_stick("/media/lan/OCOP", world.till(), feed_day, Language::vi).name, "OCOP"
    );
    EXPECT_EQ(
        look_into_stick("/media/lan/OCOP/ocop-feed", world.till(), feed_day, Language::vi).name,
        "OCOP"
    );
}

TEST(StickFeed, SaysWhyItIsNotToBeTaken) {
    const FeedWorld world;
    const FeedWorld stranger;
    ASSERT_TRUE(stranger.publish(products_of(3)));
    const StickFeed wrong = look_into_stick(stranger.out(), world.till(), feed_day, Language::en);
    EXPECT_EQ(wrong.version, 0);
    EXPECT_FALSE(wrong.is_newer());
    EXPECT_NE(wrong.fault, "");
    ASSERT_TRUE(world.publish(products_of(3)));
    EXPECT_NE(look_into_stick(world.out(), world.till(), later(400), Language::en).fault, "")
        << "it has expired";
    EXPECT_NE(
        look_into_stick(world.folder() / "gone", world.till(), feed_day, Language::en).fault, ""
    );
}

} // namespace
} // namespace ocop::compose
