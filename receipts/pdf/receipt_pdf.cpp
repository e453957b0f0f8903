#include "receipts/pdf/receipt_pdf.hpp"

#include "receipts/codes.hpp"
#include "receipts/typography.hpp"

#include <algorithm>
#include <type_traits>
#include <vector>

namespace ocop::receipts {
namespace {

// The sizes of the raster in millimetres (8 dots each), so that both pictures look alike.
constexpr double line_mm = 30.0 / 8;
constexpr double twice_line_mm = 54.0 / 8;
constexpr double baseline_mm = 25.0 / 8;
constexpr double twice_baseline_mm = 44.0 / 8;
constexpr double letters_pt = 7.8; // 22 dots
constexpr double twice_letters_pt = 14.2;
constexpr double rule_mm = 14.0 / 8;
constexpr double dot_mm = 1.0 / 8;
constexpr double margin_mm = 4;
constexpr double bars_mm = 10;
constexpr double module_mm = 0.375;
constexpr double page_mm_max = 5000; // PDF allows 14,400 points

/// A piece of paper: the lines between two cuts.
struct Piece {
    std::vector<const LaidOut*> items{};
    double height_mm = 2 * margin_mm;
};

double qr_module_mm(const Bitmap& code, double room) {
    return std::min(1.0, room * 4 / 5 / (code.width() + 2 * quiet_modules(CodeKind::qr)));
}

double height_of(const LaidOut& item, double room) {
    const auto visit = [&](const auto& part) -> double {
        using Part = std::decay_t<decltype(part)>;
        if constexpr (std::is_same_v<Part, Line>) {
            return part.size == Size::twice ? twice_line_mm : line_mm;
        } else if constexpr (std::is_same_v<Part, Rule>) {
            return rule_mm;
        } else if constexpr (std::is_same_v<Part, Image>) {
            return part.picture.height() * dot_mm + 2;
        } else if constexpr (std::is_same_v<Part, Code>) {
            const auto drawn = modules(part);
            if (!drawn) {
                return 0;
            }
            return part.kind == CodeKind::qr ? (drawn->height() + 2 * quiet_modules(part.kind))
                                                   * qr_module_mm(*drawn, room)
                                             : bars_mm + line_mm;
        } else if constexpr (std::is_same_v<Part, Feed>) {
            return std::max(0, part.lines) * line_mm;
        } else {
            return 0;
        }
    };
    return std::visit(visit, item);
}

class Painter {
public:
    Painter(Canvas& canvas, int columns, double room)
        : canvas_{canvas},
          columns_{columns},
          room_{room} {}

    void operator()(const Line& line) {
        const bool twice = line.size == Size::twice;
        for (const Segment& segment : line.segments) {
            canvas_.text(
                margin_mm + room_ * segment.column / columns_,
                y_ + (twice ? twice_baseline_mm : baseline_mm),
                room_ * segment.width / columns_,
                segment.text,
                segment.align,
                line.weight,
                twice ? twice_letters_pt : letters_pt
            );
        }
    }

    void operator()(const Rule& rule) {
        if (rule.doubled) {
            canvas_.fill(margin_mm, y_ + 0.5, room_, 0.25);
            canvas_.fill(margin_mm, y_ + 1.0, room_, 0.25);
        } else {
            canvas_.fill(margin_mm, y_ + 0.75, room_, 0.25);
        }
    }

    void operator()(const Image& image) {
        const double width = image.picture.width() * dot_mm;
        if (width <= room_) {
            canvas_.dots(margin_mm + (room_ - width) / 2, y_ + 1, image.picture, dot_mm);
        }
    }

    void operator()(const Code& code) {
        const auto drawn = modules(code);
        if (!drawn) {
            return;
        }
        if (code.kind == CodeKind::qr) {
            const double module = qr_module_mm(*drawn, room_);
            const double width = drawn->width() * module;
            canvas_.dots(
                margin_mm + (room_ - width) / 2,
                y_ + quiet_modules(code.kind) * module,
                *drawn,
                module
            );
            return;
        }
        const double module =
            std::min(module_mm, room_ / (drawn->width() + 2 * quiet_modules(code.kind)));
        const double left = margin_mm + (room_ - drawn->width() * module) / 2;
        for (int x = 0; x < drawn->width(); ++x) {
            if (drawn->black(x, 0)) {
                canvas_.fill(left + x * module, y_, module, bars_mm);
            }
        }
        canvas_.text(
            margin_mm,
            y_ + bars_mm + baseline_mm,
            room_,
            clean(code.data),
            Align::centre,
            Weight::normal,
            letters_pt
        );
    }

    void operator()(const Feed&) {}

    void operator()(const Cut&) {}

    void paint(const LaidOut& item, double y) {
        y_ = y;
        std::visit(*this, item);
    }

private:
    Canvas& canvas_;
    int columns_;
    double room_;
    double y_ = 0;
};

/// Pieces of paper; one longer than a PDF page may be goes on on the next.
std::vector<Piece> cut_up(const Layout& layout, double room) {
    std::vector<Piece> pieces(1);
    for (const LaidOut& item : layout.lines) {
        const double height = height_of(item, room);
        if (pieces.back().height_mm + height > page_mm_max) {
            pieces.emplace_back();
        }
        pieces.back().height_mm += height;
        pieces.back().items.push_back(&item);
        if (std::holds_alternative<Cut>(item)) {
            pieces.emplace_back();
        }
    }
    if (pieces.size() > 1 && pieces.back().items.empty()) {
        pieces.pop_back();
    }
    return pieces;
}

} // namespace

Expected<std::string, Failure>
to_pdf(const Layout& layout, int paper_mm, int dots, const FontFiles& fonts, const PdfInfo& info) {
    auto canvas = Canvas::create(fonts, info);
    if (!canvas) {
        return Unexpected{canvas.error()};
    }
    const double room = std::min(dots * dot_mm, paper_mm - 2 * margin_mm);
    for (const Piece& piece : cut_up(layout, room)) {
        canvas->add_page(room + 2 * margin_mm, std::max(piece.height_mm, 10.0));
        Painter painter{*canvas, layout.columns, room};
        double y = margin_mm;
        for (const LaidOut* item : piece.items) {
            painter.paint(*item, y);
            y += height_of(*item, room);
        }
    }
    return canvas->finish();
}

} // namespace ocop::receipts
