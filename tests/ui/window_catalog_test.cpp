#include "catalog-sync/catalog_keys.hpp"
#include "catalog-sync/publish.hpp"
#include "catalog-sync/sticks.hpp"
#include "pos/compose/system_clock.hpp"
#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace ocop::ui {
namespace {

using test::sign_in;
using test::Store;
using test::TillProgram;

/// A feed in a folder, as a province's server or a stick has it.
class Feed {
public:
    explicit Feed(const Store& store)
        : folder_{store.folder() / "feed"} {}

    /// Publishes `goods` as the next version.
    void publish(const std::vector<Product>& goods) {
        catalog_sync::PublishOrder order;
        order.products = goods;
        order.out = folder_;
        order.now = compose::SystemClock{}.now();
        const auto done = catalog_sync::publish(std::move(order), key_);
        ASSERT_TRUE(done.has_value()) << words(done.error(), Language::en);
    }

    /// Makes the till in `store` take its goods from here.
    void give_to(Store& store) const {
        store.set("feed.url", folder_.string());
        ASSERT_TRUE(catalog_sync::trust_key(store.folder(), key_.public_key()).has_value());
    }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    [[nodiscard]] const signing::SecretKey& key() const { return key_; }

private:
    std::filesystem::path folder_;
    signing::SecretKey key_ = signing::SecretKey::generate();
};

/// The sample's goods a season later: some dearer, some cheaper, some gone, stars won and lost.
std::vector<Product> a_season_later(std::vector<Product> goods) {
    for (std::size_t i = 0; i < goods.size(); ++i) {
        goods[i].price += Money{i % 9 == 0 ? 4000 : i % 11 == 0 ? -3000 : 0};
        if (i % 40 == 5 && goods[i].stars > 3) {
            goods[i].stars -= 1;
        } else if (i % 40 == 6 && goods[i].stars > 0 && goods[i].stars < 5) {
            goods[i].stars += 1;
        }
    }
    std::vector<Product> kept;
    for (const Product& product : goods) {
        const bool gone = !product.is_set() && product.code.ends_with("7");
        bool in_a_set = false;
        for (const Product& set : goods) {
            for (const SetComponent& part : set.set_components) {
                in_a_set = in_a_set || part.product == product.code;
            }
        }
        if (!gone || in_a_set) {
            kept.push_back(product);
        }
    }
    return kept;
}

class WindowCatalog : public ::testing::TestWithParam<const char*> {};

TEST_P(WindowCatalog, SyncsWhileItSellsAndShowsWhatChanged) {
    Store store;
    Feed feed{store};
    feed.publish(store.goods());
    feed.give_to(store);
    TillProgram till{store.folder(), GetParam(), std::string{"catalog-"} + GetParam()};
    sign_in(till);
    till.press({"ctrl+d"});
    till.wait_for("the feed", [](const Json& line) { return line["choices"] > 0; });
    till.press({"Return"});
    till.wait_for("its first sync", [](const Json& line) { return line["sync"] == 1; });
    till.keep_picture("01-first");
    till.press({"Escape"});
    till.wait_for_screen("sell");
    till.type("tra");
    till.press({"Return"});
    till.wait_for("a sale that goes on", [](const Json& line) { return line["lines"] == 1; });

    feed.publish(a_season_later(store.goods()));
    till.press({"ctrl+d"});
    till.wait_for_screen("catalog");
    till.press({"Return"});
    till.wait_for("a catalogue that waits", [](const Json& line) { return line["sync"] == 4; });
    till.keep_picture("02-waits");
    till.press({"Escape", "F9"});
    till.wait_for_screen("pay");
    till.press({"Return"});
    till.wait_for("the sale's end", [](const Json& line) { return line["screen"] == "receipt"; });
    const Json after =
        till.wait_for("version 2", [](const Json& line) { return line["catalog"] == 2; });
    till.press({"Return", "ctrl+d"});
    till.wait_for_screen("catalog");
    till.press({"Down", "Down", "Return"});
    till.wait_for("a list", [](const Json& line) { return line["items"] > 0; });
    till.keep_picture("03-list");
    till.press({"Down"});
    till.keep_picture("04-next-list");
    till.press({"Escape"});
    till.keep_picture("05-changed");

    std::filesystem::remove_all(feed.folder());
    till.press({"Up", "Up", "Up", "Up", "Up", "Up", "Return"});
    till.wait_for("a failure in words", [](const Json& line) { return line["sync"] == 3; });
    till.keep_picture("06-failed");
    till.press({"Escape", "slash", "Down", "Down", "Return"});
    till.wait_for_screen("no-sale");
    till.press({"Return"});
    till.wait_for_screen("sell");
    EXPECT_EQ(store.records("catalog").back().body.json()["version"], 2);
    EXPECT_EQ(store.records("sale").size(), 1U);
}

TEST_P(WindowCatalog, AsksOnceAboutAStickAndSyncsFromIt) {
    Store store;
    Feed feed{store};
    feed.publish(store.goods());
    feed.publish(a_season_later(store.goods()));
    ASSERT_TRUE(catalog_sync::trust_key(store.folder(), feed.key().public_key()).has_value());
    const auto mounts = catalog_sync::parse_mounts(test::mounts_with_stick(feed.folder()));
    if (catalog_sync::stick_places(mounts, {"/media"}).empty()) {
        GTEST_SKIP() << "nothing can be mounted here as a stick; the desk's tests ask without one";
    }
    TillProgram till{store.folder(), GetParam(), std::string{"stick-"} + GetParam(), feed.folder()};
    sign_in(till, "offer");
    till.keep_picture("01-asked");
    till.press({"Return"});
    till.wait_for("the stick's goods", [](const Json& line) { return line["catalog"] == 2; });
    till.wait_for_screen("sell");
    till.keep_picture("02-synced");
    till.type("tra");
    till.press({"Return"});
    till.wait_for("goods to sell", [](const Json& line) { return line["lines"] == 1; });
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, WindowCatalog, ::testing::Values("vi", "en"));

} // namespace
} // namespace ocop::ui
