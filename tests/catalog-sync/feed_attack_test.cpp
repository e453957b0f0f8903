// Each attack on a software update that The Update Framework lists, and those on our own rows:
// named, tried against the real sync, and each time the old catalogue must go on selling.
#include "tests/catalog-sync/feed_attack.hpp"

#include <zstd.h>

namespace ocop::catalog_sync {
namespace {

TEST_F(FeedAttack, ArbitraryManifestIsRefused) {
    world.write("catalog.json", "{\"v\":1,\"version\":2}\n");
    EXPECT_EQ(refused(), "wrong-signature");
    damage("catalog.json.minisig");
    EXPECT_NE(refused(), "");
}

TEST_F(FeedAttack, ArbitraryFileUnderTheRightNameIsRefused) {
    damage("full-2.jsonl.zst");
    damage("delta-1-2.jsonl.zst");
    EXPECT_EQ(refused(), "wrong-hash");
}

TEST_F(FeedAttack, EveryByteOfTheManifestCounts) {
    const std::string good = bytes_of(world.out() / "catalog.json");
    for (std::size_t i = 0; i < good.size(); i += 3) {
        std::string bad = good;
        bad[i] ^= 4;
        world.write("catalog.json", bad);
        ASSERT_EQ(refused(), "wrong-signature") << i;
    }
}

TEST_F(FeedAttack, RollbackToAnOlderVersionIsRefused) {
    const auto feed_of_now = world.folder() / "now";
    std::filesystem::copy(world.out(), feed_of_now);
    ASSERT_TRUE(world.sync());
    ASSERT_EQ(world.version(), 2);
    std::filesystem::remove_all(world.out());
    FeedWorld other;
    other.key = world.key;
    ASSERT_TRUE(other.publish(old_goods)); // version 1, rightly signed
    FolderSource source{other.out()};
    EXPECT_EQ(fault_in(world.sync_from(source)), "rollback");
    EXPECT_EQ(world.version(), 2);
    EXPECT_EQ(world.selling(), new_goods);
}

TEST_F(FeedAttack, RollbackIsRefusedAlsoWhereTheOwnFileIsLost) {
    ASSERT_TRUE(world.sync());
    std::filesystem::remove(feed_files(world.till()).path_of(2));
    FeedWorld other;
    other.key = world.key;
    ASSERT_TRUE(other.publish(old_goods));
    FolderSource source{other.out()};
    EXPECT_EQ(fault_in(world.sync_from(source)), "rollback");
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.selling(), new_goods);
}

TEST_F(FeedAttack, OtherGoodsUnderOurOwnVersionAreRefused) {
    FeedWorld other;
    other.key = world.key;
    ASSERT_TRUE(other.publish(products_of(30, 5)));
    FolderSource source{other.out()};
    EXPECT_EQ(fault_in(world.sync_from(source)), "other-catalogue-under-this-version");
    EXPECT_EQ(world.selling(), old_goods);
}

TEST_F(FeedAttack, FreezeAtAnExpiredManifestIsRefused) {
    SyncOptions options;
    options.now = Moment{later(30).seconds() + 1};
    EXPECT_EQ(refused(options), "expired");
    const auto result = world.sync(options);
    EXPECT_NE(words(result.error(), Language::en).find("clock"), std::string::npos);
    EXPECT_NE(words(result.error(), Language::vi).find("đồng hồ"), std::string::npos);
    options.now = later(30);
    EXPECT_EQ(fault_in(world.sync(options)), "");
}

TEST_F(FeedAttack, FreezeBehindAClockSetBackIsRefused) {
    PublishOrder order;
    order.now = later(100);
    order.expires_after_s = 3'600;
    ASSERT_TRUE(world.publish(new_goods, order));
    SyncOptions options;
    options.now = later(100);
    ASSERT_EQ(fault_in(world.sync(options)), ""); // version 3, published on day 100
    Manifest stale = world.manifest();
    stale.version = 4;
    stale.deltas.clear();
    stale.expires = later(99);
    world.sign(write_manifest(stale), world.key);
    options.now = later(-500); // a PC whose battery is empty
    EXPECT_EQ(fault_in(world.sync(options)), "expired");
}

TEST_F(FeedAttack, FreezeByASourceThatSaysNotModifiedIsTold) {
    class Frozen : public FolderSource {
    public:
        using FolderSource::FolderSource;

        Expected<SmallFile, Failure> fetch_small(
            std::string_view name,
            std::size_t bytes_max,
            std::string_view known_etag,
            std::stop_token cancel
        ) override {
            if (!known_etag.empty()) {
                return SmallFile{{}, {}, true};
            }
            auto file = FolderSource::fetch_small(name, bytes_max, {}, cancel);
            file->etag = "\"x\"";
            return file;
        }
    };

    Frozen source{world.out()};
    ASSERT_TRUE(world.sync_from(source));
    SyncOptions options;
    options.now = later(29);
    EXPECT_EQ(fault_in(world.sync_from(source, options)), "");
    options.now = later(31);
    EXPECT_EQ(fault_in(world.sync_from(source, options)), "expired");
    EXPECT_EQ(world.selling(), new_goods);
}

TEST_F(FeedAttack, MixAndMatchOfFilesOfTwoVersionsIsRefused) {
    const std::string rows_of_1 = bytes_of(world.out() / "full-1.jsonl.zst");
    const std::string delta_to_2 = bytes_of(world.out() / "delta-1-2.jsonl.zst");
    ASSERT_TRUE(world.publish(products_of(32)));
    world.write("full-3.jsonl.zst", rows_of_1);
    world.write("delta-1-3.jsonl.zst", delta_to_2);
    EXPECT_THAT(refused(), testing::AnyOf("wrong-size", "wrong-hash"));
}

TEST_F(FeedAttack, MixAndMatchOfASignatureAndAnotherManifestIsRefused) {
    const std::string signature_of_2 = bytes_of(world.out() / "catalog.json.minisig");
    ASSERT_TRUE(world.publish(products_of(32)));
    world.write("catalog.json.minisig", signature_of_2);
    EXPECT_EQ(refused(), "wrong-signature");
}

TEST_F(FeedAttack, ADeltaThatDoesNotComeToWhatWasPublishedIsRefused) {
    Manifest manifest = world.manifest();
    manifest.deltas[0].file = world.pack("delta-1-2.jsonl.zst", "{\"gone\":\"QNA-100003\"}\n");
    damage("full-2.jsonl.zst");
    world.sign(write_manifest(manifest), world.key);
    EXPECT_EQ(refused(), "wrong-hash"); // the last of both tries
    Manifest without_count = manifest;
    without_count.products = 29;
    world.sign(write_manifest(without_count), world.key);
    EXPECT_EQ(refused(), "wrong-hash");
}

TEST_F(FeedAttack, EndlessManifestIsNotReadBeyondItsLimit) {
    const auto path = world.out() / "catalog.json";
    std::filesystem::resize_file(path, std::uintmax_t{1} << 40U); // takes no room on disk
    EXPECT_EQ(refused(), "too-big");
}

TEST_F(FeedAttack, EndlessDataFileIsNotReadBeyondItsSize) {
    for (const char* name : {"full-2.jsonl.zst", "delta-1-2.jsonl.zst"}) {
        std::filesystem::resize_file(world.out() / name, std::uintmax_t{1} << 40U);
    }
    EXPECT_EQ(refused(), "wrong-size");
}

TEST_F(FeedAttack, AManifestThatStatesAHugeFileIsRefusedBeforeFetching) {
    Manifest manifest = world.manifest();
    manifest.full.bytes = packed_size_bytes_max + 1;
    world.sign(write_manifest(manifest), world.key);
    EXPECT_EQ(refused(), "bad-manifest");
}

TEST_F(FeedAttack, WrongKeyIsRefused) {
    world.sign(bytes_of(world.out() / "catalog.json"), signing::SecretKey::generate());
    EXPECT_EQ(refused(), "wrong-key");
}

TEST_F(FeedAttack, UnsignedFeedIsRefused) {
    std::filesystem::remove(world.out() / "catalog.json.minisig");
    EXPECT_EQ(refused(), "unsigned");
    world.write("catalog.json.minisig", "<html>Please sign in to the hotel's network</html>");
    EXPECT_EQ(refused(), "unsigned");
}

TEST_F(FeedAttack, ATillThatTrustsNoKeyTakesNothing) {
    ASSERT_EQ(distrust_key(world.till(), world.key.public_key()), true);
    EXPECT_EQ(refused(), "no-keys");
}

TEST_F(FeedAttack, KeysAreRotatedByTheOldKeyOnly) {
    const auto next = signing::SecretKey::generate();
    // The new key alone means nothing …
    Manifest forged = world.manifest();
    forged.keys = {next.public_key()};
    world.sign(write_manifest(forged), next);
    EXPECT_EQ(refused(), "wrong-key");
    // … until the old one says so.
    world.sign(write_manifest(world.manifest()), world.key);
    std::filesystem::remove_all(world.out());
    ASSERT_TRUE(world.publish(old_goods));
    ASSERT_TRUE(world.publish(new_goods));
    PublishOrder order;
    order.next_keys = {world.key.public_key(), next.public_key()};
    ASSERT_TRUE(world.publish(products_of(32), order));
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(trusted_keys(world.till())->size(), 2U);
    PublishOrder by_next;
    by_next.products = products_of(33);
    by_next.out = world.out();
    by_next.now = feed_day;
    by_next.earlier_keys = {world.key.public_key()};
    ASSERT_EQ(fault_in(publish(by_next, next)), "");
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.selling(), products_of(33));
}

