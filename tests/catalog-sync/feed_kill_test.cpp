// A program that is killed at any moment leaves the old or the new, never neither: at each step the
// engine names, and before each single call that changes the disk.
#include "catalog-sync/local_store.hpp"
#include "catalog-sync/own_prices.hpp"
#include "catalog-sync/shop_catalog.hpp"
#include "tests/catalog-sync/feed_fixture.hpp"
#include "tests/catalog-sync/kill_at.hpp"

#include <cerrno>

namespace ocop::catalog_sync {
namespace {

const std::vector<Product> old_goods = products_of(40);

std::vector<Product> new_goods() {
    auto goods = products_of(41);
    goods[3].price = Money{7};
    goods.erase(goods.begin() + 9);
    return goods;
}

int lines_of(const std::string& text) {
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

/// What is on disk of a folder, to be put back.
class Snapshot {
public:
    explicit Snapshot(const std::filesystem::path& folder)
        : folder_{folder},
          copy_{folder.string() + "-copy"} {
        std::filesystem::copy(folder_, copy_, std::filesystem::copy_options::recursive);
    }

    void put_back() const {
        std::filesystem::remove_all(folder_);
        std::filesystem::copy(copy_, folder_, std::filesystem::copy_options::recursive);
    }

private:
    std::filesystem::path folder_;
    std::filesystem::path copy_;
};

/// A till that sells `old_goods` and a feed with `new_goods` and a second key.
class FeedKill : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(world.publish(old_goods));
        ASSERT_TRUE(world.sync());
        PublishOrder order;
        order.next_keys = {world.key.public_key(), signing::SecretKey::generate().public_key()};
        ASSERT_TRUE(world.publish(new_goods(), order));
    }

    /// The till sells the old or the new goods, and takes the new ones at the next try.
    void check_till(const std::string& when) const {
        const auto file = load_feed(world.till());
        ASSERT_TRUE(file) << when << ": " << file.error().what;
        if (file->meta.version == 1) {
            EXPECT_EQ(file->products, old_goods) << when;
        } else {
            EXPECT_EQ(file->products, new_goods()) << when;
        }
        EXPECT_THAT(
            trusted_keys(world.till())->size(), testing::AnyOf(testing::Eq(1U), testing::Eq(2U))
        ) << when;
        ASSERT_EQ(fault_in(world.sync()), "") << when;
        EXPECT_EQ(world.selling(), new_goods()) << when;
        EXPECT_EQ(trusted_keys(world.till())->size(), 2U) << when;
        std::set<std::string> left;
        for (const auto& [name, bytes] : tree_of(world.till())) {
            left.insert(name);
        }
        EXPECT_FALSE(left.contains("feed-staging.db")) << when;
        EXPECT_FALSE(left.contains("feed-incoming/delta-1-2.jsonl.zst")) << when;
    }

