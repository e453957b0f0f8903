#include "receipts/typeface.hpp"

#include "receipts/typography.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace ocop::receipts {
namespace {

struct LibraryCloser {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};

struct FaceCloser {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};

using Library = std::unique_ptr<FT_LibraryRec_, LibraryCloser>;
using Face = std::unique_ptr<FT_FaceRec_, FaceCloser>;

struct Glyph {
    Bitmap picture{};
    int left = 0; // from the pen to the picture
    int top = 0;  // from the base line up
    int advance = 0;
};

Expected<Face, Failure> open_face(FT_Library library, const std::string& file) {
    FT_Face raw = nullptr;
    if (FT_New_Face(library, file.c_str(), 0, &raw) != 0) {
        return Unexpected{why_no_font(file, "is not a font")};
    }
    return Face{raw};
}

Glyph rendered(FT_Face face, FT_UInt index, LetterSize size) {
    Glyph glyph;
    const bool failed =
        FT_Set_Pixel_Sizes(face, static_cast<FT_UInt>(size.wide), static_cast<FT_UInt>(size.high))
            != 0
        || FT_Load_Glyph(face, index, FT_LOAD_RENDER | FT_LOAD_TARGET_MONO) != 0;
    if (failed) {
        return glyph; // a broken glyph leaves no mark and takes no room
    }
    const FT_GlyphSlot slot = face->glyph;
    glyph.left = slot->bitmap_left;
    glyph.top = slot->bitmap_top;
    glyph.advance = static_cast<int>(slot->advance.x / 64);
    const FT_Bitmap& dots = slot->bitmap;
    glyph.picture = Bitmap{static_cast<int>(dots.width), static_cast<int>(dots.rows)};
    for (int y = 0; y < glyph.picture.height(); ++y) {
        for (int x = 0; x < glyph.picture.width(); ++x) {
            if ((dots.buffer[y * dots.pitch + x / 8] & (0x80U >> (x % 8))) != 0) {
                glyph.picture.blacken(x, y);
            }
        }
    }
    return glyph;
}

} // namespace

std::u32string_view vietnamese_letters() {
    return U"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
           U"àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ₫";
}

struct Typeface::Fonts {
    Library library{};
    Face regular{};
    Face strong{};
    Face symbols{};
    std::map<std::tuple<char32_t, Weight, LetterSize>, Glyph> drawn{};

    /// The glyph of `point`, or that of "?" where no font has it.
    const Glyph& glyph(char32_t point, Weight weight, LetterSize size) {
        const auto key = std::tuple{point, weight, size};
        if (const auto known = drawn.find(key); known != drawn.end()) {
            return known->second;
        }
        FT_Face face = weight == Weight::strong ? strong.get() : regular.get();
        FT_UInt index = FT_Get_Char_Index(face, point);
        if (index == 0) {
            face = symbols.get();
            index = FT_Get_Char_Index(face, point);
        }
        if (index == 0) {
            face = weight == Weight::strong ? strong.get() : regular.get();
            index = FT_Get_Char_Index(face, U'?');
        }
        return drawn.emplace(key, rendered(face, index, size)).first->second;
    }
};

Expected<Typeface, Failure> Typeface::load(const FontFiles& files) {
    auto fonts = std::make_unique<Fonts>();
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) {
        return Unexpected{Failure{FailureCode::corrupt, "the font library does not start", {}}};
    }
    fonts->library.reset(library);
    for (const auto& [face, file] :
         {std::pair{&fonts->regular, &files.regular},
          {&fonts->strong, &files.strong},
          {&fonts->symbols, &files.symbols}}) {
        auto opened = open_face(library, *file);
        if (!opened) {
            return Unexpected{opened.error()};
        }
        *face = std::move(*opened);
    }
    for (const auto& [face, file] :
         {std::pair{fonts->regular.get(), &files.regular}, {fonts->strong.get(), &files.strong}}) {
        for (const char32_t letter : vietnamese_letters()) {
            if (FT_Get_Char_Index(face, letter) == 0) {
                return Unexpected{Failure{
                    FailureCode::corrupt,
                    "the font lacks the Vietnamese letter " + utf8(letter),
                    *file}};
            }
        }
    }
    if (FT_Get_Char_Index(fonts->symbols.get(), U'★') == 0) {
        return Unexpected{
            Failure{FailureCode::corrupt, "the font lacks the star ★", files.symbols}};
    }
    return Typeface{std::move(fonts)};
}

Typeface::Typeface(std::unique_ptr<Fonts> fonts)
    : fonts_{std::move(fonts)} {}

Typeface::Typeface(Typeface&&) noexcept = default;
Typeface& Typeface::operator=(Typeface&&) noexcept = default;
Typeface::~Typeface() = default;

bool Typeface::covers(char32_t point) const {
    return is_text(point) || FT_Get_Char_Index(fonts_->symbols.get(), point) != 0;
}

bool Typeface::is_text(char32_t point) const {
    return FT_Get_Char_Index(fonts_->regular.get(), point) != 0;
}

int Typeface::width(std::string_view text, Weight weight, LetterSize size) {
    int total = 0;
    for (const char32_t point : code_points(text)) {
        total += fonts_->glyph(point, weight, size).advance;
    }
    return total;
}

void Typeface::draw(
    Bitmap& onto, int x, int baseline, std::string_view text, Weight weight, LetterSize size
) {
    for (const char32_t point : code_points(text)) {
        const Glyph& glyph = fonts_->glyph(point, weight, size);
        onto.draw(glyph.picture, x + glyph.left, baseline - glyph.top);
        x += glyph.advance;
    }
}

} // namespace ocop::receipts
