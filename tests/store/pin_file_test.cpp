#include "pos/shell/atomic_file.hpp"
#include "pos/signing/pin.hpp"
#include "pos/store/pin_file.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::store::test {
namespace {

/// Stores `hash` as that of `user`'s PIN; the name under which a damaged file was kept.
std::string set(const TestFolder& folder, const std::string& user, const std::string& hash) {
    auto change = PinFile::load(folder.path()).change(user, hash);
    EXPECT_TRUE(change.has_value());
    EXPECT_TRUE(change->put_in_place().has_value());
    return change->kept();
}

TEST(PinFile, KeepsHashesForTheOwnerAlone) {
    const TestFolder folder;
    const auto none = PinFile::load(folder.path());
    EXPECT_EQ(none.fault()->code, FailureCode::missing);
    EXPECT_FALSE(none.hash_of("lan").has_value());
    EXPECT_EQ(set(folder, "lan", "$argon2id$1"), "");
    set(folder, "hoa", "$argon2id$2");
    set(folder, "lan", "$argon2id$3");
    const auto again = PinFile::load(folder.path());
    EXPECT_FALSE(again.fault().has_value());
    EXPECT_EQ(again.hash_of("lan"), "$argon2id$3");
    EXPECT_EQ(again.hash_of("hoa"), "$argon2id$2");
    EXPECT_EQ(
        std::filesystem::status(folder.path() / "pins.json").permissions(),
        std::filesystem::perms{0600}
    );
}

TEST(PinFile, AChangeHoldsOnceItIsPutInPlace) {
    const TestFolder folder;
    set(folder, "lan", "$argon2id$1");
    {
        const auto change = PinFile::load(folder.path()).change("lan", "$argon2id$2");
        ASSERT_TRUE(change.has_value());
        EXPECT_EQ(PinFile::load(folder.path()).hash_of("lan"), "$argon2id$1");
    }
    EXPECT_EQ(PinFile::load(folder.path()).hash_of("lan"), "$argon2id$1") << "never put in place";
    const auto files = std::distance(
        std::filesystem::directory_iterator{folder.path()}, std::filesystem::directory_iterator{}
    );
    EXPECT_EQ(files, 1) << "nothing is left of it";
}

TEST(PinFile, TellsWhatIsNoListOfHashesAndKeepsItAsideWhenBegunAnew) {
    const TestFolder folder;
    int n = 0;
    for (const char* text :
         {"", "{", "[]", "7", R"({"lan":"a","lan":"b"})", "{\"lan\":\"\xff\"}"}) {
        ASSERT_TRUE(write_atomically(folder.path() / "pins.json", text));
        const auto pins = PinFile::load(folder.path());
        ASSERT_TRUE(pins.fault().has_value()) << text;
        EXPECT_EQ(pins.fault()->code, FailureCode::pins) << text;
        const std::string kept = "pins.json.damaged-" + std::to_string(++n);
        EXPECT_EQ(set(folder, "hoa", "$argon2id$2"), kept);
        EXPECT_EQ(PinFile::load(folder.path()).hash_of("hoa"), "$argon2id$2");
        EXPECT_EQ(*read_file(folder.path() / kept, 100), text);
    }
}

TEST(PinFile, ThatIsAFolderAPipeOrUnreadableIsDamagedToo) {
    const TestFolder folder;
    const std::filesystem::path file = folder.path() / "pins.json";
    std::filesystem::create_directory(file);
    EXPECT_EQ(PinFile::load(folder.path()).fault()->code, FailureCode::pins);
    EXPECT_EQ(set(folder, "hoa", "$argon2id$2"), "pins.json.damaged-1");
    EXPECT_TRUE(std::filesystem::is_directory(folder.path() / "pins.json.damaged-1"));
    std::filesystem::remove(file);
    ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
    EXPECT_EQ(PinFile::load(folder.path()).fault()->code, FailureCode::pins);
    EXPECT_EQ(set(folder, "hoa", "$argon2id$2"), "pins.json.damaged-2");
    if (::geteuid() != 0) { // root may read everything
        std::filesystem::permissions(file, std::filesystem::perms::none);
        EXPECT_EQ(PinFile::load(folder.path()).fault()->code, FailureCode::pins);
    }
}

TEST(PinFile, LosesOneEntryThatIsNoHashAndNotTheOthers) {
    const TestFolder folder;
    ASSERT_TRUE(write_atomically(
        folder.path() / "pins.json",
        R"({"hoa":"$argon2id$2","lan":1234,"minh":null,"thu":"","an":"1234"})"
    ));
    const auto pins = PinFile::load(folder.path());
    EXPECT_FALSE(pins.fault().has_value());
    EXPECT_EQ(pins.hash_of("hoa"), "$argon2id$2");
    for (const char* user : {"lan", "minh", "thu", "an"}) {
        EXPECT_FALSE(pins.hash_of(user).has_value()) << user;
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