    const FeedWorld world;
};

TEST_F(FeedKill, SyncKilledAtEachStepLeavesTheOldOrTheNewCatalogue) {
    const Snapshot till{world.till()};
    for (const auto last :
         {SyncStep::asked,
          SyncStep::fetched,
          SyncStep::staged,
          SyncStep::read_back,
          SyncStep::swapped,
          SyncStep::keys_taken,
          SyncStep::cleaned}) {
        till.put_back();
        SyncOptions options;
        options.on_step = [&](SyncStep step) {
            if (step == last) {
                kill(getpid(), SIGKILL);
            }
        };
        const int status = status_of_child([&] { static_cast<void>(world.sync(options)); });
        ASSERT_TRUE(WIFSIGNALED(status));
        EXPECT_EQ(world.version(), last < SyncStep::swapped ? 1 : 2);
        check_till("step " + std::to_string(static_cast<int>(last)));
    }
}

TEST_F(FeedKill, SyncKilledBeforeAnyCallLeavesTheOldOrTheNewCatalogue) {
    const Snapshot till{world.till()};
    const auto work = [&] { static_cast<void>(world.sync()); };
    const int calls = DiskCalls::count(work);
    ASSERT_GT(calls, 15);
    for (int nth = 1; nth <= calls; ++nth) {
        till.put_back();
        ASSERT_TRUE(DiskCalls::kill_at(nth, work)) << nth;
        check_till("call " + std::to_string(nth));
    }
}

TEST_F(FeedKill, AFirstSyncKilledBeforeAnyCallLeavesNoneOrTheNewCatalogue) {
    std::filesystem::remove_all(world.till());
    ASSERT_TRUE(trust_key(world.till(), world.key.public_key()));
    const Snapshot till{world.till()};
    const auto work = [&] { static_cast<void>(world.sync()); };
    const int calls = DiskCalls::count(work);
    for (int nth = 1; nth <= calls; ++nth) {
        till.put_back();
        ASSERT_TRUE(DiskCalls::kill_at(nth, work)) << nth;
        const auto file = load_feed(world.till());
        if (file) {
            EXPECT_EQ(file->products, new_goods()) << nth;
        } else {
            EXPECT_EQ(file.error().code, FailureCode::missing) << nth;
        }
        ASSERT_EQ(fault_in(world.sync()), "") << nth;
        EXPECT_EQ(world.selling(), new_goods()) << nth;
    }
}

TEST_F(FeedKill, PublishKilledBeforeAnyCallLeavesAFeedThatGoesOn) {
    const Snapshot feed{world.out()};
    const Snapshot till{world.till()};
    const auto newest = products_of(44);
    const auto work = [&] { static_cast<void>(world.publish(newest)); };
    const int calls = DiskCalls::count(work);
    ASSERT_GT(calls, 10);
    for (int nth = 1; nth <= calls; ++nth) {
        feed.put_back();
        till.put_back();
        ASSERT_TRUE(DiskCalls::kill_at(nth, work)) << nth;
        const auto result = world.sync(); // the old feed or the new, never neither
        ASSERT_EQ(fault_in(result), "") << nth;
        EXPECT_EQ(world.selling(), result->version == 2 ? new_goods() : newest) << nth;
        const auto again = world.publish(newest);
        ASSERT_EQ(fault_in(again), "") << nth;
        EXPECT_EQ(again->version, 3) << nth;
        ASSERT_EQ(fault_in(world.sync()), "") << nth;
        EXPECT_EQ(world.selling(), newest) << nth;
        EXPECT_EQ(lines_of(bytes_of(world.out() / signature_name)), 4) << nth;
        EXPECT_FALSE(std::filesystem::exists(world.out() / "catalog.json.next")) << nth;
        EXPECT_FALSE(std::filesystem::exists(world.out() / "catalog.json.minisig.next")) << nth;
    }
}

TEST_F(FeedKill, PublishFailingAtAnyCallSaysSoAndLeavesTheOldFeedOrSaysNothingAndLeavesTheNew) {
    const Snapshot feed{world.out()};
    const Snapshot till{world.till()};
    const auto newest = products_of(44);
    const auto work = [&] { return world.publish(newest) ? 0 : 1; };
    const int calls = DiskCalls::count([&] { static_cast<void>(work()); });
    int published = 0;
    for (int nth = 1; nth <= calls; ++nth) {
        feed.put_back();
        till.put_back();
        const int exit = DiskCalls::fail_at(nth, DiskCalls::Failing::once, EIO, work);
        ASSERT_LE(exit, 1) << nth;
        published += exit == 0 ? 1 : 0;
        ASSERT_EQ(fault_in(world.sync()), "") << nth;
        EXPECT_EQ(world.version(), exit == 0 ? 3 : 2) << nth;
        const auto again = world.publish(newest);
        ASSERT_EQ(fault_in(again), "") << nth;
        EXPECT_EQ(again->version, 3) << nth;
        ASSERT_EQ(fault_in(world.sync()), "") << nth;
        EXPECT_EQ(world.selling(), newest) << nth;
    }
    EXPECT_GT(published, 0);
}

TEST_F(FeedKill, PublishFailingFromAnyCallOnLeavesAFeedThatGoesOn) {
    const Snapshot feed{world.out()};
    const Snapshot till{world.till()};
    const auto newest = products_of(44);
    const auto work = [&] { return world.publish(newest) ? 0 : 1; };
    const int calls = DiskCalls::count([&] { static_cast<void>(work()); });
    for (int nth = 1; nth <= calls; ++nth) {
        feed.put_back();
        till.put_back();
        ASSERT_LE(DiskCalls::fail_at(nth, DiskCalls::Failing::from_there_on, ENOSPC, work), 1);
        ASSERT_EQ(fault_in(world.sync()), "") << nth;
        const auto again = world.publish(newest);
        ASSERT_EQ(fault_in(again), "") << nth;
        EXPECT_EQ(again->version, 3) << nth;
        ASSERT_EQ(fault_in(world.sync()), "") << nth;
        EXPECT_EQ(world.selling(), newest) << nth;
    }
}

TEST_F(FeedKill, AFirstPublishKilledBeforeAnyCallLeavesNoFeedOrAWholeOne) {
    const auto newest = products_of(44);
    const auto work = [&] { static_cast<void>(world.publish(newest)); };
    const auto nothing = [&] {
        std::filesystem::remove_all(world.out());
        std::filesystem::remove_all(world.till());
        ASSERT_TRUE(trust_key(world.till(), world.key.public_key()));
    };
    nothing();
    const int calls = DiskCalls::count(work);
    for (int nth = 1; nth <= calls; ++nth) {
        nothing();
        ASSERT_TRUE(DiskCalls::kill_at(nth, work)) << nth;
        const auto result = world.sync();
        EXPECT_EQ(fault_in(result), result ? "" : "missing") << nth;
        const auto again = world.publish(newest);
        ASSERT_EQ(fault_in(again), "") << nth;
        EXPECT_EQ(again->version, 1) << nth;
        ASSERT_EQ(fault_in(world.sync()), "") << nth;
        EXPECT_EQ(world.selling(), newest) << nth;
    }
}

TEST(OwnPricesKill, LeavesTheOldPricesOrTheNewAndNoFault) {
    const ScratchFolder folder;
    const OwnPrices old{{"QNA-100001", {Money{1}, Money{2}}}};
    const OwnPrices fresh{{"QNA-100001", {Money{3}, Money{2}}}, {"QNA-100002", {Money{4}, {}}}};
    const auto work = [&] { return store_own_prices(folder.path(), fresh) ? 0 : 1; };
    const int calls = DiskCalls::count([&] { static_cast<void>(work()); });
    for (const bool is_first : {true, false}) {
        const OwnPrices before = is_first ? OwnPrices{} : old;
        for (int nth = 1; nth <= calls; ++nth) {
            for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
                std::filesystem::remove(entry);
            }
            if (!is_first) {
                ASSERT_TRUE(store_own_prices(folder.path(), old));
            }
            ASSERT_TRUE(DiskCalls::kill_at(nth, [&] { static_cast<void>(work()); }));
            const KnownPrices known = known_own_prices(folder.path());
            EXPECT_FALSE(known.fault) << nth;
            EXPECT_THAT(known.prices, testing::AnyOf(before, fresh)) << nth;
            ASSERT_TRUE(store_own_prices(folder.path(), fresh));
            EXPECT_EQ(load_own_prices(folder.path()), fresh);
        }
    }
}

