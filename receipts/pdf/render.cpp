#include "receipts/pdf/render.hpp"

#include "receipts/escpos.hpp"
#include "receipts/layout.hpp"
#include "receipts/pdf/receipt_pdf.hpp"
#include "receipts/png_file.hpp"
#include "receipts/raster.hpp"

namespace ocop::receipts {
namespace {

/// All pieces of paper below each other, as they come out of the printer.
Bitmap joined(const std::vector<Bitmap>& pieces) {
    Bitmap whole{pieces.front().width(), 0};
    for (const Bitmap& piece : pieces) {
        const int top = whole.height();
        whole.grow(piece.height());
        whole.draw(piece, 0, top);
    }
    return whole;
}

} // namespace

std::optional<Format> parse_format(std::string_view text) {
    if (text == "text") {
        return Format::text;
    }
    if (text == "escpos") {
        return Format::escpos;
    }
    if (text == "png") {
        return Format::png;
    }
    if (text == "pdf") {
        return Format::pdf;
    }
    return std::nullopt;
}

std::optional<Encoding> parse_encoding(std::string_view text) {
    if (text == "raster") {
        return Encoding::raster;
    }
    if (text == "cp1258") {
        return Encoding::cp1258;
    }
    if (text == "tcvn3") {
        return Encoding::tcvn3;
    }
    return std::nullopt;
}

Expected<std::string, Failure> render(const Document& document, const RenderOptions& options) {
    const Layout layout = lay_out(document, options.profile.columns);
    if (options.format == Format::text) {
        return to_text(layout);
    }
    const auto fonts = find_fonts(options.font_folder);
    if (!fonts) {
        return Unexpected{fonts.error()};
    }
    if (options.format == Format::pdf) {
        return to_pdf(
            layout,
            options.profile.paper_mm,
            options.profile.dots,
            *fonts,
            {document.title, {}, document.language, document.at}
        );
    }
    auto typeface = Typeface::load(*fonts);
    if (!typeface) {
        return Unexpected{typeface.error()};
    }
    if (options.format == Format::escpos) {
        return to_escpos(layout, options.profile, options.encoding, *typeface);
    }
    return to_png(joined(rasterise(layout, options.profile.dots, *typeface)));
}

} // namespace ocop::receipts
