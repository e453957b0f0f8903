#include "pos/compose/logo_file.hpp"
#include "pos/compose/shop_logo.hpp"
#include "pos/shell/atomic_file.hpp"
#include "receipts/png_file.hpp"
#include "tests/devices/scratch.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <sys/stat.h>

namespace ocop::compose {
namespace {

class LogoFile : public ::testing::Test {
protected:
    /// `bytes` as a file, read as a logo.
    [[nodiscard]] Expected<std::string, LogoFault> logo_of_bytes(const std::string& bytes) const {
        const std::filesystem::path file = scratch.path() / "logo.png";
        EXPECT_TRUE(write_atomically(file, bytes).has_value());
        return read_logo(file);
    }

    [[nodiscard]] static std::string png(int width, int height) {
        receipts::Bitmap picture{width, height};
        picture.fill(0, 0, width, height / 2);
        return *receipts::to_png(picture);
    }

    devices::Scratch scratch{};
};

TEST_F(LogoFile, IsTheSettingOfItsPicture) {
    const auto setting = logo_of_bytes(png(200, 80));
    ASSERT_TRUE(setting.has_value());
    EXPECT_EQ(logo_of(*setting)->width(), 200);
}

TEST_F(LogoFile, IsRefusedForWhatIsWrongWithIt) {
    EXPECT_EQ(read_logo(scratch.path() / "none.png").error(), LogoFault::missing);
    EXPECT_EQ(read_logo(scratch.path()).error(), LogoFault::unreadable);
    EXPECT_EQ(logo_of_bytes(std::string((8U << 20U) + 1, 'x')).error(), LogoFault::too_long);
    EXPECT_EQ(logo_of_bytes("GIF89a").error(), LogoFault::no_png);
    EXPECT_EQ(logo_of_bytes("").error(), LogoFault::no_png);
    EXPECT_EQ(logo_of_bytes(png(2049, 8)).error(), LogoFault::too_many_dots);
    EXPECT_EQ(logo_of_bytes(png(8, 2049)).error(), LogoFault::too_many_dots);
    const std::string whole = png(200, 80);
    EXPECT_EQ(logo_of_bytes(whole.substr(0, 20)).error(), LogoFault::damaged);
    EXPECT_EQ(logo_of_bytes(whole.substr(0, whole.size() / 2)).error(), LogoFault::damaged);
    EXPECT_EQ(logo_of_bytes(*receipts::to_png(receipts::Bitmap{8, 8})).error(), LogoFault::blank);
}

TEST_F(LogoFile, NeverWaitsForAPipe) {
    const std::string pipe = (scratch.path() / "pipe").string();
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(read_logo(pipe).error(), LogoFault::unreadable);
}

TEST_F(LogoFile, EveryFaultIsASentenceInBothLanguages) {
    for (int i = 0; i <= static_cast<int>(LogoFault::blank); ++i) {
        const auto fault = static_cast<LogoFault>(i);
        EXPECT_NE(words(fault, Language::vi), words(fault, Language::en));
        EXPECT_TRUE(words(fault, Language::vi).ends_with('.'));
        EXPECT_TRUE(words(fault, Language::en).ends_with('.'));
    }
}

} // namespace
} // namespace ocop::compose