TEST_F(FeedAttack, ARevokedKeySignsNothingAnyMore) {
    const auto next = signing::SecretKey::generate();
    PublishOrder order;
    order.next_keys = {next.public_key()};
    ASSERT_TRUE(world.publish(products_of(32), order));
    ASSERT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(*trusted_keys(world.till()), std::vector{next.public_key()});
    Manifest stolen = world.manifest();
    stolen.version = 99;
    stolen.deltas.clear();
    world.sign(write_manifest(stolen), world.key);
    EXPECT_EQ(fault_in(world.sync()), "wrong-key");
    EXPECT_EQ(world.version(), 3);
}

TEST_F(FeedAttack, ARotationIsTakenAlsoWhenThePowerWentBeforeTheKeysWereWritten) {
    const auto next = signing::SecretKey::generate();
    PublishOrder order;
    order.next_keys = {world.key.public_key(), next.public_key()};
    ASSERT_TRUE(world.publish(new_goods, order));
    ASSERT_TRUE(world.sync());
    ASSERT_TRUE(replace_keys(world.till(), std::vector{world.key.public_key()}));
    const auto again = world.sync();
    ASSERT_EQ(fault_in(again), "");
    EXPECT_FALSE(again->is_new);
    EXPECT_EQ(trusted_keys(world.till())->size(), 2U);
}

