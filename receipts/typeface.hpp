#pragma once

#include "receipts/bitmap.hpp"
#include "receipts/document.hpp"
#include "receipts/font_files.hpp"

#include <memory>
#include <string_view>

namespace ocop::receipts {

/// The 134 letters of Vietnamese beyond ASCII, and ₫: what a font must hold to be used at all.
[[nodiscard]] std::u32string_view vietnamese_letters();

/// How large letters are drawn, in dots. `wide` below `high` narrows them.
struct LetterSize {
    int wide = 0;
    int high = 0;
    auto operator<=>(const LetterSize&) const = default;
};

/// Fonts as dots: hinted for one bit a dot, so that thin strokes neither vanish nor blur. Keeps
/// the letters it has drawn; one thread at a time.
class Typeface {
public:
    /// Opens the fonts and checks that the text fonts hold every Vietnamese letter and ₫, and the
    /// symbols the star: some fonts lack ế or ễ and would print "Nguy n" without a word.
    /// FailureCode::missing, ::corrupt.
    [[nodiscard]] static Expected<Typeface, Failure> load(const FontFiles& files);

    Typeface(Typeface&&) noexcept;
    Typeface& operator=(Typeface&&) noexcept;
    ~Typeface();

    /// True if some font holds this letter; others are drawn as "?".
    [[nodiscard]] bool covers(char32_t point) const;
    /// True if the text font itself, not the symbol font, holds it.
    [[nodiscard]] bool is_text(char32_t point) const;

    /// Width of clean text in dots.
    [[nodiscard]] int width(std::string_view text, Weight weight, LetterSize size);
    /// Draws clean text from `x` on with its base line above row `baseline`.
    void
    draw(Bitmap& onto, int x, int baseline, std::string_view text, Weight weight, LetterSize size);

private:
    struct Fonts;

    explicit Typeface(std::unique_ptr<Fonts> fonts);

    std::unique_ptr<Fonts> fonts_;
};

} // namespace ocop::receipts
