#pragma once

#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Records → tables → text, CSV, JSON, XLSX, PDF: a report computes a Table once, each writer shows
/// the same one.
namespace ocop::report {

/// A cell: nothing known (shown as a dash), text, a count, đồng, or thousandths of a unit.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Money, Quantity>;

/// A money cell, or an empty one.
[[nodiscard]] Cell cell(const std::optional<Money>& money);

/// Numbers are aligned right and stay numbers in XLSX.
enum class ColumnKind { text, number };

struct Column {
    std::string key{};   // stable, English: CSV header and JSON key
    std::string title{}; // for people, in their language
    ColumnKind kind = ColumnKind::text;
};

using Row = std::vector<Cell>; // as many cells as the table has columns

struct Table {
    std::string name{};  // names an XLSX sheet, cut to what that takes
    std::string title{}; // one line
    std::string subtitle{};
    std::vector<Column> columns{};
    std::vector<Row> rows{};
    std::optional<Row> total{};
    std::vector<std::string> notes{}; // below the table: what its figures rest on
};

/// A cell as people read it: "1.234.567", "1,5", "–". Control characters become "?", so that a name
/// cannot steer a terminal.
[[nodiscard]] std::string display(const Cell& cell);

/// Columns of a terminal that `utf8` takes: combining marks none, East Asian wide characters two.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

} // namespace ocop::report
