#include "tests/catalog-sync/feed_fixture.hpp"

namespace ocop::catalog_sync {
namespace {

TEST(Sync, TakesTheFirstCatalogueWhole) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(50)));
    const auto result = world.sync();
    ASSERT_EQ(fault_in(result), "");
    EXPECT_TRUE(result->is_new);
    EXPECT_EQ(result->version, 1);
    EXPECT_EQ(result->version_before, 0);
    EXPECT_EQ(result->products, 50);
    EXPECT_FALSE(result->changes);
    EXPECT_EQ(result->expires, later(30));
    EXPECT_EQ(world.selling(), products_of(50));
    EXPECT_EQ(read_feed_meta(world.till())->feed->expires, later(30));
}

TEST(Sync, ComesByTheDeltaFromItsOwnVersion) {
    const FeedWorld world;
    auto goods = products_of(500);
    ASSERT_TRUE(world.publish(goods));
    ASSERT_TRUE(world.sync());
    goods[7].price = Money{1};
    goods[9].certificate.clear();
    goods.erase(goods.begin() + 20);
    goods.push_back(product_of(900));
    ASSERT_TRUE(world.publish(goods));
    std::filesystem::remove(world.out() / "full-2.jsonl.zst"); // it must not be needed
    const auto result = world.sync();
    ASSERT_EQ(fault_in(result), "");
    EXPECT_TRUE(result->by_delta);
    EXPECT_EQ(result->version, 2);
    EXPECT_EQ(world.selling(), goods);
}

TEST(Sync, ComesByADeltaFromTenVersionsBackAndByAllRowsFromEleven) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(200, 50)));
    for (int price = 1; price <= 11; ++price) {
        ASSERT_TRUE(world.sync());
        std::filesystem::rename(
            world.till(), world.folder() / ("till-" + std::to_string(world.version()))
        );
        ASSERT_TRUE(trust_key(world.till(), world.key.public_key()));
        auto goods = products_of(200, 50);
        goods[3].price = Money{price};
        ASSERT_TRUE(world.publish(goods));
    }
    for (const int version : {1, 2, 11}) {
        std::filesystem::remove_all(world.till());
        std::filesystem::rename(world.folder() / ("till-" + std::to_string(version)), world.till());
        ASSERT_EQ(world.version(), version);
        const auto result = world.sync();
        ASSERT_EQ(fault_in(result), "");
        EXPECT_EQ(result->by_delta, version > 1) << version;
        EXPECT_EQ(world.selling()[3].price, Money{11});
    }
}

TEST(Sync, SaysWhatChanged) {
    const FeedWorld world;
    auto goods = products_of(10);
    goods[5].certificate_expires = Day{2026, 11, 22};
    ASSERT_TRUE(world.publish(goods));
    ASSERT_TRUE(world.sync());
    goods[0].price += Money{1'000};
    goods[1].price -= Money{1'000};
    goods[2].stars = 3; // 5 before
    goods[3].stars = 4; // 3 before
    goods[4].revoked_on = Day{2026, 11, 23};
    goods.erase(goods.begin() + 9);
    goods.push_back(product_of(900));
    PublishOrder order;
    order.now = later(1);
    ASSERT_TRUE(world.publish(goods, order));
    SyncOptions options;
    options.now = later(1);
    const auto result = world.sync(options);
    ASSERT_EQ(fault_in(result), "");
    const Changes& changes = *result->changes;
    EXPECT_EQ(changes.count(ChangeKind::added), 1);
    EXPECT_EQ(changes.count(ChangeKind::gone), 1);
    EXPECT_EQ(changes.count(ChangeKind::price_up), 1);
    EXPECT_EQ(changes.count(ChangeKind::price_down), 1);
    EXPECT_EQ(changes.count(ChangeKind::stars_won), 1);
    EXPECT_EQ(changes.count(ChangeKind::stars_lost), 2); // one of them revoked
    EXPECT_EQ(changes.count(ChangeKind::lapsed), 2);     // revoked, and over since yesterday
    const Change up{
        ChangeKind::price_up, goods[0].code, goods[0].name, 100'000, 101'000, std::nullopt};
    EXPECT_EQ(changes.listed().front(), up);
    const auto over =
        std::find_if(changes.listed().begin(), changes.listed().end(), [&](const Change& change) {
            return change.code == goods[5].code;
        });
    ASSERT_NE(over, changes.listed().end());
    EXPECT_EQ(over->kind, ChangeKind::lapsed);
    EXPECT_EQ(over->ends, (Day{2026, 11, 22}));
}

TEST(Sync, SaysTheSameChangesByDeltaAsByAllRows) {
    std::vector<Change> listed;
    for (const bool without_delta : {false, true}) {
        const FeedWorld world;
        auto goods = products_of(100);
        ASSERT_TRUE(world.publish(goods));
        ASSERT_TRUE(world.sync());
        goods[1].price = Money{5};
        goods.erase(goods.begin() + 50);
        goods.push_back(product_of(700));
        ASSERT_TRUE(world.publish(goods));
        if (without_delta) {
            std::filesystem::remove(world.out() / "delta-1-2.jsonl.zst");
        }
        const auto result = world.sync();
        ASSERT_EQ(fault_in(result), "");
        EXPECT_EQ(result->by_delta, !without_delta);
        if (!listed.empty()) {
            EXPECT_EQ(result->changes->listed(), listed);
        }
        listed = result->changes->listed();
        EXPECT_EQ(listed.size(), 3U);
    }
}

TEST(Sync, ChangesNothingForTheSameVersion) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(5)));
    ASSERT_TRUE(world.sync());
    const auto before = tree_of(world.till());
    const auto result = world.sync();
    ASSERT_EQ(fault_in(result), "");
    EXPECT_FALSE(result->is_new);
    EXPECT_EQ(result->version, 1);
    EXPECT_EQ(result->products, 5);
    EXPECT_EQ(tree_of(world.till()), before);
}

