#include "receipts/label_layout.hpp"

#include "receipts/label_bars.hpp"
#include "receipts/typeface.hpp"
#include "receipts/typography.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace ocop::receipts {
namespace {

constexpr double mm_per_pt = 25.4 / 72;
constexpr double edge_x_mm = 2; // label printers and sheets are out of place by a millimetre
constexpr double edge_y_mm = 1.5;
constexpr double gap_mm = 0.5;
constexpr double line_em = 1.28; // two marks above a capital (Ế) and a tail below (y)
constexpr double baseline_em = 1.0;
constexpr double price_baseline_em = 0.74; // digits alone
constexpr double price_line_em = 0.9;      // and the stroke below the đồng sign
constexpr double name_pt_max = 12;
constexpr double name_pt_min = 6;
constexpr double name_pt_least = 5; // of a name that nothing else gives way to any more
constexpr double name_to_price = 0.6;
constexpr double stars_pt = 8;
constexpr double info_pt_max = 7;
constexpr double info_pt_min = 4.5;
constexpr double digits_pt = 7;
constexpr double digits_line_mm = 2.4;
constexpr double digits_baseline_mm = 2.2;
constexpr double beside_mm_min = 60;     // narrower labels have their bars below the price
constexpr double price_share_min = 0.45; // of a label whose bars stand beside the price
constexpr double shrink_step = 0.05;
constexpr int given_up_max = 3; // producer, origin, English name

struct Paragraph {
    std::string text{};
    Weight weight = Weight::normal;
    double pt_max = info_pt_max;
    double pt_min = info_pt_min;
};

struct SetLine {
    std::string text{};
    Weight weight = Weight::normal;
    double size_pt = 0;
};

class Setter {
public:
    Setter(const Label& label, const LabelFormat& format, const TextWidth& width)
        : label_{label},
          width_{width},
          label_width_{format.label_width / 10.0},
          room_{label_width_ - 2 * edge_x_mm},
          height_{format.label_height / 10.0 - 2 * edge_y_mm},
          per_pt_{label.per.empty() ? 0 : std::clamp(height_ * 0.24, 5.5, 8.0)} {}

    PlacedLabel set() {
        const double bottom = edge_y_mm + height_;
        const auto beside = symbol_beside();
        const double top_end = beside ? put_side_by_side(*beside, bottom) : put_stacked(bottom);
        put_top(top_end - gap_mm);
        return std::move(placed_);
    }

private:
    [[nodiscard]] double per_line() const { return per_pt_ * mm_per_pt * line_em; }

    [[nodiscard]] double price_room(const BarSymbol& symbol) const {
        return label_width_ - std::max(symbol.quiet_right, edge_x_mm) - symbol.bars()
               - symbol.quiet_left - edge_x_mm - gap_mm;
    }

    [[nodiscard]] std::optional<BarSymbol> symbol_beside() const {
        if (label_width_ < beside_mm_min) {
            return std::nullopt;
        }
        auto symbol = symbol_within(label_.code, label_width_ - room_ * price_share_min);
        // The quiet zone on the right may reach into the edge, the price may not shrink for it.
        while (symbol && price_room(*symbol) < room_ * price_share_min) {
            symbol = symbol_within(label_.code, symbol->whole() - bar_dot_mm);
        }
        return symbol;
    }

    /// Price on the left, bars on the right; where the part above them ends.
    double put_side_by_side(const BarSymbol& symbol, double bottom) {
        const double bars = std::clamp(height_ * 0.38, 8.0, 14.0);
        const double price = height_ * 0.24;
        const double left = label_width_ - std::max(symbol.quiet_right, edge_x_mm) - symbol.bars();
        const double bars_top = bottom - digits_line_mm - bars;
        put_symbol(symbol, left, bars_top, bars);
        const double price_top = bottom - per_line() - price;
        put_price(price_top, price, price_room(symbol));
        return std::min(bars_top, price_top);
    }

    /// Price, then bars below it.
    double put_stacked(double bottom) {
        const double price = height_ * 0.2;
        double top = bottom;
        constexpr double quiet_edge_mm = 0.5;
        if (const auto symbol = symbol_within(label_.code, label_width_ - 2 * quiet_edge_mm)) {
            const double bars = std::max(height_ * 0.2, 5.0);
            top -= digits_line_mm + bars;
            const double left = (label_width_ - symbol->whole()) / 2 + symbol->quiet_left;
            put_symbol(*symbol, left, top, bars);
        } else if (!label_.code.data.empty()) {
            top -= digits_line_mm;
            put_digits(edge_x_mm, room_, top, clean(label_.code.data));
        }
        top -= gap_mm + per_line() + price;
        put_price(top, price, room_);
        return top;
    }

