#include "receipts/layout.hpp"

#include "pos/core/assert.hpp"
#include "receipts/typography.hpp"

#include <algorithm>
#include <cstddef>

namespace ocop::receipts {
namespace {

/// Below this a wrapping column tears too much: the cells go below each other instead.
constexpr int wrapping_columns_min = 8;
constexpr int gap = 1;

int letters_per_column(Size size) {
    return size == Size::twice ? 2 : 1;
}

class Setter {
public:
    explicit Setter(int columns)
        : columns_{columns} {}

    void operator()(const Text& text) {
        const int indent = std::clamp(text.indent, 0, columns_ / 2);
        paragraph(clean(text.text), indent, columns_ - indent, text.align, text.weight, text.size);
    }

    void operator()(const Table& table) {
        std::vector<std::vector<std::string>> rows;
        for (const auto& row : table.rows) {
            auto& cleaned = rows.emplace_back();
            for (const auto& cell : row) {
                cleaned.push_back(clean(cell));
            }
            cleaned.resize(table.columns.size());
        }
        const auto widths = column_widths(table, rows);
        for (const auto& row : rows) {
            if (widths.empty()) {
                stack(table, row);
            } else {
                set_row(table, row, widths);
            }
        }
    }

    void operator()(const Rule& rule) { lines_.emplace_back(rule); }

    void operator()(const Image& image) { lines_.emplace_back(image); }

    void operator()(const Code& code) { lines_.emplace_back(code); }

    void operator()(const Feed& feed) { lines_.emplace_back(feed); }

    void operator()(const Cut& cut) { lines_.emplace_back(cut); }

    [[nodiscard]] std::vector<LaidOut> take() { return std::move(lines_); }

private:
    void paragraph(
        const std::string& text, int column, int width, Align align, Weight weight, Size size
    ) {
        for (auto& line : wrap(text, width / letters_per_column(size))) {
            lines_.emplace_back(Line{{Segment{std::move(line), column, width, align}}, weight, size}
            );
        }
    }

    /// Widths of all columns, or nothing where the paper is too narrow for a row.
    std::vector<int>
    column_widths(const Table& table, const std::vector<std::vector<std::string>>& rows) const {
        const std::size_t count = table.columns.size();
        std::vector<int> natural(count, 0);
        for (const auto& row : rows) {
            for (std::size_t i = 0; i < count; ++i) {
                natural[i] = std::max(natural[i], columns(row[i]) * letters_per_column(table.size));
            }
        }
        int free = columns_ - table.indent - gap * (static_cast<int>(count) - 1);
        int wrapping = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (table.columns[i].wraps) {
                ++wrapping;
            } else {
                free -= natural[i];
            }
        }
        if (free < wrapping * wrapping_columns_min * letters_per_column(table.size)) {
            return {};
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (table.columns[i].wraps) {
                natural[i] = free / std::max(wrapping, 1);
                free -= natural[i];
                --wrapping;
            }
        }
        // Nothing wraps: what is left goes to the first column, so that the last ends at the edge.
        if (count > 0) {
            natural[0] += free;
        }
        return natural;
    }

    void set_row(
        const Table& table, const std::vector<std::string>& row, const std::vector<int>& widths
    ) {
        std::vector<std::vector<std::string>> cells;
        std::size_t height = 1;
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells.push_back(
                table.columns[i].wraps ? wrap(row[i], widths[i] / letters_per_column(table.size))
                                       : std::vector<std::string>{row[i]}
            );
            height = std::max(height, cells.back().size());
        }
        for (std::size_t at = 0; at < height; ++at) {
            Line line{{}, table.weight, table.size};
            int column = table.indent;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                // An amount stands beside the last line of a name that wraps, where the eye ends.
                const std::size_t first = table.columns[i].wraps ? 0 : height - cells[i].size();
                if (at >= first && at - first < cells[i].size() && !cells[i][at - first].empty()) {
                    line.segments.push_back(
                        {std::move(cells[i][at - first]), column, widths[i], table.columns[i].align}
                    );
                }
                column += widths[i] + gap;
            }
            share_free_room(line);
            lines_.emplace_back(std::move(line));
        }
    }

    /// Gives the free columns between a left-aligned cell and a right-aligned one half to each:
    /// proportional letters then need no narrowing. What the line says stays in its place.
    static void share_free_room(Line& line) {
        for (std::size_t i = 1; i < line.segments.size(); ++i) {
            Segment& before = line.segments[i - 1];
            Segment& after = line.segments[i];
            if (before.align != Align::left || after.align != Align::right) {
                continue;
            }
            const int letters = letters_per_column(line.size);
            const int end = before.column + columns(before.text) * letters;
            const int start = after.column + after.width - columns(after.text) * letters;
            const int middle = end + (start - end) / 2;
            after.width += after.column - middle - gap;
            after.column = middle + gap;
            before.width = middle - before.column;
        }
    }

    /// Each cell on lines of its own.
    void stack(const Table& table, const std::vector<std::string>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!row[i].empty()) {
                paragraph(
                    row[i],
                    table.indent,
                    columns_ - table.indent,
                    table.columns[i].align,
                    table.weight,
                    table.size
                );
            }
        }
    }

    int columns_;
    std::vector<LaidOut> lines_{};
};

std::string code_in_text(const Code& code) {
    switch (code.kind) {
    case CodeKind::qr:
        return "[QR]";
    case CodeKind::ean13:
    case CodeKind::code128:
        return clean(code.data);
    }
    return {};
}

std::string centred(const std::string& text, int width) {
    return std::string(static_cast<std::size_t>(std::max(0, (width - columns(text)) / 2)), ' ')
           + text;
}

} // namespace

Table row(std::string left, std::string right, Weight weight) {
    return {
        {{Align::left, true}, {Align::right, false}},
        {{std::move(left), std::move(right)}},
        weight,
        Size::normal,
        0};
}

Layout lay_out(const Document& document, int columns) {
    OCOP_ASSERT(columns >= 16);
    Setter setter{columns};
    for (const Block& block : document.blocks) {
        std::visit(setter, block);
    }
    return {columns, setter.take()};
}

std::string plain(const Line& line) {
    std::string text;
    int used = 0;
    for (const Segment& segment : line.segments) {
        const int free = segment.width - columns(segment.text);
        int start = segment.column;
        if (segment.align == Align::right) {
            start += free;
        } else if (segment.align == Align::centre) {
            start += free / 2;
        }
        text.append(static_cast<std::size_t>(std::max(0, start - used)), ' ');
        text += segment.text;
        used = std::max(used, start) + columns(segment.text);
    }
    text.resize(text.find_last_not_of(' ') + 1);
    return text;
}

std::string to_text(const Layout& layout) {
    std::string text;
    const auto visit = [&](const auto& item) {
        using Item = std::decay_t<decltype(item)>;
        if constexpr (std::is_same_v<Item, Line>) {
            text += plain(item) + '\n';
        } else if constexpr (std::is_same_v<Item, Rule>) {
            text += std::string(static_cast<std::size_t>(layout.columns), item.doubled ? '=' : '-')
                    + '\n';
        } else if constexpr (std::is_same_v<Item, Code>) {
            text += centred(code_in_text(item), layout.columns) + '\n';
        } else if constexpr (std::is_same_v<Item, Feed>) {
            text.append(static_cast<std::size_t>(std::max(0, item.lines)), '\n');
        } else if constexpr (std::is_same_v<Item, Cut>) {
            text += '\n';
        }
    };
    for (const LaidOut& item : layout.lines) {
        std::visit(visit, item);
    }
    return text;
}

} // namespace ocop::receipts
