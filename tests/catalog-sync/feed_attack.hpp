#pragma once

#include "tests/catalog-sync/feed_fixture.hpp"

namespace ocop::catalog_sync {

/// A till that sells version 1 and a feed that has version 2.
class FeedAttack : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(world.publish(old_goods));
        ASSERT_TRUE(world.sync());
        ASSERT_TRUE(world.publish(new_goods));
    }

    /// Syncs; the name of the fault, after making sure that nothing changed.
    std::string refused(SyncOptions options = {}) const {
        const auto keys = bytes_of(world.till() / "catalog.keys");
        const auto result = world.sync(std::move(options));
        EXPECT_EQ(world.version(), 1);
        EXPECT_EQ(world.selling(), old_goods);
        EXPECT_EQ(bytes_of(world.till() / "catalog.keys"), keys);
        EXPECT_FALSE(std::filesystem::exists(world.till() / "feed-staging.db"));
        if (!result) {
            EXPECT_FALSE(words(result.error(), Language::vi).empty());
            EXPECT_FALSE(words(result.error(), Language::en).empty());
        }
        return fault_in(result);
    }

    /// As refused(), of rows a publisher gone wrong has signed: the name of the row's fault.
    std::string refused_row(std::string_view rows, std::string_view delta = {}) const {
        world.publish_rows(2, rows, delta);
        const auto result = world.sync();
        EXPECT_EQ(fault_in(result), "bad-row");
        EXPECT_EQ(world.version(), 1);
        EXPECT_EQ(world.selling(), old_goods);
        const auto* refusal = result ? nullptr : std::get_if<FeedRefusal>(&result.error());
        if (refusal == nullptr || !refusal->row) {
            return {};
        }
        return std::string{name(refusal->row->code)} + ":" + std::to_string(refusal->row->line);
    }

    /// Changes one byte of a file of the feed.
    void damage(const std::string& name) const {
        std::string bytes = bytes_of(world.out() / name);
        bytes[bytes.size() / 2] ^= 1;
        world.write(name, bytes);
    }

    const std::vector<Product> old_goods = products_of(30);
    const std::vector<Product> new_goods = products_of(31);
    const FeedWorld world;
};

} // namespace ocop::catalog_sync
