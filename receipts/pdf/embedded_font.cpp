#include "receipts/pdf/embedded_font.hpp"

#include "receipts/typography.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <utility>

namespace ocop::receipts {
namespace {

// What follows writes into structures that libharu keeps for itself. With another version: read how
// its CIDFontType2_New (hpdf_font_cid.c) fills "W" and the map of glyphs, then see the tests of
// ReceiptPdf and Canvas pass.
constexpr std::string_view known_version = "2.3.0";
static_assert(HPDF_VERSION_TEXT == known_version, "embedded_font.cpp knows libharu 2.3.0 alone");

/// Says that each code of a font is the letter of that number, as strict readers want it (PDF 1.7,
/// 9.10.3): what libharu writes itself stands between "begincidrange", which is not for this.
HPDF_Dict unicode_of_codes(HPDF_Doc pdf) {
    constexpr int rows = 256;
    constexpr int block = 64; // at most 100 ranges may stand together, none over a row
    std::string map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    for (int row = 0; row < rows; ++row) {
        if (row % block == 0) {
            map += std::to_string(block) + " beginbfrange\n";
        }
        std::array<char, 32> range{};
        std::snprintf(range.data(), range.size(), "<%02X00> <%02XFF> <%02X00>\n", row, row, row);
        map += range.data();
        if (row % block == block - 1) {
            map += "endbfrange\n";
        }
    }
    map += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    HPDF_Dict stream = HPDF_DictStream_New(pdf->mmgr, pdf->xref);
    if (stream != nullptr) {
        stream->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
        HPDF_Stream_Write(
            stream->stream,
            reinterpret_cast<const HPDF_BYTE*>(map.data()),
            static_cast<HPDF_UINT>(map.size())
        );
    }
    return stream;
}

/// The table of glyph names, which no reader of a PDF wants, is as large as the letters of a
/// receipt: libharu writes it empty, as it does with tables that a font lacks.
void leave_out_glyph_names(HPDF_FontDef definition) {
    const auto* font = static_cast<HPDF_TTFontDefAttr>(definition->attr);
    for (std::size_t i = 0; i < font->offset_tbl.num_tables; ++i) {
        HPDF_TTFTable& table = font->offset_tbl.table[i];
        if (std::memcmp(table.tag, "post", sizeof table.tag) == 0) {
            table.length = 0;
        }
    }
}

/// A font of libharu that knows one code, which is not used: with the encoder's own function all
/// 65,536 are looked up, with the one for maps only those in the map.
HPDF_Font font_without_letters(HPDF_Doc pdf, const std::string& name) {
    const HPDF_Encoder encoder = HPDF_GetEncoder(pdf, "UTF-8");
    if (encoder == nullptr) {
        return nullptr;
    }
    auto* map = static_cast<HPDF_CMapEncoderAttr>(encoder->attr);
    std::memset(map->cid_map, 0, sizeof map->cid_map);
    map->cid_map[255][255] = 1; // glyphs are written below the highest number: that of 0 alone
    const auto to_unicode = std::exchange(encoder->to_unicode_fn, HPDF_CMapEncoder_ToUnicode);
    const HPDF_Font font = HPDF_GetFont(pdf, name.c_str(), "UTF-8");
    encoder->to_unicode_fn = to_unicode;
    return font;
}

} // namespace

EmbeddedFont::EmbeddedFont(HPDF_Doc document, HPDF_FontDef definition, std::string name)
    : document_{document},
      definition_{definition},
      name_{std::move(name)} {}

std::optional<EmbeddedFont> EmbeddedFont::load(HPDF_Doc document, const std::string& file) {
    if (HPDF_GetVersion() != known_version) {
        return std::nullopt; // built with the header of one version, run with another
    }
    const char* name = HPDF_LoadTTFontFromFile(document, file.c_str(), HPDF_TRUE);
    const HPDF_FontDef definition =
        name != nullptr ? HPDF_Doc_FindFontDef(document, name) : nullptr;
    if (definition == nullptr) {
        return std::nullopt;
    }
    leave_out_glyph_names(definition);
    return EmbeddedFont{document, definition, name};
}

int EmbeddedFont::width(char32_t letter) {
    const auto [place, is_new] = widths_.try_emplace(letter, 0);
    if (is_new) {
        const auto code = static_cast<HPDF_UINT16>(letter);
        place->second =
            HPDF_TTFontDef_GetGidWidth(definition_, HPDF_TTFontDef_GetGlyphid(definition_, code));
    }
    return place->second;
}

HPDF_Font EmbeddedFont::for_text(std::string_view text) {
    if (font_ == nullptr) {
        font_ = font_without_letters(document_, name_);
    }
    const std::u32string letters = code_points(text);
    drawn_.insert(letters.begin(), letters.end());
    return font_;
}

void EmbeddedFont::finish() {
    if (font_ == nullptr || drawn_.empty()) {
        return;
    }
    if (HPDF_Dict letters = unicode_of_codes(document_)) {
        HPDF_Dict_Add(font_, "ToUnicode", letters);
    }
    // Runs of letters that follow each other: "65 [ 639 650 618 ]" are the widths of A, B and C.
    const HPDF_Array widths = HPDF_Array_New(document_->mmgr);
    HPDF_Array run = nullptr;
    std::string glyphs(2 * (static_cast<std::size_t>(*drawn_.rbegin()) + 1), '\0');
    char32_t next = 0;
    for (const char32_t letter : drawn_) {
        if (run == nullptr || letter != next) {
            HPDF_Array_AddNumber(widths, static_cast<HPDF_INT32>(letter));
            run = HPDF_Array_New(document_->mmgr);
            HPDF_Array_Add(widths, run);
        }
        next = letter + 1;
        HPDF_Array_AddNumber(run, width(letter));
        const auto glyph = HPDF_TTFontDef_GetGlyphid(definition_, static_cast<HPDF_UINT16>(letter));
        const std::size_t place = 2 * std::size_t{letter};
        glyphs[place] = static_cast<char>(glyph >> 8U);
        glyphs[place + 1] = static_cast<char>(glyph & 0xFFU);
    }
    const auto* parts = static_cast<HPDF_FontAttr>(font_->attr);
    HPDF_Dict_Add(parts->descendant_font, "W", widths);
    // The glyph of code 0 is there already.
    HPDF_Stream_Write(
        parts->map_stream->stream,
        reinterpret_cast<const HPDF_BYTE*>(glyphs.data()) + 2,
        static_cast<HPDF_UINT>(glyphs.size()) - 2
    );
}

} // namespace ocop::receipts