TEST(OwnGoodsKill, FailingOnceKeepsTheOldGoodsOrHasTheNewAndSaysWhich) {
    const ScratchFolder folder;
    const auto work = [&] { return store_goods(folder.path(), new_goods()) ? 0 : 1; };
    const auto make_ready = [&] {
        for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
            std::filesystem::remove(entry);
        }
        ASSERT_TRUE(store_goods(folder.path(), old_goods));
    };
    make_ready();
    const int calls = DiskCalls::count([&] { static_cast<void>(work()); });
    ASSERT_GT(calls, 10);
    for (int nth = 1; nth <= calls; ++nth) {
        make_ready();
        const int exit = DiskCalls::fail_at(nth, DiskCalls::Failing::once, EIO, work);
        ASSERT_LE(exit, 1) << nth;
        const GoodsLayer own = load_own_layer(folder.path());
        EXPECT_FALSE(own.fault) << nth;
        EXPECT_TRUE(own.file->products == (exit == 0 ? new_goods() : old_goods)) << nth;
        EXPECT_EQ(work(), 0) << nth;
        EXPECT_TRUE(load_own_layer(folder.path()).file->products == new_goods()) << nth;
    }
}

TEST(OwnPricesKill, FailingOnceKeepsTheOldPricesOrHasTheNewAndSaysWhich) {
    const ScratchFolder folder;
    const OwnPrices old{{"QNA-100001", {Money{1}, Money{2}}}};
    const OwnPrices fresh{{"QNA-100001", {Money{3}, Money{2}}}};
    const auto work = [&] { return store_own_prices(folder.path(), fresh) ? 0 : 1; };
    const int calls = DiskCalls::count([&] { static_cast<void>(work()); });
    for (int nth = 1; nth <= calls; ++nth) {
        ASSERT_TRUE(store_own_prices(folder.path(), old));
        const int exit = DiskCalls::fail_at(nth, DiskCalls::Failing::once, EIO, work);
        ASSERT_LE(exit, 1) << nth;
        EXPECT_EQ(load_own_prices(folder.path()), exit == 0 ? fresh : old) << nth;
    }
}

} // namespace
} // namespace ocop::catalog_sync
