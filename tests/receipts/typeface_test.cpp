#include "receipts/png_file.hpp"
#include "receipts/typeface.hpp"
#include "tests/shell/no_more_files.hpp"

#include <gtest/gtest.h>
#include <png.h>

#include <set>

namespace ocop::receipts {
namespace {

TEST(Typeface, KnowsAllVietnameseLetters) {
    const auto letters = vietnamese_letters();
    EXPECT_EQ(std::set<char32_t>(letters.begin(), letters.end()).size(), 135U);
}

TEST(Typeface, CoversStarsBySymbols) {
    const auto fonts = Typeface::load(*find_fonts());
    ASSERT_TRUE(fonts);
    EXPECT_TRUE(fonts->covers(U'★'));
    EXPECT_FALSE(fonts->is_text(U'★'));
    EXPECT_TRUE(fonts->is_text(U'₫'));
    EXPECT_FALSE(fonts->covers(U'茶'));
}

TEST(Typeface, DrawsAQuestionMarkForWhatNoFontHas) {
    auto fonts = std::move(*Typeface::load(*find_fonts()));
    Bitmap unknown{100, 40};
    Bitmap question{100, 40};
    fonts.draw(unknown, 0, 30, "茶", Weight::normal, {22, 22});
    fonts.draw(question, 0, 30, "?", Weight::normal, {22, 22});
    EXPECT_EQ(unknown, question);
}

TEST(Typeface, SaysWhichFontIsMissing) {
    const auto fonts = Typeface::load({"no-such-font.ttf", "no-such-font.ttf", "no-such-font.ttf"});
    ASSERT_FALSE(fonts);
    EXPECT_EQ(fonts.error().code, FailureCode::missing);
    EXPECT_NE(fonts.error().what.find("no-such-font.ttf"), std::string::npos);
}

TEST(Typeface, TellsTooManyOpenFilesFromAFontThatIsNotThereOrNone) {
    const auto files = *find_fonts();
    const auto fonts = [&] {
        const test::NoMoreFiles none;
        return Typeface::load(files);
    }();
    ASSERT_FALSE(fonts);
    EXPECT_EQ(fonts.error().code, FailureCode::disk_error);
    EXPECT_NE(fonts.error().what.find("Too many open files"), std::string::npos);
    const auto why = [&] {
        const test::NoMoreFiles none;
        return why_no_font(files.strong, "the font cannot be put into a PDF");
    }();
    EXPECT_EQ(why.code, FailureCode::disk_error);
    EXPECT_EQ(why_no_font(files.strong, "is none").code, FailureCode::corrupt);
}

TEST(Typeface, RefusesAFileThatIsNoFont) {
    auto files = *find_fonts();
    files.strong = OCOP_SOURCE_DIR "/CMakeLists.txt";
    const auto fonts = Typeface::load(files);
    ASSERT_FALSE(fonts);
    EXPECT_EQ(fonts.error().code, FailureCode::corrupt);
}

TEST(Typeface, RefusesAFontWithoutVietnamese) {
    auto files = *find_fonts();
    files.regular = files.symbols;
    const auto fonts = Typeface::load(files);
    ASSERT_FALSE(fonts);
    EXPECT_NE(fonts.error().what.find("À"), std::string::npos);
    files = *find_fonts();
    files.strong = files.symbols;
    EXPECT_EQ(Typeface::load(files).error().where, files.strong);
}

TEST(Typeface, RefusesSymbolsWithoutAStar) {
    auto files = *find_fonts();
    files.symbols = files.regular;
    const auto fonts = Typeface::load(files);
    ASSERT_FALSE(fonts);
    EXPECT_EQ(fonts.error().code, FailureCode::corrupt);
    EXPECT_NE(fonts.error().what.find("★"), std::string::npos);
}

TEST(Bitmap, IsCroppedToWhatIsBlack) {
    Bitmap picture{40, 30};
    picture.fill(9, 4, 12, 7);
    Bitmap black{12, 7};
    black.fill(0, 0, 12, 7);
    EXPECT_EQ(cropped(picture), black);
    EXPECT_TRUE(cropped(Bitmap{40, 30}).empty());
}

TEST(Bitmap, IsMadeSmallerBlackWhereHalfOfItWas) {
    Bitmap picture{6, 2};
    picture.fill(0, 0, 2, 1); // half of the first dot
    picture.blacken(3, 1);    // a quarter of the second, nothing of the third
    Bitmap small{3, 1};
    small.blacken(0, 0);
    EXPECT_EQ(shrunk(picture, 3, 8), small);
}

TEST(Bitmap, DrawsAtAnyPlaceAsDotByDot) {
    Bitmap piece{13, 5};
    for (int i = 0; i < 13; ++i) {
        piece.blacken(i, i % 5);
        piece.blacken(12 - i, i % 3);
    }
    for (int x = -14; x < 40; ++x) {
        for (const int y : {-6, -2, 0, 3, 7}) {
            Bitmap fast{37, 8};
            Bitmap slow{37, 8};
            fast.draw(piece, x, y);
            for (int row = 0; row < 5; ++row) {
                for (int column = 0; column < 13; ++column) {
                    if (piece.black(column, row)) {
                        slow.blacken(x + column, y + row);
                    }
                }
            }
            EXPECT_EQ(fast, slow) << x << ' ' << y;
        }
    }
}

TEST(Png, GivesBackTheDots) {
    Bitmap picture{13, 3};
    picture.blacken(0, 0);
    picture.blacken(12, 2);
    EXPECT_EQ(parse_png(*to_png(picture)).value(), picture);
}

TEST(Png, TakesDarkGreyForBlackAndWhatIsTransparentForWhite) {
    const std::vector<png_byte> grey_and_opaque{0, 255, 127, 255, 128, 255, 0, 0};
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = 4;
    image.height = 1;
    image.format = PNG_FORMAT_GA;
    std::string png(1000, '\0');
    png_alloc_size_t size = png.size();
    ASSERT_NE(
        png_image_write_to_memory(&image, png.data(), &size, 0, grey_and_opaque.data(), 0, nullptr),
        0
    );
    Bitmap black{4, 1};
    black.fill(0, 0, 2, 1);
    EXPECT_EQ(parse_png(png.substr(0, size)).value(), black);
}

TEST(Png, RefusesWhatIsNoPng) {
    EXPECT_EQ(parse_png("GIF89a").error(), PngFault::no_png);
    const std::string png = *to_png(Bitmap{40, 40});
    for (std::size_t length = 0; length < 60; ++length) {
        EXPECT_EQ(
            parse_png(std::string_view{png}.substr(0, length)).error(),
            length < 8 ? PngFault::no_png : PngFault::damaged
        );
    }
}

TEST(Png, RefusesAHugePicture) {
    EXPECT_TRUE(parse_png(*to_png(Bitmap{png_side_max, png_side_max})));
    EXPECT_EQ(parse_png(*to_png(Bitmap{png_side_max + 1, 8})).error(), PngFault::too_large);
    EXPECT_EQ(parse_png(*to_png(Bitmap{8, png_side_max + 1})).error(), PngFault::too_large);
}

} // namespace
} // namespace ocop::receipts
