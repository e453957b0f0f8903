#include "pos/report/table_text.hpp"

#include <algorithm>

namespace ocop::report {
namespace {

constexpr std::string_view gap = "  ";

std::string padded(const std::string& text, std::size_t width, ColumnKind kind) {
    const std::string space(width - display_width(text), ' ');
    return kind == ColumnKind::number ? space + text : text + space;
}

std::string line_of(
    const std::vector<std::string>& cells,
    const std::vector<Column>& columns,
    const std::vector<std::size_t>& widths
) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += i == 0 ? "" : gap;
        line += padded(cells[i], widths[i], columns[i].kind);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::vector<std::string> texts(const Row& row) {
    std::vector<std::string> result;
    std::transform(row.begin(), row.end(), std::back_inserter(result), display);
    return result;
}

} // namespace

std::string table_text(const Table& table) {
    std::vector<std::string> titles;
    std::vector<std::vector<std::string>> lines;
    for (const Column& column : table.columns) {
        titles.push_back(column.title);
    }
    std::transform(table.rows.begin(), table.rows.end(), std::back_inserter(lines), texts);
    const std::vector<std::string> total = table.total ? texts(*table.total) : titles;

    std::vector<std::size_t> widths(table.columns.size(), 0);
    const auto widen = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(cells[i]));
        }
    };
    widen(titles);
    widen(total);
    std::for_each(lines.begin(), lines.end(), widen);

    std::string rule;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        rule += (i == 0 ? "" : std::string{gap}) + std::string(widths[i], '-');
    }
    rule += "\n";

    std::string text = table.title + "\n";
    text += table.subtitle.empty() ? "" : table.subtitle + "\n";
    text += "\n" + line_of(titles, table.columns, widths) + rule;
    for (const std::vector<std::string>& cells : lines) {
        text += line_of(cells, table.columns, widths);
    }
    if (table.total) {
        text += rule + line_of(total, table.columns, widths);
    }
    for (const std::string& note : table.notes) {
        text += "\n" + note + "\n";
    }
    return text;
}

} // namespace ocop::report
