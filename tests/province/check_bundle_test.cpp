#include "tests/fakes/changed_body.hpp"
#include "tests/province/bundles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ocop::province {
namespace {

using ocop::testing::changed;
using ::testing::HasSubstr;

/// A good bundle taken apart, to be put together again with one thing wrong and all seals right.
class Forgery : public ::testing::Test {
protected:
    Point point{};
    std::vector<ArchiveFile> files = read_archive(point.bundle(), bundle_limits).value();
    Json manifest = Json::parse(file_of(files, manifest_file));

    [[nodiscard]] std::string packed() const { return write_archive(files).value(); }

    /// Lists the files as they are now, signs the manifest with `key` and packs.
    [[nodiscard]] std::string signed_by(const signing::SecretKey& key) {
        for (Json& entry : manifest.at("files")) {
            const std::string& bytes = file_of(files, entry.at("name").get<std::string>());
            entry["bytes"] = bytes.size();
            entry["blake2b"] = hex(blake2b(bytes));
        }
        file_of(files, manifest_file) = canonical(manifest);
        file_of(files, signature_file) =
            signing::sign(key, file_of(files, manifest_file), "forged");
        return packed();
    }

    [[nodiscard]] BundleFault
    refusal(const std::string& bytes, const ArchiveLimits& limits = bundle_limits) const {
        const auto bundle = check_bundle(bytes, limits);
        EXPECT_FALSE(bundle);
        return bundle ? BundleFault::too_big : bundle.error().fault;
    }

    /// The journal of `records`, chained anew from the bundle's `prev`.
    void put_journal(const std::vector<Record>& records) {
        std::string text;
        Hash prev = *parse_hash(manifest.at("prev").get<std::string>());
        for (const Record& record : records) {
            const Record sealed =
                seal({record.kind, record.at, record.body}, record.till, record.seq, prev);
            prev = sealed.hash;
            text += line_text(sealed) + "\n";
        }
        manifest["hash"] = hex(prev);
        file_of(files, journal_file) = text;
    }

