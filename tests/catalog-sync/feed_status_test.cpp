#include "catalog-sync/feed_status.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gtest/gtest.h>

namespace ocop::catalog_sync {
namespace {

constexpr Moment nine{1'795'309'200};
constexpr Moment ten{1'795'312'800};

SyncResult result(std::int64_t version) {
    SyncResult result;
    result.version = version;
    result.is_new = true;
    result.products = 344;
    result.published = nine;
    result.expires = ten;
    Changes changes{nine.day(), nine.day()};
    Product product;
    product.code = "QNA-001";
    changes.note(nullptr, &product);
    changes.note(&product, nullptr);
    changes.note(nullptr, &product);
    result.changes = changes;
    return result;
}

FeedStatus after_good() {
    return after_sync({}, "https://feed.example/", nine, result(12));
}

FeedStatus after_bad(FeedStatus before) {
    const Expected<SyncResult, FeedFault> cut =
        Unexpected{FeedFault{Failure{FailureCode::network, "cut", "https://feed.example/x"}}};
    return after_sync(std::move(before), "https://feed.example/", ten, cut);
}

TEST(FeedStatus, SaysWhatTheLastSyncBrought) {
    const FeedStatus status = after_good();
    EXPECT_EQ(status.good->at, nine);
    EXPECT_EQ(status.good->version, 12);
    EXPECT_EQ(status.good->changes[0], 2);
    EXPECT_EQ(status.good->changes[1], 1);
    EXPECT_FALSE(status.failed.has_value());
}

TEST(FeedStatus, StillSaysWhatCameLastAfterASyncThatFoundNothingNew) {
    SyncResult same = result(12);
    same.is_new = false;
    same.changes.reset();
    const FeedStatus status = after_sync(after_good(), "/media/lan/STICK", ten, same);
    EXPECT_EQ(status.source, "/media/lan/STICK");
    EXPECT_EQ(status.good->at, ten);
    EXPECT_EQ(status.good->changes, after_good().good->changes);
}

TEST(FeedStatus, KeepsTheLastSuccessBesideTheFailuresSince) {
    const FeedStatus status = after_bad(after_bad(after_good()));
    EXPECT_EQ(status.failures, 2);
    EXPECT_EQ(status.failed->code, "network");
    EXPECT_EQ(status.failed->where, "https://feed.example/x");
    EXPECT_NE(status.failed->words_en, status.failed->words_vi);
    EXPECT_EQ(status.good, after_good().good);
    EXPECT_EQ(after_sync(status, "https://feed.example/", ten, result(13)).failures, 0);
}

/// A stick's folder or a server's words may hold any bytes; a sync ended with a library's text.
TEST(FeedStatus, IsWrittenWhateverBytesTheSourceHas) {
    const ScratchFolder scratch;
    const Expected<SyncResult, FeedFault> cut =
        Unexpected{FeedFault{Failure{FailureCode::network, "c\xFFt", "/media/\xFF/x"}}};
    const FeedStatus status = after_sync({}, "/media/\xFF", nine, cut);
    ASSERT_TRUE(write_feed_status(scratch.path(), status).has_value());
    EXPECT_EQ(read_feed_status(scratch.path()).source, "/media/\uFFFD");
}

TEST(FeedStatus, ReadsBackAsItWasWritten) {
    const ScratchFolder scratch;
    EXPECT_EQ(read_feed_status(scratch.path()), FeedStatus{});
    for (const FeedStatus& status :
         {FeedStatus{}, after_good(), after_bad({}), after_bad(after_good())}) {
        ASSERT_TRUE(write_feed_status(scratch.path(), status).has_value());
        EXPECT_EQ(read_feed_status(scratch.path()), status);
    }
}

TEST(FeedStatus, IsNoneWhereItsFileIsDamaged) {
    const ScratchFolder scratch;
    const std::string text = canonical(to_json(after_bad(after_good())));
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_EQ(parse_feed_status(text.substr(0, size)), std::nullopt) << size;
    }
    for (const char* bad : {"", "[]", "{}", "{\"v\":2}", "{\"v\":1,\"source\":7}"}) {
        scratch.write("feed.status.json", bad);
        EXPECT_EQ(read_feed_status(scratch.path()), FeedStatus{}) << bad;
    }
}

} // namespace
} // namespace ocop::catalog_sync
