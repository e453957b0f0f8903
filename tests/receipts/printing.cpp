#include "tests/receipts/printing.hpp"

#include "receipts/escpos.hpp"

#include <algorithm>
#include <utility>

namespace ocop::receipts::paper {
namespace {

constexpr int line_height = 30;
constexpr int baseline = 24;
constexpr int letters_high = 22;
constexpr int narrowest = 6;

class Roll {
public:
    Roll(const Printer& printer, Typeface& typeface)
        : printer_{printer},
          typeface_{typeface},
          paper_{printer.dots, 0} {}

    void operator()(const TextLine& line) {
        new_line(line);
        for (const Cell& cell : line) {
            if (cell.tone.empty()) {
                put(cell, cell.letter, line);
            } else {
                put(cell, cell.base, line);
                put(cell, cell.tone, line);
            }
        }
    }

    void operator()(const Bitmap& picture) {
        const int top = paper_.height();
        paper_.grow(picture.height());
        paper_.draw(picture, 0, top);
    }

    void operator()(const PaperEnd& end) { paper_.grow(end.lines * line_height); }

    [[nodiscard]] Bitmap take() { return std::move(paper_); }

private:
    void new_line(const TextLine& line) {
        const bool tall = std::any_of(line.begin(), line.end(), [](const Cell& cell) {
            return cell.columns > 1;
        });
        top_ = paper_.height();
        base_ = top_ + baseline * (tall ? 2 : 1);
        paper_.grow(line_height + (tall ? baseline : 0));
        column_ = 0;
    }

    void put(const Cell& cell, const std::string& letter, const TextLine& line) {
        if (column_ + cell.columns > printer_.columns) {
            new_line(line);
        }
        const int room = cell.columns * printer_.dots / printer_.columns;
        const auto weight = cell.strong ? Weight::strong : Weight::normal;
        LetterSize size{letters_high * cell.columns, letters_high * cell.columns};
        while (typeface_.width(letter, weight, size) > room && size.wide > narrowest) {
            --size.wide;
        }
        const int width = typeface_.width(letter, weight, size);
        // A mark has no width: it stands left of the pen.
        const int left =
            column_ * printer_.dots / printer_.columns + (room - width) / (width > 0 ? 2 : 1);
        typeface_.draw(paper_, left, base_, letter, weight, size);
        column_ += cell.columns;
    }

    const Printer& printer_;
    Typeface& typeface_;
    Bitmap paper_;
    int top_ = 0;
    int base_ = 0;
    int column_ = 0;
};

} // namespace

Typeface typeface() {
    return std::move(*Typeface::load(*find_fonts()));
}

std::string printed(const Document& document, const PrinterProfile& profile, Encoding encoding) {
    auto fonts = typeface();
    return to_escpos(lay_out(document, profile.columns), profile, encoding, fonts).value();
}

Printer printer_of(const PrinterProfile& profile) {
    Printer printer{
        profile.dots, profile.columns, {}, profile.draws_qr, profile.cutter != Cutter::none};
    const auto add = [&](const auto& number, CodePage page) {
        if (number) {
            printer.pages[*number] = page;
        }
    };
    add(profile.cp1258, CodePage::cp1258);
    add(profile.tcvn3_small, CodePage::tcvn3_small);
    add(profile.tcvn3_capital, CodePage::tcvn3_capital);
    return printer;
}

bool can_print(const PrinterProfile& profile, Encoding encoding) {
    switch (encoding) {
    case Encoding::raster:
        return true;
    case Encoding::cp1258:
        return profile.cp1258.has_value();
    case Encoding::tcvn3:
        return profile.tcvn3_small.has_value() && profile.tcvn3_capital.has_value();
    }
    return false;
}

Bitmap seen(const Decoded& decoded, const Printer& printer, Typeface& typeface) {
    Roll roll{printer, typeface};
    for (const Printed& printed : decoded.paper) {
        std::visit(roll, printed);
    }
    return roll.take();
}

} // namespace ocop::receipts::paper
