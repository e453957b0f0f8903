#include "pos/report/table_pdf.hpp"

#include "receipts/pdf/report_pdf.hpp"

#include <algorithm>
#include <iterator>

namespace ocop::report {
namespace {

constexpr std::size_t upright_columns_max = 5;
constexpr std::size_t width_min = 5;  // in letters
constexpr std::size_t width_max = 34; // longer text wraps

std::vector<std::string> texts(const Row& row) {
    std::vector<std::string> result;
    std::transform(row.begin(), row.end(), std::back_inserter(result), display);
    return result;
}

/// A column's share of the page: as wide as its widest cell, within reason.
double share(const Table& table, std::size_t column) {
    std::size_t width = width_min;
    const auto widen = [&](const std::string& text) {
        width = std::max(width, display_width(text));
    };
    for (const Row& row : table.rows) {
        widen(display(row[column]));
    }
    if (table.total) {
        widen(display((*table.total)[column]));
    }
    // A title may wrap once.
    widen(std::string(display_width(table.columns[column].title) / 2 + 1, ' '));
    return static_cast<double>(std::min(width, width_max)) + 1;
}

} // namespace

Expected<std::string, Failure>
table_pdf(const Table& table, const receipts::FontFiles& fonts, Moment made, Language language) {
    receipts::ReportPage page;
    page.title = table.title;
    if (!table.subtitle.empty()) {
        page.notes.push_back(table.subtitle);
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool number = table.columns[i].kind == ColumnKind::number;
        page.columns.push_back(
            {table.columns[i].title,
             number ? receipts::Align::right : receipts::Align::left,
             share(table, i)}
        );
    }
    std::transform(table.rows.begin(), table.rows.end(), std::back_inserter(page.rows), texts);
    if (table.total) {
        page.total = texts(*table.total);
    }
    page.footnotes = table.notes;
    page.landscape = table.columns.size() > upright_columns_max;
    return receipts::report_pdf(page, fonts, {table.title, "", language, made});
}

} // namespace ocop::report