TEST(Sync, FallsBackToAllRowsWhereTheDeltaIsDamaged) {
    const FeedWorld world;
    auto goods = products_of(100);
    ASSERT_TRUE(world.publish(goods));
    ASSERT_TRUE(world.sync());
    goods[4].price = Money{9};
    ASSERT_TRUE(world.publish(goods));
    std::string delta = bytes_of(world.out() / "delta-1-2.jsonl.zst");
    delta[delta.size() / 2] ^= 1;
    world.write("delta-1-2.jsonl.zst", delta);
    const auto result = world.sync();
    ASSERT_EQ(fault_in(result), "");
    EXPECT_FALSE(result->by_delta);
    EXPECT_EQ(world.selling(), goods);
}

TEST(Sync, FetchesAllAgainWhereItsOwnFileIsDamaged) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(100)));
    ASSERT_TRUE(world.sync());
    const auto path = feed_files(world.till()).path_of(1);
    std::string bytes = bytes_of(path);
    const std::size_t at = bytes.find("Cát Trắng");
    ASSERT_NE(at, std::string::npos);
    bytes[at] = 'K';
    std::ofstream{path, std::ios::binary} << bytes;
    ASSERT_FALSE(load_feed(world.till()));
    const auto result = world.sync();
    ASSERT_EQ(fault_in(result), "");
    EXPECT_EQ(world.selling(), products_of(100));
}

TEST(Sync, TakesRowsInAnyOrder) {
    const FeedWorld world;
    auto goods = products_of(40);
    std::reverse(goods.begin(), goods.end());
    world.publish_rows(1, rows_of(goods));
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.selling(), products_of(40));
}

TEST(Sync, TakesAFeedInASubfolderOfAStick) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(3)));
    std::filesystem::create_directories(world.folder() / "stick");
    std::filesystem::rename(world.out(), world.folder() / "stick" / feed_folder_name);
    EXPECT_TRUE(FolderSource::has_feed(world.folder() / "stick"));
    EXPECT_FALSE(FolderSource::has_feed(world.till()));
    FolderSource source{world.folder() / "stick"};
    ASSERT_EQ(fault_in(world.sync_from(source)), "");
    EXPECT_EQ(world.selling(), products_of(3));
}

/// A folder that breaks off after some bytes of each file, as a line does.
class BrokenLine : public FolderSource {
public:
    BrokenLine(const std::filesystem::path& folder, std::uint64_t bytes_each)
        : FolderSource{folder},
          bytes_each_{bytes_each} {}

    Expected<void, Failure> fetch_file(
        std::string_view name,
        std::uint64_t exact_bytes,
        const std::filesystem::path& to,
        const BytesProgress& progress,
        std::stop_token cancel
    ) override {
        const std::string all = bytes_of(std::filesystem::path{where()} / name);
        const std::string had = bytes_of(to);
        EXPECT_EQ(all.substr(0, had.size()), had);
        const std::uint64_t until = std::min(exact_bytes, had.size() + bytes_each_);
        std::ofstream{to, std::ios::binary} << all.substr(0, until);
        fetched += until - had.size();
        if (until < exact_bytes) {
            return Unexpected{Failure{FailureCode::network, "cut", std::string{name}}};
        }
        static_cast<void>(progress);
        static_cast<void>(cancel);
        return {};
    }

    std::uint64_t fetched = 0;

private:
    std::uint64_t bytes_each_;
};