TEST_F(FeedAttack, AZstdBombIsRefusedInBoundedMemory) {
    std::string bomb(ZSTD_compressBound(std::size_t{64} << 20U), '\0');
    const std::string blank(std::size_t{64} << 20U, ' ');
    bomb.resize(ZSTD_compress(bomb.data(), bomb.size(), blank.data(), blank.size(), 19));
    std::string many;
    for (int i = 0; i < 200; ++i) { // 12.5 GiB in one line, and in many
        many += bomb;
    }
    Manifest manifest = world.manifest();
    manifest.deltas.clear();
    manifest.full = {"full-2.jsonl.zst", static_cast<std::int64_t>(many.size()), blake2b(many)};
    world.write("full-2.jsonl.zst", many);
    world.sign(write_manifest(manifest), world.key);
    EXPECT_EQ(refused(), "bad-archive");
}

TEST_F(FeedAttack, AFileThatUnpacksToMoreThanMayBeIsRefused) {
    const ScratchFolder folder;
    const auto file = packed(folder.path() / "full-1.jsonl.zst", std::string(1'000, '\n'));
    ZstdLines lines{file, 999};
    std::string_view line;
    Expected<bool, FeedFault> more = true;
    while (more && *more) {
        more = lines.next(line);
    }
    EXPECT_EQ(fault_in(more), "bad-archive");
}

TEST_F(FeedAttack, AWindowLargerThanOursIsRefused) {
    std::string text;
    while (text.size() < (std::size_t{20} << 20U)) {
        text += rows_of({product_of(static_cast<int>(text.size() % 1'000'000))});
    }
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 25);
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 3);
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
    ZSTD_freeCCtx(context);
    Manifest manifest = world.manifest();
    manifest.deltas.clear();
    manifest.full = {"full-2.jsonl.zst", static_cast<std::int64_t>(out.size()), blake2b(out)};
    world.write("full-2.jsonl.zst", out);
    world.sign(write_manifest(manifest), world.key);
    EXPECT_EQ(refused(), "bad-archive");
}

