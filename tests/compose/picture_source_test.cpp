#include "pos/compose/picture_source.hpp"
#include "tests/catalog-sync/fake_source.hpp"
#include "tests/catalog-sync/scratch_folder.hpp"

#include <gtest/gtest.h>

namespace ocop::compose {
namespace {

using catalog_sync::FakeSource;
using catalog_sync::ScratchFolder;

const std::string image = "images/" + std::string(64, 'a') + ".png";
constexpr std::size_t bytes_max = 1000;

/// A stick with that one picture.
std::filesystem::path stick_in(const ScratchFolder& folder) {
    std::filesystem::create_directories(folder.path() / "images");
    std::ofstream{folder.path() / image, std::ios::binary} << "from the stick";
    return folder.path();
}

std::unique_ptr<FakeSource> web_with(const std::string& bytes) {
    auto web = std::make_unique<FakeSource>();
    web->files[image] = bytes;
    return web;
}

TEST(PictureSource, LooksOnTheStickBeforeTheWeb) {
    const ScratchFolder folder;
    const auto place = std::make_shared<PicturePlace>();
    place->set(stick_in(folder));
    auto web = web_with("from the web");
    const FakeSource& asked = *web;
    PictureSource source{place, std::move(web)};
    const auto found = source.fetch_small(image, bytes_max, {}, {});
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->bytes.size(), std::string{"from the stick"}.size());
    EXPECT_TRUE(asked.asked.empty());
}

TEST(PictureSource, GoesToTheWebForWhatTheStickHasNotAndOnceItIsGone) {
    const ScratchFolder folder;
    const auto place = std::make_shared<PicturePlace>();
    place->set(folder.path());
    PictureSource source{place, web_with("from the web")};
    ASSERT_TRUE(source.fetch_small(image, bytes_max, {}, {}).has_value());
    place->set({});
    EXPECT_TRUE(source.fetch_small(image, bytes_max, {}, {}).has_value());
}

TEST(PictureSource, TakesNothingForMissingBeforeAnythingWasAsked) {
    PictureSource source{std::make_shared<PicturePlace>(), nullptr};
    const auto found = source.fetch_small(image, bytes_max, {}, {});
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().code, FailureCode::network);
}

} // namespace
} // namespace ocop::compose
