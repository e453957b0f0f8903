#include "pos/province/archive.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ocop::province {
namespace {

constexpr ArchiveLimits limits{1'000'000, 1'000'000, 3};

std::string packed() {
    const std::array files{
        ArchiveFile{"a.txt", "mắm cá"},
        ArchiveFile{"b.txt", std::string(50'000, 'b')},
        ArchiveFile{"empty", ""}};
    return write_archive(files).value();
}

TEST(Archive, GivesBackWhatWasPutIn) {
    const auto files = read_archive(packed(), limits);
    ASSERT_TRUE(files);
    ASSERT_EQ(files->size(), 3u);
    EXPECT_EQ((*files)[0].name, "a.txt");
    EXPECT_EQ((*files)[0].bytes, "mắm cá");
    EXPECT_EQ((*files)[1].bytes, std::string(50'000, 'b'));
    EXPECT_EQ((*files)[2].bytes, "");
}

TEST(Archive, IsTheSameForTheSameFilesWhateverTheClockSays) {
    EXPECT_EQ(packed(), packed());
}

TEST(Archive, RefusesMoreThanItsLimitsBeforeUnpacking) {
    const std::string bytes = packed();
    EXPECT_EQ(read_archive(bytes, {100, 1'000'000, 3}).error(), ArchiveFault::too_big);
    EXPECT_EQ(read_archive(bytes, {1'000'000, 50'000, 3}).error(), ArchiveFault::too_big);
    EXPECT_TRUE(read_archive(bytes, {1'000'000, 50'009, 3}));
    EXPECT_EQ(read_archive(bytes, {1'000'000, 1'000'000, 2}).error(), ArchiveFault::too_big);
}

TEST(Archive, RefusesEveryFlippedBitOfEveryByte) {
    const std::string whole = packed();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string altered = whole;
            altered[at] = static_cast<char>(altered[at] ^ (1 << bit));
            EXPECT_FALSE(read_archive(altered, limits)) << "byte " << at << ", bit " << bit;
        }
    }
}

TEST(Archive, RefusesEveryTruncation) {
    const std::string whole = packed();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        EXPECT_FALSE(read_archive(whole.substr(0, length), limits)) << length;
    }
    EXPECT_FALSE(read_archive(whole + "x", limits));
}

TEST(Archive, TakesOneThatAnotherToolPackedWithoutASeal) {
    std::string unsealed = packed();
    const std::size_t seal = unsealed.find("ocop-bundle-1");
    unsealed.resize(seal);
    unsealed[seal - 2] = '\0'; // length of the comment
    unsealed[seal - 1] = '\0';
    EXPECT_TRUE(read_archive(unsealed, limits));
}

TEST(Archive, RefusesAnArchiveThatNamesAFileTwice) {
    std::string twice = packed();
    // Both directories name b.txt; a third time it would be another file's content.
    for (std::size_t at = twice.find("a.txt"); at != std::string::npos;
         at = twice.find("a.txt", at)) {
        twice.replace(at, 5, "b.txt");
    }
    const std::size_t seal = twice.find("ocop-bundle-1");
    twice.resize(seal);
    twice[seal - 2] = twice[seal - 1] = '\0';
    EXPECT_EQ(read_archive(twice, limits).error(), ArchiveFault::not_an_archive);
}

} // namespace
} // namespace ocop::province