TEST_F(FeedAttack, APathInAFilesNameIsRefused) {
    const std::string good = bytes_of(world.out() / "catalog.json");
    for (const char* name :
         {"../full-2.jsonl.zst", "/etc/passwd", "a/b", "..", ".", "", "a\\\\b", "a b", ".hidden"}) {
        std::string bad = good;
        bad.replace(bad.find("full-2.jsonl.zst"), 16, name);
        world.sign(bad, world.key);
        EXPECT_EQ(refused(), "bad-manifest") << name;
    }
}

TEST_F(FeedAttack, APathInAnImagesNameIsRefused) {
    const std::string hash(64, 'a');
    const std::string good = bytes_of(world.out() / "catalog.json");
    for (const std::string& name :
         {"images/../" + hash + ".png",
          "../images/" + hash + ".png",
          hash + ".png",
          "images/" + hash + ".svg",
          "images/" + hash + ".png/x",
          "images/" + hash,
          "images//" + hash + ".png",
          "images/" + std::string(64, 'A') + ".png"}) {
        std::string bad = good;
        bad.replace(
            bad.find("\"images\":[]"), 11, R"("images":[{"bytes":1,"name":")" + name + "\"}]"
        );
        world.sign(bad, world.key);
        EXPECT_EQ(refused(), "bad-manifest") << name;
        std::string row = rows_of({product_of(1)});
        row.replace(row.find("\"image\":null"), 12, "\"image\":\"" + name + '"');
        EXPECT_EQ(refused_row(row), "bad-image:1") << name;
    }
}

TEST_F(FeedAttack, ASymbolicLinkInTheFeedIsNotFollowed) {
    const auto elsewhere = world.folder() / "elsewhere";
    for (const char* name : {"full-2.jsonl.zst", "delta-1-2.jsonl.zst"}) {
        std::filesystem::rename(world.out() / name, elsewhere);
        std::filesystem::create_symlink(elsewhere, world.out() / name);
    }
    EXPECT_EQ(refused(), "permission");
}

TEST_F(FeedAttack, RowsOutOfRangeAreRefusedAtTheirLine) {
    const auto row = [&](std::string_view from, std::string_view to) {
        std::string text = rows_of(products_of(3));
        const std::size_t last = text.rfind(from);
        text.replace(last, from.size(), to);
        return text;
    };
    EXPECT_EQ(refused_row(row("\"price\":100002", "\"price\":0")), "out-of-range:3");
    EXPECT_EQ(refused_row(row("\"price\":100002", "\"price\":-1")), "out-of-range:3");
    EXPECT_EQ(refused_row(row("\"price\":100002", "\"price\":99999999999999")), "out-of-range:3");
    EXPECT_EQ(refused_row(row("\"price\":100002", "\"price\":1e5")), "bad-json:3");
    EXPECT_EQ(refused_row(row("\"price\":100002", "\"price\":null")), "empty-value:3");
    EXPECT_EQ(refused_row(row("\"price\":100002", "\"price\":[1]")), "bad-json:3");
    EXPECT_EQ(refused_row(row("\"stars\":5", "\"stars\":6")), "out-of-range:3");
    EXPECT_EQ(refused_row(row("\"group\":\"3\"", "\"group\":\"27\"")), "out-of-range:3");
    EXPECT_EQ(refused_row(row("\"vat\":\"8\"", "\"vat\":\"9\"")), "bad-choice:3");
    EXPECT_EQ(refused_row(row("\"unit\":\"chai\"", "\"unit\":\"\"")), "empty-value:3");
    EXPECT_EQ(refused_row(row("\"2023-12-22\"", "\"2023-02-30\"")), "bad-date:3");
    EXPECT_EQ(refused_row(row("\"2023-12-22\"", "\"2029-12-22\"")), "dates-reversed:3");
    EXPECT_EQ(refused_row(row("\"QNA-100002\"", "\"QNA:100002\"")), "bad-code:3");
    EXPECT_EQ(refused_row(row("Dương", "D\\u0007")), "bad-text:3");
    EXPECT_EQ(refused_row(row("Dương", "\xC3(")), "bad-json:3");
    EXPECT_EQ(refused_row(row("Dương", "\xED\xA0\x80")), "bad-json:3");
    EXPECT_EQ(refused_row(row("{", "[")), "bad-json:3");
    EXPECT_EQ(refused_row(row("\"unit\"", "\"price\":1,\"unit\"")), "repeated-column:3");
}

