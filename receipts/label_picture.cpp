#include "receipts/label_picture.hpp"

#include "pos/core/assert.hpp"
#include "receipts/label_layout.hpp"

#include <algorithm>
#include <cmath>

namespace ocop::receipts {
namespace {

class Press {
public:
    Press(Bitmap& page, int dots_per_inch, Typeface& typeface)
        : page_{page},
          dots_per_mm_{dots_per_inch / 25.4},
          dots_per_pt_{dots_per_inch / 72.0},
          typeface_{typeface} {}

    void print(const PlacedLabel& label, const LabelSpot& spot) {
        // The corner lies on a whole dot, so that all bars do.
        const int left = dots(spot.x);
        const int top = dots(spot.y);
        for (const LabelBox& bar : label.bars) {
            const int x = dots(bar.x);
            const int y = dots(bar.y);
            page_.fill(
                left + x, top + y, dots(bar.x + bar.width) - x, dots(bar.y + bar.height) - y
            );
        }
        for (const LabelText& text : label.texts) {
            write(text, left, top);
        }
    }

private:
    [[nodiscard]] int dots(double mm) const {
        return static_cast<int>(std::lround(mm * dots_per_mm_));
    }

    void write(const LabelText& text, int left, int top) {
        const int high = std::max(1, static_cast<int>(std::lround(text.size_pt * dots_per_pt_)));
        LetterSize letters{high, high};
        const int room = dots(text.room);
        int width = typeface_.width(text.text, text.weight, letters);
        while (width > room && letters.wide > 1) {
            letters.wide = std::min(letters.wide - 1, letters.wide * room / width);
            letters.wide = std::max(letters.wide, 1);
            width = typeface_.width(text.text, text.weight, letters);
        }
        int x = left + dots(text.x);
        if (text.align == Align::right) {
            x += room - width;
        } else if (text.align == Align::centre) {
            x += (room - width) / 2;
        }
        typeface_.draw(page_, x, top + dots(text.y), text.text, text.weight, letters);
    }

    Bitmap& page_;
    double dots_per_mm_;
    double dots_per_pt_;
    Typeface& typeface_;
};

} // namespace

Bitmap label_picture(
    std::span<const Label> labels, const LabelFormat& format, int skip, Typeface& typeface
) {
    const int count = static_cast<int>(labels.size());
    OCOP_ASSERT(skip >= 0 && skip + count <= format.labels_per_page());
    const auto dots = [&](int tenths) {
        return static_cast<int>(std::lround(tenths * format.dots_per_inch / 254.0));
    };
    Bitmap page{dots(format.page_width), dots(format.page_height)};
    Press press{page, format.dots_per_inch, typeface};
    const TextWidth width = text_width(typeface);
    int index = skip;
    for (const Label& label : labels) {
        press.print(place_label(label, format, width), label_spot(format, index));
        ++index;
    }
    return page;
}

} // namespace ocop::receipts