    void put_digits(double x, double room, double top, std::string text) {
        placed_.texts.push_back(
            {x,
             top + digits_baseline_mm,
             room,
             std::move(text),
             Align::centre,
             Weight::normal,
             digits_pt}
        );
    }

    void put_symbol(const BarSymbol& symbol, double left, double top, double height) {
        left = std::floor(left / bar_dot_mm) * bar_dot_mm; // so that all bars lie on whole dots
        placed_.bars = bars_of(symbol, left, top, height);
        const double module = symbol.module;
        const std::string digits = clean(label_.code.data);
        if (symbol.kind == CodeKind::ean13) {
            put_digits(left - 9 * module, 8 * module, top + height, digits.substr(0, 1));
            put_digits(left + 4 * module, 40 * module, top + height, digits.substr(1, 6));
            put_digits(left + 51 * module, 40 * module, top + height, digits.substr(7, 6));
        } else {
            put_digits(left, symbol.bars(), top + height, digits);
        }
    }

    void put_price(double top, double height, double room) {
        price_pt_ = height / price_line_em / mm_per_pt;
        const double wide = width_(label_.price, Weight::strong, price_pt_);
        if (wide > room) {
            price_pt_ *= room / wide;
        }
        const double baseline =
            top + height - (price_line_em - price_baseline_em) * price_pt_ * mm_per_pt;
        placed_.texts.push_back(
            {edge_x_mm, baseline, room, label_.price, Align::left, Weight::strong, price_pt_}
        );
        const double per_baseline = top + height + baseline_em * per_pt_ * mm_per_pt;
        if (!label_.per.empty()) {
            const std::string per = clean(label_.per);
            placed_.texts.push_back(
                {edge_x_mm, per_baseline, room, per, Align::left, Weight::normal, per_pt_}
            );
            const double per_wide = width_(per, Weight::normal, per_pt_);
            if (!put_stars(baseline, room, wide, stars_pt)) {
                // Smaller, clear of the stroke below the đồng sign.
                put_stars(per_baseline, room, per_wide, per_pt_ * 0.85);
            }
        } else {
            put_stars(baseline, room, wide, stars_pt);
        }
    }

    /// Stars stand to the right of what is `taken` wide where they have room; else, with false,
    /// they stay for the line of the origin.
    bool put_stars(double baseline, double room, double taken, double size_pt) {
        const double stars = width_(label_.stars, Weight::normal, size_pt);
        stars_beside_ = !label_.stars.empty() && taken + 2 * gap_mm + stars <= room;
        if (stars_beside_) {
            placed_.texts.push_back(
                {edge_x_mm, baseline, room, label_.stars, Align::right, Weight::normal, size_pt}
            );
        }
        return stars_beside_;
    }

    /// The paragraphs above the price, the more given up the less important they are.
    [[nodiscard]] std::vector<Paragraph> paragraphs(int given_up) const {
        std::vector<Paragraph> all;
        const double least = given_up < given_up_max ? name_pt_min : name_pt_least;
        all.push_back(
            {clean(label_.name),
             Weight::strong,
             std::min(name_pt_max, price_pt_ * name_to_price),
             std::min(least, price_pt_ * name_to_price)}
        );
        const auto add = [&all](const std::string& text, Weight weight = Weight::normal) {
            if (!text.empty()) {
                all.push_back({clean(text), weight});
            }
        };
        if (given_up < 3) {
            add(label_.name_below);
        }
        std::string place = stars_beside_ ? std::string{} : label_.stars;
        if (given_up < 2 && !label_.origin.empty()) {
            place += (place.empty() ? "" : "  ") + label_.origin;
        }
        add(place);
        if (given_up < 1) {
            add(label_.producer);
        }
        std::string notes;
        for (const std::string& note : label_.notes) {
            if (!notes.empty()) {
                notes.append({hard_space}).append("· ");
            }
            notes += held_together(clean(note));
        }
        if (!notes.empty()) {
            all.push_back({notes, Weight::strong});
        }
        return all;
    }