    [[nodiscard]] std::vector<Record> november_records() const {
        const std::vector<Record>& all = point.journal.records();
        return {all.begin() + 4, all.begin() + 8};
    }
};

TEST_F(Forgery, AGoodBundleGivesItsRecords) {
    const auto bundle = check_bundle(point.bundle());
    ASSERT_TRUE(bundle) << bundle.error().what;
    EXPECT_EQ(bundle->manifest.till, "QNA-HOIAN-01-1");
    ASSERT_EQ(bundle->records.size(), 4u);
    EXPECT_EQ(bundle->records.back().hash, point.journal.records().back().hash);
    EXPECT_TRUE(check_bundle(signed_by(point.key))) << "the forger's tools work";
}

TEST_F(Forgery, ABundleFromRecordZeroIsCheckedAgainstItsGenesis) {
    const auto bytes = make_bundle(point.request(october.plus_days(-1), november), point.key);
    ASSERT_TRUE(bytes);
    const auto bundle = check_bundle(*bytes);
    ASSERT_TRUE(bundle) << bundle.error().what;
    EXPECT_EQ(bundle->manifest.first_seq, 0);
    const signing::SecretKey other = signing::SecretKey::generate();
    files = read_archive(*bytes, bundle_limits).value();
    manifest = Json::parse(file_of(files, manifest_file));
    manifest["public_key"] = other.public_key().line();
    EXPECT_EQ(refusal(signed_by(other)), BundleFault::broken_chain);
}

TEST_F(Forgery, TooBig) {
    const std::string bytes = packed();
    EXPECT_TRUE(check_bundle(bytes, {bytes.size(), 10u << 20, 5}));
    EXPECT_EQ(refusal(bytes, {bytes.size() - 1, 10u << 20, 5}), BundleFault::too_big);
    files.push_back({"more", ""});
    EXPECT_EQ(refusal(packed()), BundleFault::too_big) << "a sixth file";
}

TEST_F(Forgery, TooBigIsRefusedBeforeItIsUnpacked) {
    file_of(files, pdf_file) = std::string(20u << 20, '\0'); // packs into a thousandth
    const std::string bomb = packed();
    EXPECT_LT(bomb.size(), 1u << 20);
    EXPECT_EQ(refusal(bomb, {bundle_limits.packed_bytes_max, 10u << 20, 5}), BundleFault::too_big);
    EXPECT_EQ(refusal(bomb), BundleFault::altered)
        << "under the limit it is only not the signed file";
}

TEST_F(Forgery, NotABundle) {
    EXPECT_EQ(refusal(""), BundleFault::not_a_bundle);
    EXPECT_EQ(refusal("%PDF-1.4"), BundleFault::not_a_bundle);
    files.pop_back();
    EXPECT_EQ(refusal(packed()), BundleFault::not_a_bundle);
    files.push_back({"another.pdf", "x"});
    EXPECT_EQ(refusal(packed()), BundleFault::not_a_bundle);
}

TEST_F(Forgery, AlteredFiles) {
    for (const std::string_view name : {journal_file, xlsx_file, pdf_file}) {
        std::vector<ArchiveFile> kept = files;
        file_of(files, name) += "\n";
        EXPECT_EQ(refusal(packed()), BundleFault::altered) << name;
        files = kept;
    }
}

TEST_F(Forgery, AlteredBytesAnywhere) {
    const std::string whole = point.bundle();
    std::size_t tried = 0;
    for (std::size_t at = 0; at < whole.size(); ++tried) {
        std::string altered = whole;
        altered[at] = static_cast<char>(altered[at] ^ (1 << (at % 8)));
        const auto bundle = check_bundle(altered);
        EXPECT_FALSE(bundle) << "byte " << at;
        const bool in_headers = at < 400 || at + 700 > whole.size();
        at += in_headers ? 1 : 97;
    }
    EXPECT_GT(tried, 1000u);
}

TEST_F(Forgery, BadManifest) {
    file_of(files, manifest_file) = "{";
    EXPECT_EQ(refusal(packed()), BundleFault::bad_manifest);
    file_of(files, manifest_file) = std::string(2u << 20, ' ') + "{}";
    EXPECT_EQ(refusal(packed()), BundleFault::bad_manifest);
    manifest["public_key"] = "RWQ";
    EXPECT_EQ(refusal(signed_by(point.key)), BundleFault::bad_manifest);
}

TEST_F(Forgery, BadManifestThatLeavesAFileOut) {
    manifest.at("files").erase(2);
    EXPECT_EQ(refusal(signed_by(point.key)), BundleFault::bad_manifest);
}

TEST_F(Forgery, BadSignature) {
    EXPECT_EQ(refusal(signed_by(signing::SecretKey::generate())), BundleFault::bad_signature);
    file_of(files, signature_file) = "";
    EXPECT_EQ(refusal(packed()), BundleFault::bad_signature);
}

TEST_F(Forgery, BadRecord) {
    const std::string good = file_of(files, journal_file);
    for (const std::string& journal : {
             good + "{}\n",
             good.substr(0, good.size() - 1),
             good + good.substr(0, good.find('\n') + 1),
             good.substr(good.find('\n') + 1),
             std::string{},
         }) {
        file_of(files, journal_file) = journal;
        const BundleFault fault = refusal(signed_by(point.key));
        EXPECT_EQ(fault, BundleFault::bad_record);
    }
}

TEST_F(Forgery, BadRecordOfAnotherTill) {
    std::vector<Record> records = november_records();
    records[1].till = "QNA-HOIAN-01-2";
    put_journal(records);
    EXPECT_EQ(refusal(signed_by(point.key)), BundleFault::bad_record);
}

TEST_F(Forgery, BrokenChain) {
    std::vector<Record> records = november_records();
    records[1].seq = 9;
    put_journal(records);
    EXPECT_EQ(refusal(signed_by(point.key)), BundleFault::broken_chain) << "a gap";
}

TEST_F(Forgery, BrokenChainWhereARecordWasSwapped) {
    std::string text;
    for (Record record : november_records()) {
        if (record.kind == "no-sale") {
            // With the old hash.
            record.body = changed(record.body, [](Json& body) { body["shift"] = 2; });
        }
        text += line_text(record) + "\n";
    }
    file_of(files, journal_file) = text;
    const auto bundle = check_bundle(signed_by(point.key));
    ASSERT_FALSE(bundle);
    EXPECT_EQ(bundle.error().fault, BundleFault::broken_chain);
    EXPECT_THAT(bundle.error().what, HasSubstr("line 4"));
}

TEST_F(Forgery, BrokenChainWhereTheManifestNamesOtherHashes) {
    manifest["hash"] = std::string(64, '0');
    EXPECT_EQ(refusal(signed_by(point.key)), BundleFault::broken_chain);
    manifest = Json::parse(file_of(files, manifest_file));
    manifest["prev"] = std::string(64, '1');
    EXPECT_EQ(refusal(signed_by(point.key)), BundleFault::broken_chain);
}

TEST_F(Forgery, BadSumsOfAReceipt) {
    std::vector<Record> records = november_records();
    // The manifest's totals stay right.
    records[1].body = changed(records[1].body, [](Json& body) { body["change"] = 5; });
    put_journal(records);
    const auto bundle = check_bundle(signed_by(point.key));
    ASSERT_FALSE(bundle);
    EXPECT_EQ(bundle.error().fault, BundleFault::bad_sums);
    EXPECT_THAT(bundle.error().what, HasSubstr("line 2"));
}

TEST_F(Forgery, BadSumsOfTheManifest) {
    manifest["totals"]["revenue"] = 162'001;
    EXPECT_EQ(refusal(signed_by(point.key)), BundleFault::bad_sums);
}

TEST(BundleFaults, HaveStableNames) {
    EXPECT_EQ(name(BundleFault::too_big), "too-big");
    EXPECT_EQ(name(BundleFault::not_a_bundle), "not-a-bundle");
    EXPECT_EQ(name(BundleFault::altered), "altered");
    EXPECT_EQ(name(BundleFault::bad_manifest), "bad-manifest");
    EXPECT_EQ(name(BundleFault::bad_signature), "bad-signature");
    EXPECT_EQ(name(BundleFault::bad_record), "bad-record");
    EXPECT_EQ(name(BundleFault::broken_chain), "broken-chain");
    EXPECT_EQ(name(BundleFault::bad_sums), "bad-sums");
}

} // namespace
} // namespace ocop::province
