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

    /// Text in lines no wider than `room`, broken at spaces, a word longer than a line where it
    /// must.
    std::vector<std::string>
    wrapped(const std::string& text, Weight weight, double size_pt, double room) const {
        std::vector<std::string> lines(1);
        const auto fits = [&](const std::string& line) {
            return canvas_.width(line, weight, size_pt) <= room;
        };
        const std::string safe = clean(text);
        for (std::size_t at = 0; at < safe.size();) {
            const std::size_t end = std::min(safe.find(' ', at), safe.size());
            const std::string word = safe.substr(at, end - at);
            at = end + 1;
            if (word.empty()) {
                continue;
            }
            const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
            if (fits(longer)) {
                lines.back() = longer;
                continue;
            }
            if (!lines.back().empty()) {
                lines.emplace_back();
            }
            for (const char32_t point : code_points(word)) {
                if (!lines.back().empty() && !fits(lines.back() + utf8(point))) {
                    lines.emplace_back();
                }
                lines.back() += utf8(point);
            }
        }
        give_company_to_last(lines, fits);
        return lines;
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

    void heading() {
        std::vector<std::string> titles;
        for (const ReportColumn& column : report_.columns) {
            titles.push_back(column.title);
        }
        rule();
        cells(lines_of(titles, Weight::strong), Weight::strong);
        rule();
    }

    void put_row(const std::vector<std::string>& row, Weight weight) {
        const auto lines = lines_of(row, weight);
        if (y_ + height_of(lines) > bottom()) {
            new_page();
            heading();
        }
        cells(lines, weight);
    }

    [[nodiscard]] std::vector<std::vector<std::string>>
    lines_of(const std::vector<std::string>& row, Weight weight) const {
        std::vector<std::vector<std::string>> lines;
        for (std::size_t i = 0; i < std::min(row.size(), widths_.size()); ++i) {
            lines.push_back(
                report_.columns[i].align == Align::right
                    ? std::vector<std::string>{clean(row[i])}
                    : wrapped(row[i], weight, text_pt, widths_[i] - column_gap_mm)
            );
        }
        return lines;
    }

    /// Of a row whose cells are `cells`, in lines.
    [[nodiscard]] static double height_of(const std::vector<std::vector<std::string>>& cells) {
        std::size_t most = 1;
        for (const auto& lines : cells) {
            most = std::max(most, lines.size());
        }
        return static_cast<double>(most) * line_mm + row_gap_mm;
    }

    void cells(const std::vector<std::vector<std::string>>& all, Weight weight) {
        double x = margin_mm;
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t at = 0; at < all[i].size(); ++at) {
                canvas_.text(
                    x,
                    y_ + static_cast<double>(at) * line_mm + baseline_mm,
                    widths_[i] - column_gap_mm,
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
