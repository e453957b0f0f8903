#pragma once

#include "catalog-sync/csv_text.hpp"
#include "catalog-sync/row_fault.hpp"
#include "pos/core/expected.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocop::catalog_sync {

/// One field of a CSV file and where it begins: line and character in it, both from 1.
struct CsvCell {
    std::string text{};
    std::size_t line = 0;
    std::size_t column = 0;
};

/// One record of a CSV file. A record spans lines where a quoted field holds a line end.
struct CsvRow {
    std::vector<CsvCell> cells{};

    /// True if every field is empty: what spreadsheets leave below the last row.
    [[nodiscard]] bool is_blank() const;
};

// Bounds of a CSV file, so that what is refused was never held in memory.

/// The longest field: a list of the months of a baseline has some 50 bytes a month.
inline constexpr std::size_t csv_cell_bytes_max = 65'536;
/// A name in the header.
inline constexpr std::size_t csv_name_bytes_max = 200;
inline constexpr std::size_t csv_columns_max = 1'000;
inline constexpr std::size_t csv_row_bytes_max = std::size_t{1} << 20U;
inline constexpr std::size_t csv_rows_max = 1'000'000;

/// Reads comma-separated values as RFC 4180 states them, strictly:
///
///     code,name,price␍␊
///     QNA-001,"Gạo ""Cái quạt mo""",45000␍␊
///
/// UTF-8 with or without a byte-order mark, or UTF-16 with one; fields parted by commas, semicolons
/// or tabs, as the first line tells: what spreadsheets write, whatever their settings. Lines end in
/// CRLF or LF. A quote inside a bare field, text behind a closing quote, a quote never closed and a
/// CR alone are faults, with their place.
class CsvReader {
public:
    /// Looks at all of `text` first: refuses other encodings (at the first byte that cannot be;
    /// broken or unmarked UTF-16 by name), NUL bytes, and what goes beyond the bounds above. Faults
    /// carry `file`.
    [[nodiscard]] static Expected<CsvReader, RowFault> open(std::string file, CsvText text);

    /// Of bytes kept by the caller.
    [[nodiscard]] static Expected<CsvReader, RowFault>
    open(std::string file, std::string_view bytes) {
        return open(std::move(file), CsvText{bytes});
    }

    /// The next row that is not blank into `row`; false at the end of the file. After a fault the
    /// rest of the file has no meaning any more: stop reading.
    [[nodiscard]] Expected<bool, RowFault> next(CsvRow& row);

    [[nodiscard]] const std::string& file() const { return file_; }

private:
    CsvReader(std::string file, CsvText text)
        : file_{std::move(file)},
          text_{std::move(text)} {}

    /// The fault of the first byte that is not text, or of the first thing beyond its bound.
    [[nodiscard]] std::optional<RowFault> check();
    void begin();

    [[nodiscard]] std::optional<RowFault> read_row(CsvRow& row);
    [[nodiscard]] std::optional<RowFaultCode> read_quoted(std::string& text);
    [[nodiscard]] std::optional<RowFaultCode> read_bare(std::string& text);
    [[nodiscard]] RowFault text_fault(RowFaultCode code) const;
    [[nodiscard]] RowFault beyond(RowFaultCode code, const CsvCell& at, std::size_t bound) const;

    /// What comes next: enough to see a line end or a quote behind a quote; empty at the end.
    [[nodiscard]] std::string_view rest() { return text_.ahead(2); }

    /// Takes one byte, keeping line and column.
    char take();
    /// Takes bytes of which none ends a line.
    void take_run(std::string_view run);
    /// Takes everything up to the end of the text, or to its fault.
    void take_all();
    /// Takes CRLF or LF if one comes next.
    bool take_line_end();

    std::string file_;
    CsvText text_;
    char separator_ = ',';
    std::size_t line_ = 1;
    std::size_t column_ = 1;
    std::size_t rows_ = 0;
};

} // namespace ocop::catalog_sync
