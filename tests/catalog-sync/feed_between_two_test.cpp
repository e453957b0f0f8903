// A feed that goes over from one version to the next: its manifest stands under two signatures, and
// may be fetched between the two.
#include "tests/catalog-sync/feed_attack.hpp"

namespace ocop::catalog_sync {
namespace {

/// What lies in a feed while it goes over from version 1 to 2.
struct BetweenTwo {
    std::string manifest_1{};
    std::string manifest_2{};
    std::string signature_1{};
    std::string signature_2{};
};

class FeedBetweenTwo : public FeedAttack {
protected:
    void SetUp() override {
        FeedAttack::SetUp();
        Manifest manifest = world.manifest();
        texts.manifest_2 = write_manifest(manifest);
        manifest.version = 1;
        manifest.full = manifest.previous.front().file;
        manifest.rows.reset();
        manifest.products.reset();
        manifest.deltas.clear();
        manifest.previous.clear();
        texts.manifest_1 = write_manifest(manifest);
        texts.signature_1 = signing::sign(world.key, texts.manifest_1, "1");
        texts.signature_2 = signing::sign(world.key, texts.manifest_2, "2");
    }

    /// How a sync ends where version 2's manifest stands under these signatures.
    [[nodiscard]] std::string signed_by(const std::string& signatures) const {
        world.write("catalog.json", texts.manifest_2);
        world.write("catalog.json.minisig", signatures);
        return refused();
    }

    [[nodiscard]] std::string by_a_stranger() const {
        return signing::sign(signing::SecretKey::generate(), texts.manifest_2, "2");
    }

    BetweenTwo texts{};
};

TEST_F(FeedBetweenTwo, EitherManifestIsSignedByOneOfTheTwo) {
    world.write("catalog.json.minisig", texts.signature_1 + texts.signature_2);
    world.write("catalog.json", texts.manifest_1);
    EXPECT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.version(), 1);
    world.write("catalog.json", texts.manifest_2);
    EXPECT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.selling(), new_goods);
    // And the old one, put back with both, is still the old one.
    world.write("catalog.json", texts.manifest_1);
    EXPECT_EQ(fault_in(world.sync()), "rollback");
    EXPECT_EQ(world.selling(), new_goods);
}

TEST_F(FeedBetweenTwo, AStrangersSignatureBesideTheRightOneNeitherHelpsNorHarms) {
    EXPECT_EQ(signed_by(by_a_stranger() + by_a_stranger()), "wrong-key");
    EXPECT_EQ(signed_by(by_a_stranger() + texts.signature_1), "wrong-signature");
    EXPECT_EQ(signed_by(texts.signature_1 + by_a_stranger()), "wrong-signature");
    EXPECT_EQ(signed_by(texts.signature_1 + texts.signature_1), "wrong-signature");
    world.write("catalog.json.minisig", by_a_stranger() + texts.signature_2);
    EXPECT_EQ(fault_in(world.sync()), "");
    EXPECT_EQ(world.selling(), new_goods);
}

TEST_F(FeedBetweenTwo, ThreeSignaturesAreRefused) {
    EXPECT_EQ(signed_by(texts.signature_1 + texts.signature_1 + texts.signature_2), "unsigned");
    EXPECT_EQ(signed_by(texts.signature_2 + texts.signature_2 + texts.signature_2), "unsigned");
}

TEST_F(FeedBetweenTwo, WhatIsNoSignatureBesideARightOneIsRefused) {
    const std::string& right = texts.signature_2;
    EXPECT_EQ(signed_by(right + "\n"), "unsigned");
    EXPECT_EQ(signed_by(right + "garbage"), "unsigned");
    EXPECT_EQ(signed_by(right + "a\nb\nc\nd\n"), "unsigned");
    EXPECT_EQ(signed_by("a\nb\nc\nd\n" + right), "unsigned");
    EXPECT_EQ(signed_by("\n" + right + "\n\n\n"), "unsigned");
    EXPECT_EQ(signed_by(right + texts.signature_1 + "garbage"), "unsigned");
    EXPECT_EQ(signed_by(right + texts.signature_1.substr(0, 100)), "unsigned");
    EXPECT_EQ(signed_by(right + texts.signature_1.substr(0, 20) + "\n\n\n\n"), "unsigned");
}

TEST_F(FeedBetweenTwo, EveryTruncationOfTwoSignaturesIsRefused) {
    const std::string both = texts.signature_1 + texts.signature_2;
    for (std::size_t size = 0; size + 1 < both.size(); size += 7) {
        EXPECT_NE(signed_by(both.substr(0, size)), "") << size;
    }
}

/// A server in front of which the publisher replaces both files between two answers.
class ChangingSource final : public FeedSource {
public:
    std::vector<std::pair<std::string, std::string>> pairs{}; // manifest, signature; as time goes
    FeedSource* rest = nullptr;

    [[nodiscard]] std::string where() const override { return "fake:feed"; }

    [[nodiscard]] Expected<SmallFile, Failure>
    fetch_small(std::string_view name, std::size_t, std::string_view, std::stop_token) override {
        const auto& [manifest, signature] = pairs.at(std::min(answers++, pairs.size() - 1));
        return SmallFile{Outside{name == manifest_name ? manifest : signature}, {}, false};
    }

    [[nodiscard]] Expected<void, Failure> fetch_file(
        std::string_view name,
        std::uint64_t exact_bytes,
        const std::filesystem::path& to,
        const BytesProgress& progress,
        std::stop_token cancel
    ) override {
        return rest->fetch_file(name, exact_bytes, to, progress, std::move(cancel));
    }

    std::size_t answers = 0;
};

TEST_F(FeedBetweenTwo, AManifestAndASignatureOfTwoMomentsAreFetchedOnceMore) {
    FolderSource folder{world.out()};
    ChangingSource source;
    source.rest = &folder;
    source.pairs = {{texts.manifest_1, texts.signature_1}, {texts.manifest_2, texts.signature_2}};
    EXPECT_EQ(fault_in(world.sync_from(source)), "");
    EXPECT_EQ(world.selling(), new_goods);
    EXPECT_EQ(source.answers, 4U);
}

TEST_F(FeedBetweenTwo, SoTheyAreWhereTheNextVersionHasAnotherKey) {
    const auto next = signing::SecretKey::generate();
    ASSERT_TRUE(trust_key(world.till(), next.public_key()));
    ASSERT_TRUE(distrust_key(world.till(), world.key.public_key()));
    FolderSource folder{world.out()};
    ChangingSource source;
    source.rest = &folder;
    source.pairs = {
        {texts.manifest_1, texts.signature_1},
        {texts.manifest_2, texts.signature_1}, // by the old key, no longer trusted
        {texts.manifest_2, signing::sign(next, texts.manifest_2, "2")}};
    EXPECT_EQ(fault_in(world.sync_from(source)), "");
    EXPECT_EQ(world.selling(), new_goods);
}

} // namespace
} // namespace ocop::catalog_sync
