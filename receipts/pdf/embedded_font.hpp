#pragma once

#include <hpdf.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ocop::receipts {

/// One font of a PDF, embedded with the letters drawn and no others. libharu by itself looks up and
/// writes a glyph and a width for each of 65,536 codes, and names of glyphs nobody reads: three
/// fourths of the time and half the bytes of a receipt. Lives as long as its document. Knows the
/// inside of libharu 2.3.0: does not compile with another, and load() refuses to run with one.
class EmbeddedFont {
public:
    /// Reads the TrueType font `file` for `document`, whose encoder "UTF-8" must be registered;
    /// nullopt where libharu cannot use it.
    [[nodiscard]] static std::optional<EmbeddedFont>
    load(HPDF_Doc document, const std::string& file);

    /// The advance of a letter in thousandths of the font's size.
    [[nodiscard]] int width(char32_t letter);

    /// What libharu needs to write `text` (UTF-8, up to U+FFFF), whose letters are then embedded; a
    /// font never asked for is not in the file. Null after a failure, which the document knows.
    [[nodiscard]] HPDF_Font for_text(std::string_view text);

    /// Writes glyphs, widths and letters of what was drawn. Once, before the document is saved.
    void finish();

private:
    EmbeddedFont(HPDF_Doc document, HPDF_FontDef definition, std::string name);

    HPDF_Doc document_;
    HPDF_FontDef definition_;
    std::string name_;
    HPDF_Font font_ = nullptr;
    std::unordered_map<char32_t, int> widths_{};
    std::set<char32_t> drawn_{};
};

} // namespace ocop::receipts
