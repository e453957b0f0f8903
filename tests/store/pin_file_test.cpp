#include "pos/shell/atomic_file.hpp"
#include "pos/signing/pin.hpp"
#include "pos/store/pin_file.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

namespace ocop::store::test {
namespace {

TEST(PinFile, KeepsHashesForTheOwnerAlone) {
    const TestFolder folder;
    auto pins = PinFile::load(folder.path());
    ASSERT_TRUE(pins.has_value());
    EXPECT_FALSE(pins->hash_of("lan").has_value());
    ASSERT_TRUE(pins->set("lan", "$argon2id$1"));
    ASSERT_TRUE(pins->set("hoa", "$argon2id$2"));
    ASSERT_TRUE(pins->set("lan", "$argon2id$3"));
    const auto again = PinFile::load(folder.path());
    EXPECT_EQ(again->hash_of("lan"), "$argon2id$3");
    EXPECT_EQ(again->hash_of("hoa"), "$argon2id$2");
    EXPECT_EQ(
        std::filesystem::status(folder.path() / "pins.json").permissions(),
        std::filesystem::perms{0600}
    );
}

TEST(PinFile, RefusesWhatIsNoListOfHashes) {
    const TestFolder folder;
    for (const char* text : {"", "{", "[]", R"({"lan":1234})", R"({"lan":"a","lan":"b"})"}) {
        ASSERT_TRUE(write_atomically(folder.path() / "pins.json", text));
        const auto pins = PinFile::load(folder.path());
        ASSERT_FALSE(pins.has_value()) << text;
        EXPECT_EQ(pins.error().code, FailureCode::corrupt);
    }
}

TEST(Pin, IsKnownByItsHashAlone) {
    const std::string hash = signing::hash_pin("1234");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_TRUE(signing::check_pin(hash, "1234"));
    EXPECT_FALSE(signing::check_pin(hash, "1235"));
    EXPECT_FALSE(signing::check_pin("", "1234"));
    EXPECT_NE(signing::hash_pin("1234"), hash) << "every hash has a salt of its own";
}

} // namespace
} // namespace ocop::store::test
