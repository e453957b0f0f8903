#include "receipts/pdf/receipt_pdf.hpp"

#include "receipts/codes.hpp"
#include "receipts/typography.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
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
constexpr double column_mm = 12.0 / 8;
constexpr double roll_margin_mm = 4;
constexpr double page_margin_mm = 10;
constexpr double bars_mm = 10;
constexpr double module_mm = 0.375;
constexpr double page_mm_max = 5000; // PDF allows 14,400 points

/// Where on the paper lines may stand, and how large they are beside those of a roll.
struct Frame {
    double margin = 0;
    double room = 0;
    double scale = 1;
    double height_max = 0; // of a page
};

Frame frame_of(const PrinterProfile& paper, int columns) {
    Frame frame;
    frame.margin = paper.is_roll() ? roll_margin_mm : page_margin_mm;
    frame.room = std::min(paper.dots * dot_mm, paper.paper_mm - 2 * frame.margin);
    frame.scale = frame.room / columns / column_mm;
    frame.height_max = paper.is_roll() ? page_mm_max : paper.page_mm;
    return frame;
}

/// What stands on one page: the lines between two cuts, or part of them.
struct Piece {
    std::vector<const LaidOut*> items{};
    double height_mm = 0;
    bool goes_on = false; // on the next page
};

double qr_module_mm(const Bitmap& code, double room) {
    return std::min(1.0, room * 4 / 5 / (code.width() + 2 * quiet_modules(CodeKind::qr)));
}

double height_of(const LaidOut& item, const Frame& frame) {
    const auto visit = [&](const auto& part) -> double {
        using Part = std::decay_t<decltype(part)>;
        if constexpr (std::is_same_v<Part, Line>) {
            return (part.size == Size::twice ? twice_line_mm : line_mm) * frame.scale;
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
                                                   * qr_module_mm(*drawn, frame.room)
                                             : bars_mm + line_mm;
        } else if constexpr (std::is_same_v<Part, Feed>) {
            return std::max(0, part.lines) * line_mm * frame.scale;
        } else {
            return 0;
        }
    };
    return std::visit(visit, item);
}

class Painter {
public:
    Painter(Canvas& canvas, int columns, const Frame& frame)
        : canvas_{canvas},
          columns_{columns},
          frame_{frame} {}

    void operator()(const Line& line) {
        const bool twice = line.size == Size::twice;
        for (const Segment& segment : line.segments) {
            canvas_.text(
                frame_.margin + frame_.room * segment.column / columns_,
                y_ + (twice ? twice_baseline_mm : baseline_mm) * frame_.scale,
                frame_.room * segment.width / columns_,
                segment.text,
                segment.align,
                line.weight,
                (twice ? twice_letters_pt : letters_pt) * frame_.scale
            );
        }
    }

    void operator()(const Rule& rule) {
        if (rule.doubled) {
            canvas_.fill(frame_.margin, y_ + 0.5, frame_.room, 0.25);
            canvas_.fill(frame_.margin, y_ + 1.0, frame_.room, 0.25);
        } else {
            canvas_.fill(frame_.margin, y_ + 0.75, frame_.room, 0.25);
        }
    }

    void operator()(const Image& image) {
        const double width = image.picture.width() * dot_mm;
        if (width <= frame_.room) {
            canvas_.dots(frame_.margin + (frame_.room - width) / 2, y_ + 1, image.picture, dot_mm);
        }
    }

