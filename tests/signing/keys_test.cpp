#include "pos/signing/keys.hpp"
#include "tests/signing/tool.hpp"

#include <gtest/gtest.h>

namespace ocop::signing {
namespace {

// Made by `minisign -G -W` 0.11 for this test; it guards nothing.
constexpr const char* tool_public = "untrusted comment: minisign public key B5AF270534DC226E\n"
                                    "RWRuItw0BSevtbCzCfGZRt3Gr0tQtIdN19TrIv+s5o9F7G5l8HzXIrwW\n";
constexpr const char* tool_secret =
    "untrusted comment: minisign encrypted secret key\n"
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAbiLcNAUnr7UhjrtnEFAx8x"
    "ly"
    "W72hp96dZUiLLvbq/"
    "7uSktWUnCi1hrCzCfGZRt3Gr0tQtIdN19TrIv+s5o9F7G5l8HzXIrwWAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAA=\n";

TEST(Keys, WritesBackWhatTheToolWroteByteForByte) {
    const auto secret = SecretKey::parse(tool_secret);
    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->file_text(), tool_secret);
    EXPECT_EQ(secret->public_key().file_text(), tool_public);
    EXPECT_EQ(PublicKey::parse(tool_public), secret->public_key());
}

TEST(Keys, ReadsAPublicKeyAsOneLineOrAsAFile) {
    const auto key = PublicKey::parse(tool_public);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->line(), "RWRuItw0BSevtbCzCfGZRt3Gr0tQtIdN19TrIv+s5o9F7G5l8HzXIrwW");
    EXPECT_EQ(PublicKey::parse(key->line()), *key);
    EXPECT_EQ(PublicKey::parse(key->line() + "\r\n"), *key);
}

TEST(Keys, AreNewEachTimeAndReadableByTheTool) {
    const SecretKey key = SecretKey::generate();
    EXPECT_NE(key.public_key(), SecretKey::generate().public_key());
    const Folder folder{"keys"};
    folder.write("k", key.file_text());
    folder.write("message", "mắm cá");
    // -R makes the public key file anew from the secret one.
    ASSERT_TRUE(minisign("-R -s " + folder / "k" + " -p " + folder / "k.pub"));
    EXPECT_EQ(folder.read("k.pub"), key.public_key().file_text());
    EXPECT_TRUE(minisign("-S -s " + folder / "k" + " -m " + folder / "message"));
}

TEST(Keys, AreNumberedAsTheToolDoesWithoutLeadingZeros) {
    const auto bytes = PublicKey::parse(tool_public)->bytes();
    const auto printed = [&](const KeyId& id) {
        const std::string text = PublicKey{id, bytes}.file_text();
        const std::string before = "untrusted comment: minisign public key ";
        return text.substr(before.size(), text.find('\n') - before.size());
    };
    EXPECT_EQ(printed({0x33, 0x52, 0x5a, 0xb0, 0x84, 0x4a, 0xcd, 0x05}), "5CD4A84B05A5233");
    EXPECT_EQ(printed({0x01, 0, 0, 0, 0, 0, 0, 0}), "1");
    EXPECT_EQ(printed({}), "0");
}

TEST(Keys, RefusesAnythingElseAsPublicKey) {
    const std::string line = PublicKey::parse(tool_public)->line();
    for (const std::string& text : {
             std::string{},
             std::string{"RWRuItw0"},
             line + "A",
             line + "\nmore\n",
             "\n" + line,
             std::string{tool_secret},
             "RWQ!" + line.substr(4),
             std::string(5000, 'A'),
         }) {
        EXPECT_EQ(PublicKey::parse(text).error(), SigningFault::not_a_public_key) << text;
    }
}

TEST(Keys, RefusesEveryTruncationOfASecretKey) {
    const std::string whole = tool_secret;
    for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
        EXPECT_FALSE(SecretKey::parse(whole.substr(0, length))) << length;
    }
}

TEST(Keys, RefusesASecretKeyWithAPassword) {
    std::string text = tool_secret;
    text.replace(text.find("RWQAAEIy"), 8, "RWRTY0Iy"); // "Sc": scrypt
    EXPECT_EQ(SecretKey::parse(text).error(), SigningFault::password_protected);
}

TEST(Keys, NoticesASecretKeyWithAFlippedBit) {
    std::string text = tool_secret;
    text[text.find("jrtnEF")] = 'k'; // within the seed
    EXPECT_EQ(SecretKey::parse(text).error(), SigningFault::key_damaged);
}

} // namespace
} // namespace ocop::signing
