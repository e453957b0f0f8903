#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/core/expected.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

/// Reads comma-separated values as RFC 4180 states them, strictly, from bytes kept by the caller:
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
    /// Looks at all of `bytes` first: refuses text in other encodings (at the first byte that
    /// cannot be; broken or unmarked UTF-16 by name) and NUL bytes. Faults carry `file`.
    [[nodiscard]] static Expected<CsvReader, RowFault>
    open(std::string file, std::string_view bytes);

    /// The next row that is not blank into `row`; false at the end of the file. After a fault the
    /// rest of the file has no meaning any more: stop reading.
    [[nodiscard]] Expected<bool, RowFault> next(CsvRow& row);

    [[nodiscard]] const std::string& file() const { return file_; }

private:
    CsvReader(
        std::string file,
        std::shared_ptr<const std::string> converted,
        std::string_view bytes,
        char separator
    )
        : file_{std::move(file)},
          converted_{std::move(converted)},
          rest_{bytes},
          separator_{separator} {}

    [[nodiscard]] std::optional<RowFault> read_row(CsvRow& row);
    [[nodiscard]] std::optional<RowFaultCode> read_quoted(std::string& text);
    [[nodiscard]] std::optional<RowFaultCode> read_bare(std::string& text);
    /// Takes one byte, keeping line and column.
    char take();
    /// Takes CRLF or LF if one comes next.
    bool take_line_end();

    std::string file_;
    std::shared_ptr<const std::string> converted_; // what rest_ looks at, if not the caller's bytes
    std::string_view rest_;
    char separator_;
    std::size_t line_ = 1;
    std::size_t column_ = 1;
};

} // namespace ocop::catalog_sync
