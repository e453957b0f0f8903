#include "catalog-sync/import.hpp"
#include "catalog-sync/product_csv.hpp"
#include "tests/catalog-sync/feed_fixture.hpp"

#include <cstdlib>

namespace ocop::catalog_sync {
namespace {

const std::string png = std::string{"\x89PNG\r\n\x1A\n"} + "the rest of a picture";
const std::string jpg = "\xFF\xD8\xFF\xE0 a photograph";
const std::string webp = "RIFF\x10\x20\x30\x40WEBPVP8 a small one";

/// Files of the feed, images with a shorter name.
std::set<std::string> names_in(const FeedWorld& world) {
    std::set<std::string> names;
    for (const auto& [name, bytes] : tree_of(world.out())) {
        names.insert(name);
    }
    return names;
}

std::vector<std::string> warned(const PublishResult& result) {
    std::vector<std::string> names;
    for (const PublishWarning& warning : result.warnings) {
        names.emplace_back(name(warning.kind));
        EXPECT_FALSE(words(warning, Language::vi).empty());
        EXPECT_FALSE(words(warning, Language::en).empty());
    }
    return names;
}

bool minisign_verifies(const FeedWorld& world) {
    const auto key_file = world.folder() / "K.pub";
    std::ofstream{key_file} << world.key.public_key().file_text();
    const std::string command = std::string{MINISIGN} + " -V -q -p " + key_file.string() + " -m "
                                + (world.out() / "catalog.json").string() + " >/dev/null 2>&1";
    return std::system(command.c_str()) == 0;
}

TEST(Publish, WritesAFeedThatTheRealMinisignVerifies) {
    const FeedWorld world;
    const auto first = world.publish(products_of(20));
    ASSERT_EQ(fault_in(first), "");
    EXPECT_EQ(first->version, 1);
    EXPECT_EQ(first->products, 20);
    EXPECT_EQ(first->expires, later(30));
    EXPECT_TRUE(minisign_verifies(world));
    ASSERT_TRUE(world.publish(products_of(21)));
    EXPECT_TRUE(minisign_verifies(world));
    const std::string manifest = bytes_of(world.out() / "catalog.json");
    world.write("catalog.json", manifest + ' ');
    EXPECT_FALSE(minisign_verifies(world));
}

TEST(Publish, SignsVersionAndTimeInTheTrustedComment) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(1)));
    const auto comment = signing::verify(
        world.key.public_key(),
        bytes_of(world.out() / "catalog.json"),
        bytes_of(world.out() / "catalog.json.minisig")
    );
    EXPECT_EQ(comment, "catalogue version 1 published 2026-11-22T08:00:00+07:00");
}

TEST(Publish, ChangesNotAByteForTheSameGoods) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(20)));
    ASSERT_TRUE(world.publish(products_of(25)));
    const auto before = tree_of(world.out());
    PublishOrder order;
    order.now = later(3);
    const auto again = world.publish(products_of(25), order);
    ASSERT_EQ(fault_in(again), "");
    EXPECT_FALSE(again->is_new);
    EXPECT_EQ(again->version, 2);
    EXPECT_EQ(tree_of(world.out()), before);
}

