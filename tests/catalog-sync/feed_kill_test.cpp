// A program that is killed at any moment leaves the old or the new, never neither: at each step the
// engine names, and before each single call that changes the disk.
#include "tests/catalog-sync/feed_fixture.hpp"
#include "tests/catalog-sync/kill_at.hpp"

namespace ocop::catalog_sync {
namespace {

const std::vector<Product> old_goods = products_of(40);

std::vector<Product> new_goods() {
    auto goods = products_of(41);
    goods[3].price = Money{7};
    goods.erase(goods.begin() + 9);
    return goods;
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
    int between = 0;
    for (int nth = 1; nth <= calls; ++nth) {
        feed.put_back();
        till.put_back();
        ASSERT_TRUE(DiskCalls::kill_at(nth, work)) << nth;
        const auto result = world.sync();
        if (result) {
            EXPECT_EQ(world.selling(), result->version == 2 ? new_goods() : newest) << nth;
        } else { // the signature stands, its manifest not yet
            EXPECT_EQ(fault_in(result), "wrong-signature") << nth;
            EXPECT_EQ(world.selling(), old_goods) << nth;
            ++between;
        }
        const auto again = world.publish(newest);
        ASSERT_EQ(fault_in(again), "") << nth;
        EXPECT_EQ(again->version, 3) << nth;
        ASSERT_EQ(fault_in(world.sync()), "") << nth;
        EXPECT_EQ(world.selling(), newest) << nth;
    }
    EXPECT_LE(between, 2);
}

} // namespace
} // namespace ocop::catalog_sync
