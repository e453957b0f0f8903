#include "receipts/raster.hpp"

#include "pos/core/assert.hpp"
#include "receipts/codes.hpp"
#include "receipts/typography.hpp"

#include <algorithm>

namespace ocop::receipts {
namespace {

/// Sizes in dots for a column of 12 dots, the usual one (576/48, 384/32): at 22 dots high the
/// stacked capitals (Ẩ, Ễ) and the dots below (ỵ) fit 30 rows exactly.
struct Metrics {
    int letters;
    int baseline;
    int line;
};

constexpr int usual_column = 12;
constexpr Metrics normal_metrics{22, 25, 30};
constexpr Metrics twice_metrics{40, 44, 54};
constexpr int rule_height = 14;
constexpr int picture_margin = 8;
constexpr int barcode_height = 80;
constexpr int qr_module_max = 8;  // 1 mm: cameras need no more
constexpr int bar_module_max = 3; // 0.375 mm; EAN-13 at 2 is below its permitted smallest
constexpr int narrowest = 8;

Metrics metrics(Size size, int dots, int columns) {
    const Metrics& usual = size == Size::twice ? twice_metrics : normal_metrics;
    const auto scaled = [&](int value) { return value * dots / (columns * usual_column); };
    return {scaled(usual.letters), scaled(usual.baseline), scaled(usual.line)};
}

/// The widest letters in which `text` is at most `room` dots wide.
LetterSize fitted(const std::string& text, Weight weight, int high, int room, Typeface& typeface) {
    LetterSize size{high, high};
    for (int width = typeface.width(text, weight, size); width > room && size.wide > narrowest;
         width = typeface.width(text, weight, size)) {
        size.wide = std::max(narrowest, std::min(size.wide - 1, size.wide * room / width));
    }
    return size;
}

class Press {
public:
    Press(int dots, int columns, Typeface& typeface)
        : dots_{dots},
          columns_{columns},
          typeface_{typeface},
          pieces_{Bitmap{dots, 0}} {}

    void operator()(const Line& line) {
        const Metrics sizes = metrics(line.size, dots_, columns_);
        const int top = paper().height();
        paper().grow(sizes.line);
        for (const Segment& segment : line.segments) {
            const int left = segment.column * dots_ / columns_;
            const int room = (segment.column + segment.width) * dots_ / columns_ - left;
            const LetterSize letters =
                fitted(segment.text, line.weight, sizes.letters, room, typeface_);
            const int free = room - typeface_.width(segment.text, line.weight, letters);
            const int shift = segment.align == Align::right    ? free
                              : segment.align == Align::centre ? free / 2
                                                               : 0;
            typeface_.draw(
                paper(), left + shift, top + sizes.baseline, segment.text, line.weight, letters
            );
        }
    }

    void operator()(const Rule& rule) {
        const int top = paper().height();
        paper().grow(rule_height);
        if (rule.doubled) {
            paper().fill(0, top + 4, dots_, 2);
            paper().fill(0, top + 8, dots_, 2);
        } else {
            paper().fill(0, top + 6, dots_, 2);
        }
    }

    void operator()(const Image& image) {
        if (image.picture.width() <= dots_) {
            place(image.picture, picture_margin);
        }
    }

    void operator()(const Code& code) {
        const Bitmap picture = code_picture(code, dots_, typeface_);
        if (!picture.empty()) {
            place(picture, 0);
        }
    }

    void operator()(const Feed& feed) {
        paper().grow(std::max(0, feed.lines) * metrics(Size::normal, dots_, columns_).line);
    }

    void operator()(const Cut&) { pieces_.emplace_back(dots_, 0); }

    [[nodiscard]] std::vector<Bitmap> take() {
        if (pieces_.size() > 1 && pieces_.back().empty()) {
            pieces_.pop_back();
        }
        for (Bitmap& piece : pieces_) {
            break_real_time_commands(piece);
        }
        return std::move(pieces_);
    }

private:
    [[nodiscard]] Bitmap& paper() { return pieces_.back(); }

    void place(const Bitmap& picture, int margin) {
        const int top = paper().height();
        paper().grow(picture.height() + 2 * margin);
        paper().draw(picture, (dots_ - picture.width()) / 2, top + margin);
    }

    int dots_;
    int columns_;
    Typeface& typeface_;
    std::vector<Bitmap> pieces_;
};

/// A barcode as wide as the paper, each module the same whole number of dots, its text below.
Bitmap bars(const Bitmap& row, const Code& code, int dots, Typeface& typeface) {
    const int whole = row.width() + 2 * quiet_modules(code.kind);
    const int module = std::min(bar_module_max, dots / whole);
    if (module < 1) {
        return {};
    }
    const int digits_line = normal_metrics.line;
    Bitmap picture{dots, barcode_height + digits_line};
    const int left = (dots - row.width() * module) / 2;
    for (int x = 0; x < row.width(); ++x) {
        if (row.black(x, 0)) {
            picture.fill(left + x * module, 0, module, barcode_height);
        }
    }
    const std::string text = clean(code.data);
    const LetterSize letters = fitted(text, Weight::normal, normal_metrics.letters, dots, typeface);
    const int shift = (dots - typeface.width(text, Weight::normal, letters)) / 2;
    typeface.draw(
        picture, shift, barcode_height + normal_metrics.baseline, text, Weight::normal, letters
    );
    return picture;
}

} // namespace

Bitmap code_picture(const Code& code, int dots, Typeface& typeface) {
    const auto drawn = modules(code);
    if (!drawn) {
        return {};
    }
    if (code.kind != CodeKind::qr) {
        return bars(*drawn, code, dots, typeface);
    }
    const int quiet = quiet_modules(code.kind);
    const int whole = drawn->width() + 2 * quiet;
    const int module = qr_module(drawn->width(), dots);
    if (module * drawn->width() > dots) {
        return {};
    }
    Bitmap picture{whole * module, whole * module};
    picture.draw(enlarged(*drawn, module), quiet * module, quiet * module);
    return picture;
}

// Four fifths of the paper are enough: 6 dots a module on 58 mm, 8 on 80 mm for a VietQR.
int qr_module(int modules, int dots) {
    const int whole = modules + 2 * quiet_modules(CodeKind::qr);
    return std::clamp(dots * 4 / 5 / whole, 1, qr_module_max);
}

std::vector<Bitmap> rasterise(const Layout& layout, int dots, Typeface& typeface) {
    OCOP_ASSERT(dots >= 8 * layout.columns);
    Press press{dots, layout.columns, typeface};
    for (const LaidOut& item : layout.lines) {
        std::visit(press, item);
    }
    return press.take();
}

void break_real_time_commands(Bitmap& picture) {
    constexpr char dle = 0x10;
    constexpr char eot = 0x04;
    constexpr char enq = 0x05;
    constexpr char dc4 = 0x14;
    std::string& bytes = picture.bytes();
    for (std::size_t i = 1; i < bytes.size(); ++i) {
        if (bytes[i - 1] == dle && (bytes[i] == eot || bytes[i] == enq || bytes[i] == dc4)) {
            // 04 → 06, 05 → 07, 14 → 16: a dot beside a black one; none of these is a DLE.
            bytes[i] = static_cast<char>(bytes[i] | 0x02);
        }
    }
}

} // namespace ocop::receipts
