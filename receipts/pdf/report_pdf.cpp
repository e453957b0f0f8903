#include "receipts/pdf/report_pdf.hpp"

#include "receipts/typography.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace ocop::receipts {
namespace {

constexpr double a4_short_mm = 210;
constexpr double a4_long_mm = 297;
constexpr double margin_mm = 15;
constexpr double title_pt = 16;
constexpr double text_pt = 9;
constexpr double line_mm = 4.6;
constexpr double baseline_mm = 3.4;
constexpr double column_gap_mm = 2;
constexpr double row_gap_mm = 0.8;
constexpr double thin_mm = 0.15;

class Writer {
public:
    Writer(const ReportPage& report, Canvas& canvas)
        : report_{report},
          canvas_{canvas},
          width_{report.landscape ? a4_long_mm : a4_short_mm},
          height_{report.landscape ? a4_short_mm : a4_long_mm},
          room_{width_ - 2 * margin_mm} {
        const double all = std::accumulate(
            report.columns.begin(),
            report.columns.end(),
            0.0,
            [](double sum, const ReportColumn& column) { return sum + column.share; }
        );
        for (const ReportColumn& column : report.columns) {
            widths_.push_back(all > 0 ? room_ * column.share / all : 0);
        }
    }

    void write() {
        new_page();
        for (const auto& line : wrapped(report_.title, Weight::strong, title_pt, room_)) {
            canvas_.text(margin_mm, y_ + 6, room_, line, Align::left, Weight::strong, title_pt);
            y_ += 8;
        }
        paragraphs(report_.notes);
        y_ += 2;
        if (!has_room(titles())) {
            new_page();
        }
        heading();
        for (const auto& row : report_.rows) {
            put_row(row, Weight::normal);
        }
        if (!report_.total.empty()) {
            rule();
            put_row(report_.total, Weight::strong);
        }
        rule();
        paragraphs(report_.footnotes);
        number_pages();
    }

private:
    [[nodiscard]] double bottom() const { return height_ - margin_mm; }

    void new_page() {
        canvas_.add_page(width_, height_);
        y_ = margin_mm;
    }

    std::vector<std::string>
    wrapped(const std::string& text, Weight weight, double size_pt, double room) const {
        const auto measure = [&](std::string_view part) {
            return canvas_.width(part, weight, size_pt);
        };
        return wrap(clean(text), room, measure, LongWord::broken);
    }

    void paragraphs(const std::vector<std::string>& texts) {
        for (const auto& text : texts) {
            for (const auto& line : wrapped(text, Weight::normal, text_pt, room_)) {
                if (y_ + line_mm > bottom()) {
                    new_page();
                }
                canvas_.text(
                    margin_mm, y_ + baseline_mm, room_, line, Align::left, Weight::normal, text_pt
                );
                y_ += line_mm;
            }
        }
    }

    void rule() {
        canvas_.fill(margin_mm, y_, room_, thin_mm);
        y_ += row_gap_mm;
    }

    using Cells = std::vector<std::vector<std::string>>; // each in lines

    [[nodiscard]] Cells titles() const {
        std::vector<std::string> titles;
        for (const ReportColumn& column : report_.columns) {
            titles.push_back(column.title);
        }
        return lines_of(titles, Weight::strong);
    }

    void heading() {
        rule();
        cells(titles(), Weight::strong);
        rule();
    }

    [[nodiscard]] bool has_room(const Cells& row) const { return y_ + height_of(row) <= bottom(); }

    void put_row(const std::vector<std::string>& row, Weight weight) {
        Cells lines = lines_of(row, weight);
        if (!has_room(lines)) {
            new_page();
            heading();
        }
        // What is longer than a page goes on on the next.
        while (!has_room(lines) && most_lines(lines) > 1) {
            const auto room = static_cast<int>((bottom() - y_ - row_gap_mm) / line_mm);
            cells(taken_off(lines, static_cast<std::size_t>(std::max(room, 1))), weight);
            new_page();
            heading();
        }
        cells(lines, weight);
    }

    /// The first `count` lines of each cell, which lose them.
    static Cells taken_off(Cells& cells, std::size_t count) {
        Cells taken;
        for (auto& lines : cells) {
            const auto end =
                lines.begin() + static_cast<std::ptrdiff_t>(std::min(count, lines.size()));
            taken.emplace_back(lines.begin(), end);
            lines.erase(lines.begin(), end);
        }
        return taken;
    }

    [[nodiscard]] Cells lines_of(const std::vector<std::string>& row, Weight weight) const {
        Cells lines;
        for (std::size_t i = 0; i < std::min(row.size(), widths_.size()); ++i) {
            lines.push_back(
                report_.columns[i].align == Align::right
                    ? std::vector<std::string>{clean(row[i])}
                    : wrapped(row[i], weight, text_pt, room_of(i))
            );
        }
        return lines;
    }

    /// What a cell has of its column; something even where there are more columns than a page
    /// holds.
    [[nodiscard]] double room_of(std::size_t column) const {
        constexpr double room_mm_min = 2;
        return std::max(widths_[column] - column_gap_mm, room_mm_min);
    }

    /// Of a row whose cells are `cells`, in lines.
    [[nodiscard]] static double height_of(const Cells& cells) {
        return static_cast<double>(most_lines(cells)) * line_mm + row_gap_mm;
    }

    [[nodiscard]] static std::size_t most_lines(const Cells& cells) {
        std::size_t most = 1;
        for (const auto& lines : cells) {
            most = std::max(most, lines.size());
        }
        return most;
    }

    void cells(const Cells& all, Weight weight) {
        double x = margin_mm;
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t at = 0; at < all[i].size(); ++at) {
                canvas_.text(
                    x,
                    y_ + static_cast<double>(at) * line_mm + baseline_mm,
                    room_of(i),
                    all[i][at],
                    report_.columns[i].align,
                    weight,
                    text_pt
                );
            }
            x += widths_[i];
        }
        y_ += height_of(all);
    }

    void number_pages() {
        const int count = canvas_.pages();
        for (int page = 0; page < count; ++page) {
            canvas_.select_page(page);
            canvas_.text(
                margin_mm,
                height_ - margin_mm / 2,
                room_,
                std::to_string(page + 1) + "/" + std::to_string(count),
                Align::right,
                Weight::normal,
                text_pt
            );
        }
    }

    const ReportPage& report_;
    Canvas& canvas_;
    double width_;
    double height_;
    double room_;
    double y_ = 0;
    std::vector<double> widths_{};
};

} // namespace

Expected<std::string, Failure>
report_pdf(const ReportPage& report, const FontFiles& fonts, const PdfInfo& info) {
    auto canvas = Canvas::create(fonts, info);
    if (!canvas) {
        return Unexpected{canvas.error()};
    }
    Writer{report, *canvas}.write();
    return canvas->finish();
}

} // namespace ocop::receipts
