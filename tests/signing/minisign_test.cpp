#include "pos/signing/minisign.hpp"
#include "tests/signing/tool.hpp"

#include <gtest/gtest.h>

namespace ocop::signing {
namespace {

TEST(Minisign, SignsWhatTheToolVerifies) {
    const SecretKey key = SecretKey::generate();
    const std::string message = "{\"till\":\"QNA-HOIAN-01-1\"}";
    const Folder folder{"ours"};
    folder.write("m", message);
    folder.write("m.minisig", sign(key, message, "revenue bundle, Hội An"));
    const std::string with_key = " -P " + key.public_key().line();
    EXPECT_TRUE(minisign("-V -m " + folder / "m" + with_key));
    EXPECT_TRUE(minisign("-V -H -m " + folder / "m" + with_key)) << "prehashed";
    folder.write("m", message + " ");
    EXPECT_FALSE(minisign("-V -m " + folder / "m" + with_key));
}

TEST(Minisign, VerifiesWhatTheToolSigned) {
    const Folder folder{"theirs"};
    ASSERT_TRUE(minisign("-G -W -f -p " + folder / "k.pub" + " -s " + folder / "k"));
    folder.write("m", "Mắm cá cơm");
    ASSERT_TRUE(minisign("-S -s " + folder / "k" + " -t hello -m " + folder / "m"));
    const auto key = PublicKey::parse(folder.read("k.pub"));
    ASSERT_TRUE(key);
    EXPECT_EQ(verify(*key, "Mắm cá cơm", folder.read("m.minisig")), "hello");
    EXPECT_EQ(
        verify(*key, "Mắm cá", folder.read("m.minisig")).error(), SigningFault::wrong_signature
    );
}

TEST(Minisign, MakesTheSameSignatureEachTime) {
    const SecretKey key = SecretKey::generate();
    EXPECT_EQ(sign(key, "m", "c"), sign(key, "m", "c"));
}

TEST(Minisign, RefusesWhatIsNotASignature) {
    const SecretKey key = SecretKey::generate();
    const std::string whole = sign(key, "message", "comment");
    for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
        EXPECT_FALSE(verify(key.public_key(), "message", whole.substr(0, length))) << length;
    }
    EXPECT_EQ(
        verify(key.public_key(), "message", whole + "more").error(), SigningFault::not_a_signature
    );
    EXPECT_EQ(
        verify(key.public_key(), "message", whole + std::string(20'000, 'x')).error(),
        SigningFault::not_a_signature
    );
}

TEST(Minisign, RefusesLegacySignatures) {
    const Folder folder{"legacy"};
    ASSERT_TRUE(minisign("-G -W -f -p " + folder / "k.pub" + " -s " + folder / "k"));
    folder.write("m", "m");
    ASSERT_TRUE(minisign("-S -l -s " + folder / "k" + " -m " + folder / "m"));
    const auto key = PublicKey::parse(folder.read("k.pub"));
    ASSERT_TRUE(key);
    EXPECT_EQ(verify(*key, "m", folder.read("m.minisig")).error(), SigningFault::legacy_signature);
}

TEST(Minisign, RefusesAnotherKey) {
    const std::string signature = sign(SecretKey::generate(), "m", "c");
    EXPECT_EQ(
        verify(SecretKey::generate().public_key(), "m", signature).error(), SigningFault::other_key
    );
}

TEST(Minisign, RefusesEveryFlippedBitButInTheUntrustedComment) {
    const SecretKey key = SecretKey::generate();
    const std::string whole = sign(key, "message", "comment");
    const std::size_t signed_part = whole.find('\n') + 1;
    for (std::size_t at = signed_part; at + 1 < whole.size(); ++at) {
        std::string altered = whole;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        EXPECT_FALSE(verify(key.public_key(), "message", altered)) << at;
    }
    std::string commented = whole;
    commented.replace(commented.find("comment: c"), 10, "comment: d");
    EXPECT_EQ(
        verify(key.public_key(), "message", commented).error(), SigningFault::wrong_signature
    );
}

} // namespace
} // namespace ocop::signing
