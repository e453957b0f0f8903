#include "receipts/layout.hpp"
#include "receipts/raster.hpp"
#include "receipts/typography.hpp"
#include "tests/receipts/printing.hpp"
#include "tests/receipts/sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// The dots on paper stand where the layout puts its lines: each line in its band, each piece of
// text in its columns, at the edge it is aligned to, and nothing anywhere else.

namespace ocop::receipts {
namespace {

/// Heights for columns of 12 dots.
constexpr int line_dots = 30;
constexpr int twice_dots = 54;
constexpr int rule_dots = 14;

struct Ink {
    int left = 1'000'000;
    int right = -1; // the column after the last black one
    int dots = 0;
};

Ink ink_in(const Bitmap& paper, int left, int right, int top, int height) {
    Ink ink;
    for (int y = top; y < top + height; ++y) {
        for (int x = left; x < right; ++x) {
            if (paper.black(x, y)) {
                ink.left = std::min(ink.left, x);
                ink.right = std::max(ink.right, x + 1);
                ++ink.dots;
            }
        }
    }
    return ink;
}

/// Walks down the paper beside the layout.
class Ruler {
public:
    Ruler(const Bitmap& paper, int columns, Typeface& fonts)
        : paper_{paper},
          columns_{columns},
          fonts_{fonts} {}

    void operator()(const Line& line) {
        const int height = scaled(line.size == Size::twice ? twice_dots : line_dots, columns_);
        int inked = 0;
        for (const Segment& segment : line.segments) {
            const int left = segment.column * paper_.width() / columns_;
            const int right = (segment.column + segment.width) * paper_.width() / columns_;
            const Ink ink = ink_in(paper_, left, right, y_, height);
            inked += ink.dots;
            if (segment.text.find_first_not_of(' ') == std::string::npos) {
                EXPECT_EQ(ink.dots, 0);
                continue;
            }
            // A letter takes 10 dots at the very least, and leaves a little white at its sides.
            EXPECT_GE(ink.dots, 10 * columns(segment.text)) << plain(line);
            const int side = line.size == Size::twice ? 8 : 6; // "1" is slim
            if (segment.align == Align::left) {
                EXPECT_LE(ink.left, left + side) << plain(line);
            } else if (segment.align == Align::right) {
                EXPECT_GE(ink.right, right - side) << plain(line);
            } else {
                EXPECT_NEAR(ink.left - left, right - ink.right, 2 * side) << plain(line);
            }
        }
        EXPECT_EQ(ink_in(paper_, 0, paper_.width(), y_, height).dots, inked)
            << "ink beside the words: " << plain(line);
        y_ += height;
    }

    void operator()(const Rule& rule) {
        const Ink ink = ink_in(paper_, 0, paper_.width(), y_, rule_dots);
        EXPECT_EQ(ink.dots, paper_.width() * (rule.doubled ? 4 : 2));
        y_ += rule_dots;
    }

    void operator()(const Code& code) {
        const int height = code_picture(code, paper_.width(), fonts_).height();
        const Ink ink = ink_in(paper_, 0, paper_.width(), y_, height);
        EXPECT_NEAR(ink.left, paper_.width() - ink.right, 2);
        EXPECT_GE(ink.right - ink.left, paper_.width() * 2 / 5) << "too small for a telephone";
        y_ += height;
    }

    void operator()(const Feed& feed) { y_ += feed.lines * scaled(line_dots, columns_); }

    void operator()(const Image&) { FAIL() << "no receipt here has a logo"; }

    void operator()(const Cut&) {}

    [[nodiscard]] int bottom() const { return y_; }

    [[nodiscard]] int scaled(int dots, int columns) const {
        return dots * paper_.width() / (columns * 12);
    }

private:
    const Bitmap& paper_;
    int columns_;
    Typeface& fonts_;
    int y_ = 0;
};

TEST(RasterLines, StandWhereTheLayoutPutsThem) {
    auto fonts = paper::typeface();
    for (const PrinterProfile& profile : printer_profiles()) {
        for (const auto& receipt : sample::receipts()) {
            SCOPED_TRACE(receipt.name + " on " + std::string{profile.id});
            const auto decoded = paper::decode(
                paper::printed(receipt.document, profile, Encoding::raster),
                paper::printer_of(profile)
            );
            ASSERT_EQ(paper::complaint(decoded), "");
            const Bitmap dots = paper::dots_of(decoded);
            const Layout layout = lay_out(receipt.document, profile.columns);
            Ruler ruler{dots, layout.columns, fonts};
            for (const LaidOut& item : layout.lines) {
                std::visit(ruler, item);
            }
            EXPECT_EQ(ruler.bottom(), dots.height());
        }
    }
}

} // namespace
} // namespace ocop::receipts