    void operator()(const Code& code) {
        const auto drawn = modules(code);
        if (!drawn) {
            return;
        }
        if (code.kind == CodeKind::qr) {
            const double module = qr_module_mm(*drawn, frame_.room);
            const double width = drawn->width() * module;
            canvas_.dots(
                frame_.margin + (frame_.room - width) / 2,
                y_ + quiet_modules(code.kind) * module,
                *drawn,
                module
            );
            return;
        }
        const double module =
            std::min(module_mm, frame_.room / (drawn->width() + 2 * quiet_modules(code.kind)));
        const double left = frame_.margin + (frame_.room - drawn->width() * module) / 2;
        for (int x = 0; x < drawn->width(); ++x) {
            if (drawn->black(x, 0)) {
                canvas_.fill(left + x * module, y_, module, bars_mm);
            }
        }
        canvas_.text(
            frame_.margin,
            y_ + bars_mm + baseline_mm,
            frame_.room,
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
    Frame frame_;
    double y_ = 0;
};

/// From which of `items` on a page that is full goes over to the next, before `next` is put there:
/// a section is kept whole where that leaves at least two fifths of the page; else a heading, or
/// the words above a code, stay with what they head.
std::size_t
break_of(const std::vector<const LaidOut*>& items, const LaidOut& next, const Frame& frame) {
    constexpr double least = 0.4;
    const double enough = least * (frame.height_max - 2 * frame.margin);
    double height = 0;
    std::size_t section = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (std::holds_alternative<Rule>(*items[i]) && height >= enough) {
            section = i;
        }
        height += height_of(*items[i], frame);
    }
    if (std::holds_alternative<Rule>(next)) {
        return items.size();
    }
    if (section > 0) {
        return section;
    }
    const auto heads = [&](std::size_t i) {
        const Line* line = std::get_if<Line>(items[i]);
        const LaidOut& below = i + 1 < items.size() ? *items[i + 1] : next;
        return line != nullptr
               && (line->weight == Weight::strong || !std::holds_alternative<Line>(below));
    };
    constexpr std::size_t headings_max = 4; // all of a paper may be strong
    std::size_t first = items.size();
    while (first > 1 && items.size() - first < headings_max && heads(first - 1)) {
        --first;
    }
    return items.size() - first < headings_max ? first : items.size();
}

/// Pieces of paper; one longer than a page goes on on the next.
std::vector<Piece> cut_up(const Layout& layout, const Frame& frame) {
    const double room = frame.height_max - 2 * frame.margin;
    std::vector<Piece> pieces(1);
    const auto height_of_all = [&](auto first, auto last) {
        return std::accumulate(first, last, 0.0, [&](double height, const LaidOut* item) {
            return height + height_of(*item, frame);
        });
    };
    const auto put = [&](const LaidOut* item) {
        pieces.back().height_mm += height_of(*item, frame);
        pieces.back().items.push_back(item);
    };
    for (const LaidOut& item : layout.lines) {
        if (!pieces.back().items.empty()
            && pieces.back().height_mm + height_of(item, frame) > room) {
            Piece& full = pieces.back();
            auto end =
                full.items.begin() + static_cast<std::ptrdiff_t>(break_of(full.items, item, frame));
            if (height_of_all(end, full.items.end()) + height_of(item, frame) > room) {
                end = full.items.end(); // the next page would not hold both
            }
            const std::vector<const LaidOut*> over(end, full.items.end());
            full.items.erase(end, full.items.end());
            full.goes_on = true;
            pieces.emplace_back();
            std::for_each(over.begin(), over.end(), put);
        }
        put(&item);
        if (std::holds_alternative<Cut>(item)) {
            pieces.emplace_back();
        }
    }
    if (pieces.size() > 1 && pieces.back().items.empty()) {
        pieces.pop_back();
    }
    return pieces;
}

/// What a paper is, as its own first lines say it: its title and the two lines below, which number
/// or name it ("BÁO CÁO Z · Quầy QNA-HOIAN-01-1 · Ca 1"). Empty for one without a title.
std::string name_of(const Piece& first) {
    constexpr int lines_max = 2;
    std::string name;
    int below = 0;
    for (const LaidOut* item : first.items) {
        const Line* line = std::get_if<Line>(item);
        const bool twice = line != nullptr && line->size == Size::twice;
        if (below == lines_max || (line == nullptr && !name.empty()) || (twice && below > 0)) {
            break;
        }
        if (line == nullptr || (!twice && (name.empty() || line->weight == Weight::strong))) {
            continue;
        }
        below += twice ? 0 : 1;
        const char* between = twice ? " " : " · ";
        for (const Segment& segment : line->segments) {
            name += (name.empty() ? "" : between) + segment.text;
            between = " ";
        }
    }
    return name;
}

/// On each page of a paper that has more than one: "2/3" at its foot, and from the second on what
/// paper it is, in the margin above. Papers are counted apart: each goes to somebody else.
void mark_pages(
    Canvas& canvas,
    const std::vector<Piece>& pieces,
    const PrinterProfile& paper,
    const Frame& frame
) {
    const auto put = [&](double y, std::string_view text, Align align) {
        canvas.text(frame.margin, y, frame.room, text, align, Weight::normal, letters_pt);
    };
    for (std::size_t first = 0; first < pieces.size();) {
        std::size_t last = first;
        while (pieces[last].goes_on) {
            ++last;
        }
        const std::size_t count = last - first + 1;
        const std::string name = count > 1 ? name_of(pieces[first]) : std::string{};
        for (std::size_t page = first; page <= last && count > 1; ++page) {
            canvas.select_page(static_cast<int>(page));
            if (page > first && !name.empty()) {
                const auto measure = [&](std::string_view text) {
                    return canvas.width(text, Weight::normal, letters_pt);
                };
                const auto lines = wrap(name, frame.room, measure, LongWord::broken);
                put(frame.margin * 3 / 4, lines.front(), Align::left);
            }
            put(paper.page_mm - frame.margin / 2,
                std::to_string(page - first + 1) + "/" + std::to_string(count),
                Align::right);
        }
        first = last + 1;
    }
}

} // namespace

Expected<std::string, Failure> to_pdf(
    const Layout& layout, const PrinterProfile& paper, const FontFiles& fonts, const PdfInfo& info
) {
    auto canvas = Canvas::create(fonts, info);
    if (!canvas) {
        return Unexpected{canvas.error()};
    }
    const Frame frame = frame_of(paper, layout.columns);
    constexpr double height_min = 10;
    const auto pieces = cut_up(layout, frame);
    for (const Piece& piece : pieces) {
        const double height = std::max(piece.height_mm + 2 * frame.margin, height_min);
        canvas->add_page(frame.room + 2 * frame.margin, paper.is_roll() ? height : paper.page_mm);
        Painter painter{*canvas, layout.columns, frame};
        double y = frame.margin;
        for (const LaidOut* item : piece.items) {
            painter.paint(*item, y);
            y += height_of(*item, frame);
        }
    }
    if (!paper.is_roll()) {
        mark_pages(*canvas, pieces, paper, frame);
    }
    return canvas->finish();
}

} // namespace ocop::receipts