TEST_F(FeedAttack, DuplicateCodesAreRefused) {
    auto goods = products_of(5);
    goods.push_back(product_of(4));
    goods.back().gtin = Gtin::in_store("another");
    EXPECT_EQ(refused_row(rows_of(goods)), "duplicate-code:6");
    std::reverse(goods.begin(), goods.end()); // also where rows are out of order
    EXPECT_EQ(refused_row(rows_of(goods)), "duplicate-code:2");
}

TEST_F(FeedAttack, DuplicateCodesInADeltaAreRefused) {
    const std::string twice = "{\"code\":\"QNA-100003\",\"price\":5}\n";
    world.publish_rows(2, rows_of(old_goods), twice + twice);
    damage("full-2.jsonl.zst");
    EXPECT_EQ(refused(), "wrong-hash"); // of all rows, after the delta was refused
    const ScratchFolder folder;
    const auto file = packed(folder.path() / "delta-1-2.jsonl.zst", twice + twice);
    DeltaPairs pairs{feed_files(world.till()).path_of(1)};
    EXPECT_EQ(fault_in(pairs.read(file)), "bad-row");
}

TEST_F(FeedAttack, DuplicateGtinsAreRefused) {
    auto goods = products_of(5);
    goods[4].gtin = goods[1].gtin;
    EXPECT_EQ(refused_row(rows_of(goods)), "duplicate-gtin:5");
}

TEST_F(FeedAttack, TwoProductsUnderOneGtinByWayOfADeltaAreRefused) {
    const std::string gtin = product_of(7).gtin->digits14();
    const std::string delta = R"({"code":"QNA-100003","gtin":")" + gtin + "\"}\n";
    auto goods = products_of(30);
    goods[3].gtin = goods[7].gtin;
    EXPECT_EQ(refused_row(rows_of(goods), delta), "duplicate-gtin:8");
}

TEST_F(FeedAttack, GiftSetsOfUnknownOrNestedGoodsAreRefused) {
    auto goods = products_of(5);
    goods[4].set_components = {{"QNA-100099", Quantity{1'000}}};
    EXPECT_EQ(refused_row(rows_of(goods)), "unknown-component:5");
    goods[4].set_components = {{"QNA-100003", Quantity{1'000}}};
    goods[3].set_components = {{"QNA-100002", Quantity{1'000}}};
    EXPECT_EQ(refused_row(rows_of(goods)), "set-in-set:5");
    goods[3].set_components.clear();
    goods[4].set_components = {{"QNA-100002", Quantity{1'500}}}; // sold by the bottle
    EXPECT_EQ(refused_row(rows_of(goods)), "component-fraction:5");
}

TEST_F(FeedAttack, RowsCutOffOrWithoutAnEndAreRefused) {
    std::string rows = rows_of(products_of(5));
    rows.pop_back();
    world.publish_rows(2, rows);
    EXPECT_EQ(refused(), "bad-archive");
    Manifest manifest = world.manifest();
    std::string half = bytes_of(world.out() / manifest.full.name);
    half.resize(half.size() / 2);
    world.write(manifest.full.name, half);
    manifest.full.bytes = static_cast<std::int64_t>(half.size());
    manifest.full.blake2b = blake2b(half);
    world.sign(write_manifest(manifest), world.key);
    EXPECT_EQ(refused(), "bad-archive");
}

TEST_F(FeedAttack, AManifestOfALaterKindAsksForANewerProgram) {
    std::string later_kind = bytes_of(world.out() / "catalog.json");
    later_kind.replace(later_kind.find("\"v\":1"), 5, "\"v\":2");
    world.sign(later_kind, world.key);
    EXPECT_EQ(refused(), "newer-format");
}

} // namespace
} // namespace ocop::catalog_sync
