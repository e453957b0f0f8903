#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "receipts/document.hpp"
#include "receipts/encoding.hpp"
#include "receipts/profile.hpp"

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
    std::string font_folder{}; // looked into before the system's folders; may be empty
};

/// `document` as bytes of a file or for a printer: the one thing command line, window and printer
/// thread call. It lives here because it alone knows all four formats. Text needs no fonts. Any
/// thread; reads font files.
[[nodiscard]] Expected<std::string, Failure>
render(const Document& document, const RenderOptions& options);

} // namespace ocop::receipts