TEST(Publish, GrowsByAnEmptyDeltaWhereAnEndIsGiven) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(20)));
    ASSERT_TRUE(world.sync());
    PublishOrder order;
    order.now = later(20);
    order.expires_after_s = *parse_expires_after("12h");
    const auto again = world.publish(products_of(20), order);
    ASSERT_EQ(fault_in(again), "");
    EXPECT_TRUE(again->is_new);
    EXPECT_EQ(again->version, 2);
    EXPECT_EQ(again->expires, Moment{later(20).seconds() + 43'200});
    EXPECT_LT(again->delta_bytes, 20);
    const auto result = world.sync();
    ASSERT_EQ(fault_in(result), "");
    EXPECT_TRUE(result->by_delta);
    EXPECT_EQ(result->version, 2);
    EXPECT_EQ(world.selling(), products_of(20));
}

TEST(Publish, GivesTheSameBytesForTheSameGoodsAndTime) {
    FeedWorld one;
    FeedWorld two;
    two.key = one.key;
    for (const int count : {30, 31, 28}) {
        ASSERT_TRUE(one.publish(products_of(count)));
        ASSERT_TRUE(two.publish(products_of(count)));
    }
    EXPECT_EQ(tree_of(one.out()), tree_of(two.out()));
}

TEST(Publish, KeepsDeltasFromTheLastTenVersionsAndWhatTheManifestBeforeNames) {
    const FeedWorld world;
    for (int count = 1; count <= 14; ++count) {
        ASSERT_TRUE(world.publish(products_of(count)));
    }
    std::set<std::string> expected{"catalog.json", "catalog.json.minisig"};
    for (int from = 4; from <= 13; ++from) {
        expected.insert("full-" + std::to_string(from) + ".jsonl.zst");
        expected.insert("delta-" + std::to_string(from) + "-14.jsonl.zst");
    }
    for (int from = 3; from <= 12; ++from) { // for those who have just read version 13
        expected.insert("full-" + std::to_string(from) + ".jsonl.zst");
        expected.insert("delta-" + std::to_string(from) + "-13.jsonl.zst");
    }
    expected.insert("full-14.jsonl.zst");
    EXPECT_EQ(names_in(world), expected);
    EXPECT_EQ(world.manifest().deltas.size(), 10U);
    EXPECT_EQ(world.manifest().deltas.front().from, 13);
}

TEST(Publish, TakesUnderHalfOfTheGoodsOnlyWhereItIsMeant) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(21)));
    const auto before = tree_of(world.out());
    EXPECT_EQ(fault_in(world.publish(products_of(10))), "far-fewer");
    EXPECT_EQ(tree_of(world.out()), before);
    PublishOrder meant;
    meant.takes_far_fewer = true;
    const auto result = world.publish(products_of(10), meant);
    ASSERT_EQ(fault_in(result), "");
    EXPECT_EQ(result->products, 10);
    EXPECT_TRUE(world.publish(products_of(5))); // a half is no accident
}

TEST(Publish, RefusesAFeedOfAnotherKey) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(3)));
    const auto before = tree_of(world.out());
    PublishOrder order;
    order.products = products_of(4);
    order.out = world.out();
    order.now = feed_day;
    const auto other = signing::SecretKey::generate();
    EXPECT_EQ(fault_in(publish(order, other)), "out-other-key");
    EXPECT_EQ(tree_of(world.out()), before);
    // Also with the old key in hand: it has handed over to nobody.
    order.earlier_keys = {world.key.public_key()};
    EXPECT_EQ(fault_in(publish(order, other)), "key-left-out");
    EXPECT_EQ(tree_of(world.out()), before);
}

TEST(Publish, RefusesADamagedManifestAndHalfOfAPair) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(3)));
    const std::string manifest = bytes_of(world.out() / "catalog.json");
    const std::string signature = bytes_of(world.out() / "catalog.json.minisig");
    world.write("catalog.json", manifest.substr(0, 100));
    EXPECT_EQ(fault_in(world.publish(products_of(4))), "out-damaged");
    world.write("catalog.json", manifest);
    world.write("catalog.json.minisig", "");
    EXPECT_EQ(fault_in(world.publish(products_of(4))), "out-damaged");
    std::filesystem::remove(world.out() / "catalog.json.minisig");
    EXPECT_EQ(fault_in(world.publish(products_of(4))), "out-damaged");
    world.write("catalog.json.minisig", signature);
    EXPECT_EQ(fault_in(world.publish(products_of(4))), "");
    EXPECT_EQ(world.manifest().version, 2);
}

TEST(Publish, MendsADamagedOrLostFileByTheNextVersion) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(3)));
    ASSERT_TRUE(world.publish(products_of(4)));
    std::filesystem::remove(world.out() / "full-2.jsonl.zst");
    const auto result = world.publish(products_of(4));
    ASSERT_EQ(fault_in(result), "");
    EXPECT_EQ(result->version, 3);
    EXPECT_EQ(warned(*result), (std::vector<std::string>{"mended", "no-delta"}));
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.selling(), products_of(4));
    const auto again = world.publish(products_of(4));
    EXPECT_FALSE(again->is_new);
    EXPECT_TRUE(again->warnings.empty());
}

TEST(Publish, KeepsTheKeysAnnouncedUntilOthersAre) {
    const FeedWorld world;
    ASSERT_TRUE(world.publish(products_of(3)));
    EXPECT_EQ(world.manifest().keys, std::vector{world.key.public_key()});
    const auto next = signing::SecretKey::generate().public_key();
    PublishOrder order;
    order.next_keys = {world.key.public_key(), next};
    const auto announced = world.publish(products_of(3), order);
    ASSERT_EQ(fault_in(announced), "");
    EXPECT_TRUE(announced->is_new); // the keys are news, though the goods are not
    ASSERT_TRUE(world.publish(products_of(4)));
    EXPECT_EQ(world.manifest().keys, order.next_keys);
    EXPECT_FALSE(world.publish(products_of(4), order)->is_new);
}