TEST(Sync, GoesOnWhereTheLineBrokeAndFetchesNoByteTwice) {
    const FeedWorld world;
    const auto published = world.publish(products_of(300));
    ASSERT_TRUE(published);
    BrokenLine source{world.out(), 1'000};
    int breaks = 0;
    while (fault_in(world.sync_from(source)) == "network") {
        ++breaks;
        EXPECT_EQ(world.version(), 0);
    }
    EXPECT_GT(breaks, 3);
    EXPECT_EQ(source.fetched, static_cast<std::uint64_t>(published->full_bytes));
    EXPECT_EQ(world.selling(), products_of(300));
    EXPECT_FALSE(std::filesystem::exists(world.till() / "feed-incoming"));
}

TEST(Sync, BeginsAnewWhereWhatWasLeftIsNotTheBeginning) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(300)));
    std::filesystem::create_directories(world.till() / "feed-incoming");
    std::ofstream{world.till() / "feed-incoming" / "full-1.jsonl.zst"} << std::string(500, 'x');
    std::ofstream{world.till() / "feed-incoming" / "full-0.jsonl.zst"} << "of long ago";
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.selling(), products_of(300));
}

TEST(Sync, StopsWhenAskedAndLeavesTheOldCatalogue) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(10)));
    ASSERT_TRUE(world.sync());
    ASSERT_TRUE(world.publish(products_of(2'500)));
    for (const auto stage : {SyncStage::asking, SyncStage::staging, SyncStage::reading_back}) {
        std::stop_source stop;
        SyncOptions options;
        options.cancel = stop.get_token();
        options.progress = [&](const SyncProgress& progress) {
            if (progress.stage == stage) {
                stop.request_stop();
            }
        };
        EXPECT_EQ(fault_in(world.sync(options)), "network");
        EXPECT_EQ(world.version(), 1);
        EXPECT_EQ(world.selling(), products_of(10));
    }
    EXPECT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.version(), 2);
}

TEST(Sync, TellsHowFarItIsFromFirstToLast) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(2'500)));
    std::vector<SyncProgress> told;
    SyncOptions options;
    options.progress = [&](const SyncProgress& progress) { told.push_back(progress); };
    ASSERT_TRUE(world.sync(options));
    ASSERT_GT(told.size(), 6U);
    EXPECT_EQ(told.front().stage, SyncStage::asking);
    EXPECT_EQ(told.back().stage, SyncStage::done);
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end(), [](const auto& a, const auto& b) {
        return a.stage < b.stage;
    }));
    for (const SyncProgress& progress : told) {
        EXPECT_LE(progress.bytes_done, progress.bytes_all);
        EXPECT_LE(progress.products_done, progress.products_all);
    }
    EXPECT_EQ(told.back().products_done, 2'500);
}

TEST(Sync, LetsNoTwoProgramsSyncOneTillAtOnce) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(3)));
    SyncOptions options;
    std::string second;
    options.on_step = [&](SyncStep step) {
        if (step == SyncStep::asked) {
            second = fault_in(world.sync());
        }
    };
    EXPECT_EQ(fault_in(world.sync(options)), "");
    EXPECT_EQ(second, "locked");
}

/// A source that remembers what it was asked and knows its etag.
class EtagSource : public FolderSource {
public:
    using FolderSource::FolderSource;

    Expected<SmallFile, Failure> fetch_small(
        std::string_view name,
        std::size_t bytes_max,
        std::string_view known_etag,
        std::stop_token cancel
    ) override {
        asked.emplace_back(name);
        if (known_etag == etag && name == manifest_name) {
            return SmallFile{{}, {}, true};
        }
        auto file = FolderSource::fetch_small(name, bytes_max, {}, cancel);
        if (file && name == manifest_name) {
            file->etag = etag;
        }
        return file;
    }

    std::string etag = "\"one\"";
    std::vector<std::string> asked{};
};

TEST(Sync, AsksForTheManifestOnlyIfItChanged) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(3)));
    EtagSource source{world.out()};
    ASSERT_TRUE(world.sync_from(source));
    source.asked.clear();
    const auto again = world.sync_from(source);
    ASSERT_EQ(fault_in(again), "");
    EXPECT_FALSE(again->is_new);
    EXPECT_EQ(source.asked, std::vector<std::string>{std::string{manifest_name}});
    // Another source with the same etag is another file.
    std::filesystem::copy(world.out(), world.folder() / "copy");
    EtagSource other{world.folder() / "copy"};
    ASSERT_TRUE(world.sync_from(other));
    EXPECT_EQ(other.asked.size(), 2U);
}

TEST(Sync, FetchesAllAgainWhereItsOwnFileIsDamagedAndTheSourceSaysNotModified) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(30)));
    EtagSource source{world.out()};
    ASSERT_TRUE(world.sync_from(source));
    const auto path = feed_files(world.till()).path_of(1);
    std::string bytes = bytes_of(path);
    bytes[bytes.find("Cát Trắng")] = 'K';
    std::ofstream{path, std::ios::binary} << bytes;
    ASSERT_EQ(fault_in(world.sync_from(source)), "");
    EXPECT_EQ(world.selling(), products_of(30));
}

} // namespace
} // namespace ocop::catalog_sync
