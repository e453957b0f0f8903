#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/bitmap.hpp"
#include "receipts/document.hpp"
#include "receipts/encoding.hpp"
#include "receipts/profile.hpp"
#include "receipts/typeface.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop::receipts {

enum class Format { text, escpos, png, pdf };

/// "text" "escpos" "png" "pdf"; nullopt for anything else.
[[nodiscard]] std::optional<Format> parse_format(std::string_view text);
/// "raster" "cp1258" "tcvn3"; nullopt for anything else.
[[nodiscard]] std::optional<Encoding> parse_encoding(std::string_view text);

/// How and for what to render. `encoding` matters to escpos alone.
struct RenderOptions {
    Format format = Format::text;
    PrinterProfile profile{};
    Encoding encoding = Encoding::raster;
};

/// Documents as bytes of a file or for a printer: the one thing command line, window and printer
/// thread call. It lives here because it alone knows all four formats. Fonts are read with the
/// first document that needs them and stay, with the letters drawn so far: a receipt's own part is
/// small beside that. One thread at a time.
class Renderer {
public:
    /// `font_folder` is looked into before the system's folders; may be empty.
    explicit Renderer(std::string font_folder = {});

    /// `document` in the format asked for. Text needs no fonts.
    [[nodiscard]] Expected<std::string, Failure>
    render(const Document& document, const RenderOptions& options);

    /// `document` as dots, all pieces of paper below each other, as they come out of the printer.
    [[nodiscard]] Expected<Bitmap, Failure>
    picture(const Document& document, const PrinterProfile& profile);

private:
    [[nodiscard]] Expected<Typeface*, Failure> typeface();

    std::string font_folder_;
    std::optional<Typeface> typeface_{};
};

} // namespace ocop::receipts
