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

Renderer::Renderer(std::string font_folder)
    : font_folder_{std::move(font_folder)} {}

Expected<Typeface*, Failure> Renderer::typeface() {
    if (!typeface_) {
        auto loaded = find_fonts(font_folder_).and_then(Typeface::load);
        if (!loaded) {
            return Unexpected{loaded.error()};
        }
        typeface_ = std::move(*loaded);
    }
    return &*typeface_;
}

Expected<Bitmap, Failure>
Renderer::picture(const Document& document, const PrinterProfile& profile) {
    const auto face = typeface();
    if (!face) {
        return Unexpected{face.error()};
    }
    return joined(rasterise(lay_out(document, profile.columns), profile.dots, **face));
}

Expected<std::string, Failure>
Renderer::render(const Document& document, const RenderOptions& options) {
    const PrinterProfile& profile = options.profile;
    switch (options.format) {
    case Format::text:
        return to_text(lay_out(document, profile.columns));
    case Format::pdf: {
        const auto fonts = find_fonts(font_folder_);
        if (!fonts) {
            return Unexpected{fonts.error()};
        }
        const PdfInfo info{document.title, {}, document.language, document.at};
        return to_pdf(lay_out(document, profile.columns), profile, *fonts, info);
    }
    case Format::escpos: {
        const auto face = typeface();
        if (!face) {
            return Unexpected{face.error()};
        }
        return to_escpos(lay_out(document, profile.columns), profile, options.encoding, **face);
    }
    case Format::png: {
        const auto drawn = picture(document, profile);
        return drawn ? Expected<std::string, Failure>{to_png(*drawn)} : Unexpected{drawn.error()};
    }
    }
    return to_text(lay_out(document, profile.columns));
}

} // namespace ocop::receipts
