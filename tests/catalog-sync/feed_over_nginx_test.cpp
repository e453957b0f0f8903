// From a province's goods to a till's catalogue by way of a web server: Debian's nginx, over TLS.

#include "catalog-sync/auto_sync.hpp"
#include "catalog-sync/http_source.hpp"
#include "catalog-sync/image_cache.hpp"
#include "tests/catalog-sync/feed_fixture.hpp"
#include "tests/catalog-sync/http_fixture.hpp"
#include "tests/catalog-sync/nginx.hpp"

#include <future>

namespace ocop::catalog_sync {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class FeedOverNginx : public testing::Test {
protected:
    /// A server of the world's feed; `name` tells several in one test apart.
    std::unique_ptr<Nginx> serve(const std::string& name, const std::string& more = {}) const {
        return std::make_unique<Nginx>(
            world.folder() / name, "root " + world.out().string() + ";" + more
        );
    }

    static std::unique_ptr<HttpSource> source(const Nginx& server) {
        return source_at(server.https(), quick_options(server.ca()));
    }

    const FeedWorld world{};
};

TEST_F(FeedOverNginx, BringsAPublishedCatalogueAndThenOnlyWhatChanged) {
    const auto server = serve("a");
    const auto feed = source(*server);
    auto goods = products_of(500);
    ASSERT_TRUE(world.publish(goods));
    ASSERT_EQ(fault_in(world.sync_from(*feed)), "");
    EXPECT_EQ(world.selling(), goods);

    const auto same = world.sync_from(*feed);
    ASSERT_EQ(fault_in(same), "");
    EXPECT_FALSE(same->is_new);

    goods[7].price = Money{1};
    ASSERT_TRUE(world.publish(goods));
    const auto newer = world.sync_from(*feed);
    ASSERT_EQ(fault_in(newer), "");
    EXPECT_TRUE(newer->by_delta);
    EXPECT_EQ(world.selling(), goods);
    EXPECT_THAT(
        server->log(),
        ElementsAre(
            StartsWith("/catalog.json 200 "),
            StartsWith("/catalog.json.minisig 200 "),
            StartsWith("/full-1.jsonl.zst 200 "),
            StartsWith("/catalog.json 304 0 "),
            StartsWith("/catalog.json 200 "),
            StartsWith("/catalog.json.minisig 200 "),
            StartsWith("/delta-1-2.jsonl.zst 200 ")
        )
    );
}

TEST_F(FeedOverNginx, KeepsTheOldCatalogueWhenTheLineIsCutAndThenFetchesOnlyTheRest) {
    const auto old_goods = products_of(20);
    ASSERT_TRUE(world.publish(old_goods));
    ASSERT_TRUE(world.sync());
    for (int price = 1; price <= 10; ++price) { // so far on that no delta leads there
        ASSERT_TRUE(world.publish(products_of(20, price)));
    }
    const auto new_goods = products_of(10'000, 200'000);
    ASSERT_TRUE(world.publish(new_goods));
    const auto all = static_cast<std::uint64_t>(world.manifest().full.bytes);
    ASSERT_GT(all, 100'000U);

    std::uint64_t kept = 0;
    {
        const auto server = serve("a", "limit_rate 40k;");
        SyncOptions options;
        options.progress = [&](const SyncProgress& progress) {
            if (progress.stage == SyncStage::fetching && progress.bytes_done > 0) {
                server->stop(); // the server's cable is pulled
            }
        };
        EXPECT_EQ(fault_in(world.sync_from(*source(*server), options)), "network");
        kept = std::filesystem::file_size(world.till() / "feed-incoming" / "full-12.jsonl.zst");
    }
    EXPECT_GT(kept, 0U);
    EXPECT_LT(kept, all);
    EXPECT_EQ(world.version(), 1);
    EXPECT_EQ(world.selling(), old_goods);

    const auto server = serve("b");
    const auto result = world.sync_from(*source(*server));
    ASSERT_EQ(fault_in(result), "");
    EXPECT_EQ(world.selling(), new_goods);
    EXPECT_THAT(
        server->log(),
        Contains(AllOf(
            StartsWith("/full-12.jsonl.zst 206 " + std::to_string(all - kept) + " "),
            HasSubstr("range=bytes=" + std::to_string(kept) + "- if-range=\"")
        ))
    );
    EXPECT_FALSE(std::filesystem::exists(world.till() / "feed-incoming"));
}

TEST_F(FeedOverNginx, IsToldFromASignInPageInItsPlace) {
    ASSERT_TRUE(world.publish(products_of(20)));
    ASSERT_TRUE(world.sync());
    const auto server =
        serve("a", "location / { types {} default_type text/html; return 200 '<p>Wi-Fi</p>'; }");
    const auto result = world.sync_from(*source(*server));
    ASSERT_EQ(fault_in(result), "network-sign-in");
    EXPECT_THAT(words(result.error(), Language::vi), HasSubstr("đòi đăng nhập"));
    EXPECT_EQ(world.version(), 1);
}

TEST_F(FeedOverNginx, ComesByItselfInTheBackground) {
    const auto goods = products_of(100);
    ASSERT_TRUE(world.publish(goods));
    const auto server = serve("a");

    class FeedDay final : public Clock {
    public:
        [[nodiscard]] Moment now() const override { return feed_day; }
    };

    const FeedDay clock;
    std::promise<SyncState> ended;
    AutoSyncParts parts;
    parts.data_folder = world.till();
    parts.clock = &clock;
    parts.random_bits = [] { return std::uint64_t{0}; }; // the first one at once
    parts.on_state = [&](const SyncState& state) {
        if (state.ended) {
            ended.set_value(state);
        }
    };
    const AutoSync auto_sync{std::move(parts), source(*server)};
    const SyncState state = ended.get_future().get();
    ASSERT_EQ(fault_in(*state.ended), "");
    EXPECT_EQ(state.status.good->version, 1);
    EXPECT_EQ(state.status.good->products, 100);
    EXPECT_EQ(state.status.source + "/", server->https());
    EXPECT_EQ(read_feed_status(world.till()), state.status);
    EXPECT_EQ(world.selling(), goods);
}

TEST_F(FeedOverNginx, BringsThePicturesThatAreShown) {
    const std::string picture = "\x89PNG\r\n\x1a\n and then some";
    const auto images = world.folder() / "pictures";
    std::filesystem::create_directories(images);
    std::ofstream{images / "mam.png", std::ios::binary} << picture;
    auto goods = products_of(2);
    goods[0].image = "mam.png";
    PublishOrder order;
    order.images = images;
    ASSERT_TRUE(world.publish(goods, order));
    const auto server = serve("a");
    const auto feed = source(*server);
    ASSERT_EQ(fault_in(world.sync_from(*feed)), "");
    const std::string name = world.selling().at(0).image;

    ImageCache cache{world.till(), {}};
    const auto file = cache.fetch(*feed, name, feed_day, {});
    ASSERT_TRUE(file.has_value()) << file.error().what;
    EXPECT_EQ(bytes_of(*file), picture);
    EXPECT_EQ(cache.find(name, feed_day), *file);
}

} // namespace
} // namespace ocop::catalog_sync
