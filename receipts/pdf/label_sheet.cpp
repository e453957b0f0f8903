#include "receipts/pdf/label_sheet.hpp"

#include "pos/core/assert.hpp"
#include "receipts/label_layout.hpp"
#include "receipts/typeface.hpp"

namespace ocop::receipts {
namespace {

void draw(Canvas& canvas, const PlacedLabel& label, const LabelSpot& spot) {
    for (const LabelBox& bar : label.bars) {
        canvas.fill(spot.x + bar.x, spot.y + bar.y, bar.width, bar.height);
    }
    for (const LabelText& text : label.texts) {
        canvas.text(
            spot.x + text.x,
            spot.y + text.y,
            text.room,
            text.text,
            text.align,
            text.weight,
            text.size_pt
        );
    }
}

} // namespace

Expected<std::string, Failure> label_sheet(
    std::span<const Label> labels,
    const LabelFormat& format,
    int skip,
    const FontFiles& fonts,
    const PdfInfo& info,
    const LabelProgress& progress
) {
    OCOP_ASSERT(!labels.empty() && skip >= 0 && skip < format.labels_per_page());
    auto canvas = Canvas::create(fonts, info);
    if (!canvas) {
        return Unexpected{canvas.error()};
    }
    auto typeface = Typeface::load(fonts);
    if (!typeface) {
        return Unexpected{typeface.error()};
    }
    const TextWidth width = text_width(*typeface);
    int index = skip;
    std::int64_t done = 0;
    for (const Label& label : labels) {
        const LabelSpot spot = label_spot(format, index);
        if (spot.page == canvas->pages()) {
            canvas->add_page(format.page_width / 10.0, format.page_height / 10.0);
        }
        draw(*canvas, place_label(label, format, width), spot);
        ++index;
        ++done;
        if (progress) {
            progress(done, static_cast<std::int64_t>(labels.size()));
        }
    }
    return canvas->finish();
}

} // namespace ocop::receipts