TEST(Publish, RefusesTheOldKeyAfterItHandedOver) {
    const FeedWorld world;
    PublishOrder order;
    order.next_keys = {signing::SecretKey::generate().public_key()};
    ASSERT_TRUE(world.publish(products_of(3), order));
    EXPECT_EQ(fault_in(world.publish(products_of(4))), "key-left-out");
}

TEST(Publish, NamesImagesByTheirBytesAndWarnsOfThoseItCannotTake) {
    const FeedWorld world;
    const ScratchFolder images;
    images.write("mam.png", png);
    images.write("Chả bò.jpg", jpg);
    images.write("same.jpg", jpg);
    images.write("small.webp", webp);
    images.write("big.png", png + std::string(1 << 20, 'x'));
    images.write("page.png", "<html>");
    std::filesystem::create_symlink("/etc/passwd", images.path() / "link.png");
    auto goods = products_of(9);
    const std::array<const char*, 9> named{
        "mam.png",
        "Chả bò.jpg",
        "same.jpg",
        "small.webp",
        "big.png",
        "page.png",
        "link.png",
        "../mam.png",
        "none.png"};
    for (std::size_t i = 0; i < named.size(); ++i) {
        goods[i].image = named[i];
    }
    PublishOrder order;
    order.images = images.path();
    const auto result = world.publish(goods, order);
    ASSERT_EQ(fault_in(result), "");
    EXPECT_EQ(result->images, 3);
    EXPECT_EQ(
        warned(*result),
        (std::vector<std::string>{
            "image-too-big", "image-foreign", "image-missing", "image-bad-name", "image-missing"})
    );
    const std::string jpg_name = "images/" + hex(blake2b(jpg)) + ".jpg";
    EXPECT_EQ(bytes_of(world.out() / jpg_name), jpg);
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.selling()[1].image, jpg_name);
    EXPECT_EQ(world.selling()[2].image, jpg_name);
    EXPECT_EQ(world.selling()[3].image, "images/" + hex(blake2b(webp)) + ".webp");
    EXPECT_EQ(world.selling()[8].image, "");
    EXPECT_FALSE(world.publish(goods, order)->is_new);
    // An image nobody names any more goes with the version after the next.
    goods[1].image.clear();
    goods[2].image.clear();
    ASSERT_TRUE(world.publish(goods, order));
    EXPECT_TRUE(names_in(world).contains(jpg_name));
    goods[0].image.clear();
    ASSERT_TRUE(world.publish(goods, order));
    EXPECT_FALSE(names_in(world).contains(jpg_name));
}

TEST(Publish, ReadsBackItsOwnGoodsFromACsv) {
    const FeedWorld world;
    const ScratchFolder folder;
    const auto csv = folder.write("P.csv", write_product_csv(products_of(50)));
    auto report = import_csv(std::vector{csv});
    ASSERT_TRUE(report);
    ASSERT_TRUE(world.publish(report->products));
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.selling(), products_of(50));
}

TEST(Publish, ReadsHowLongAFeedIsGood) {
    EXPECT_EQ(parse_expires_after("30d"), expires_after_s_default);
    EXPECT_EQ(parse_expires_after("12h"), 43'200);
    EXPECT_EQ(parse_expires_after("1h"), 3'600);
    EXPECT_EQ(parse_expires_after("3650d"), std::int64_t{3'650} * 86'400);
    for (const char* bad : {"", "d", "30", "0d", "-1d", "3651d", "1.5d", "30m", "30D", "h12"}) {
        EXPECT_EQ(parse_expires_after(bad), std::nullopt) << bad;
    }
}

TEST(Publish, LeavesWhatIsNotItsOwnInTheFolder) {
    const FeedWorld world;
    world.write("index.html", "hello");
    world.write("full-of-joy.txt", "hello");
    for (int count = 1; count < 4; ++count) {
        ASSERT_TRUE(world.publish(products_of(count)));
    }
    EXPECT_EQ(bytes_of(world.out() / "index.html"), "hello");
    EXPECT_EQ(bytes_of(world.out() / "full-of-joy.txt"), "hello");
}

TEST(Publish, SaysThatAFileIsInItsFoldersPlace) {
    const FeedWorld world;
    PublishOrder order;
    order.out = world.folder() / "file" / "out";
    std::ofstream{world.folder() / "file"} << "not a folder";
    order.products = products_of(1);
    EXPECT_EQ(fault_in(publish(order, world.key)), "wrong-kind");
}

} // namespace
} // namespace ocop::catalog_sync