    /// `note` on one line where it has room there: its spaces are then no places to break.
    [[nodiscard]] std::string held_together(std::string note) const {
        if (width_(note, Weight::strong, info_pt_min) <= room_) {
            std::replace(note.begin(), note.end(), ' ', hard_space);
        }
        return note;
    }

    /// `paragraph` in lines of whole words; a word wider than the label has a line of its own.
    [[nodiscard]] std::vector<SetLine> wrapped(const Paragraph& paragraph, double size_pt) const {
        const auto measure = [&](std::string_view part) {
            return width_(part, paragraph.weight, size_pt);
        };
        std::vector<SetLine> set;
        for (std::string& line : wrap(paragraph.text, room_, measure, LongWord::whole)) {
            // The dot between two notes is none at the end of a line.
            constexpr std::string_view dot = " ·";
            if (line.ends_with(dot)) {
                line.resize(line.size() - dot.size());
            }
            set.push_back({std::move(line), paragraph.weight, size_pt});
        }
        return set;
    }

    [[nodiscard]] std::vector<std::vector<SetLine>>
    set_paragraphs(const std::vector<Paragraph>& all, double shrink) const {
        std::vector<std::vector<SetLine>> set;
        for (const Paragraph& paragraph : all) {
            const double size_pt = std::max(paragraph.pt_min, paragraph.pt_max * shrink);
            set.push_back(wrapped(paragraph, size_pt));
        }
        return set;
    }

    static double height_of(const std::vector<std::vector<SetLine>>& set) {
        double height = 0;
        for (const auto& lines : set) {
            for (const SetLine& line : lines) {
                height += line.size_pt * mm_per_pt * line_em;
            }
        }
        return height;
    }

    [[nodiscard]] bool fits(const std::vector<std::vector<SetLine>>& set, double height) const {
        return height_of(set) <= height
               && std::all_of(set.begin(), set.end(), [this](const auto& lines) {
                      return std::all_of(lines.begin(), lines.end(), [this](const SetLine& line) {
                          return width_(line.text, line.weight, line.size_pt) <= room_;
                      });
                  });
    }

    /// Leaves words out at the end of the name until all fits `height`, and says so by a "…".
    void shorten(std::vector<std::vector<SetLine>>& set, double height) const {
        auto& name = set.front();
        bool cut = false;
        while (name.size() > 1 && height_of(set) > height) {
            name.pop_back();
            cut = true;
        }
        if (!cut) {
            return;
        }
        SetLine& last = name.back();
        while (width_(last.text + " …", last.weight, last.size_pt) > room_
               && last.text.find(' ') != std::string::npos) {
            last.text.resize(last.text.rfind(' '));
        }
        last.text += " …";
    }

    void put_top(double bottom) {
        const double height = bottom - edge_y_mm;
        constexpr double shrink_min = 0.4;
        std::vector<std::vector<SetLine>> set;
        bool done = false;
        for (int given_up = 0; given_up <= given_up_max && !done; ++given_up) {
            const auto all = paragraphs(given_up);
            for (double shrink = 1; shrink >= shrink_min && !done; shrink -= shrink_step) {
                set = set_paragraphs(all, shrink);
                done = fits(set, height);
            }
            // Only a word wider than the label is left: it is narrowed.
            done = done || height_of(set) <= height;
        }
        if (!done) {
            shorten(set, height);
        }
        double y = edge_y_mm;
        for (const auto& lines : set) {
            for (const SetLine& line : lines) {
                placed_.texts.push_back(
                    {edge_x_mm,
                     y + baseline_em * line.size_pt * mm_per_pt,
                     room_,
                     line.text,
                     Align::left,
                     line.weight,
                     line.size_pt}
                );
                y += line.size_pt * mm_per_pt * line_em;
            }
        }
    }

    const Label& label_;
    const TextWidth& width_;
    double label_width_;
    double room_;
    double height_;
    double per_pt_;
    double price_pt_ = 0;
    bool stars_beside_ = false;
    PlacedLabel placed_{};
};

} // namespace

TextWidth text_width(Typeface& typeface) {
    return [&typeface](std::string_view text, Weight weight, double size_pt) {
        // Large letters, because hinting rounds the width of small ones.
        constexpr int high = 200;
        return typeface.width(text, weight, {high, high}) * size_pt * mm_per_pt / high;
    };
}

PlacedLabel place_label(const Label& label, const LabelFormat& format, const TextWidth& width) {
    return Setter{label, format, width}.set();
}

} // namespace ocop::receipts
