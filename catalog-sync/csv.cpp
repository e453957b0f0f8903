#include "catalog-sync/csv.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ocop::catalog_sync {

namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The faults of the bytes or of a bound, as against those of the rules of CSV.
constexpr std::array refuse_all{
    RowFaultCode::utf16,
    RowFaultCode::not_utf8,
    RowFaultCode::nul_byte,
    RowFaultCode::disk_error,
    RowFaultCode::too_many_rows,
    RowFaultCode::too_many_fields,
    RowFaultCode::field_too_long,
    RowFaultCode::row_too_long};

bool refuses_all(RowFaultCode code) {
    return std::find(refuse_all.begin(), refuse_all.end(), code) != refuse_all.end();
}

/// What parts the fields: the mark in the first line outside quotes that stands there most often.
/// A spreadsheet with Vietnamese settings writes semicolons, because the comma is its decimal mark.
char separator_of(std::string_view first_line) {
    std::size_t commas = 0;
    std::size_t semicolons = 0;
    std::size_t tabs = 0;
    bool quoted = false;
    for (const char c : first_line) {
        quoted = quoted != (c == '"');
        commas += !quoted && c == ',' ? 1U : 0U;
        semicolons += !quoted && c == ';' ? 1U : 0U;
        tabs += !quoted && c == '\t' ? 1U : 0U;
    }
    if (commas >= semicolons && commas >= tabs) {
        return ',';
    }
    return semicolons >= tabs ? ';' : '\t';
}

} // namespace

bool CsvRow::is_blank() const {
    return std::all_of(cells.begin(), cells.end(), [](const CsvCell& cell) {
        return cell.text.empty();
    });
}

Expected<CsvReader, RowFault> CsvReader::open(std::string file, CsvText text) {
    CsvReader reader{std::move(file), std::move(text)};
    if (auto fault = reader.check()) {
        return Unexpected{std::move(*fault)};
    }
    reader.begin();
    return reader;
}

std::optional<RowFault> CsvReader::check() {
    begin();
    CsvRow row;
    while (true) {
        const auto more = next(row);
        if (!more && refuses_all(more.error().code)) {
            return more.error();
        }
        if (!more) {
            break; // whoever reads the rows will tell, behind what is wrong with those before
        }
        if (!*more) {
            return std::nullopt;
        }
    }
    take_all(); // text in another encoding is best told as such
    return text_.fault() ? std::optional{text_fault(*text_.fault())} : std::nullopt;
}

void CsvReader::take_all() {
    for (auto there = rest(); !there.empty(); there = rest()) {
        const std::size_t end = there.find('\n');
        take_run(there.substr(0, end));
        if (end != std::string_view::npos) {
            take();
        }
    }
}

RowFault CsvReader::text_fault(RowFaultCode code) const {
    const bool has_place = code != RowFaultCode::utf16 && code != RowFaultCode::disk_error;
    return {code, file_, has_place ? line_ : 0, has_place ? column_ : 0, {}, {}, {}};
}

RowFault CsvReader::beyond(RowFaultCode code, const CsvCell& at, std::size_t bound) const {
    return {code, file_, at.line, at.column, {}, std::to_string(bound), {}};
}

void CsvReader::begin() {
    constexpr std::size_t first_line_bytes_max = csv_name_bytes_max * csv_columns_max;
    text_.rewind();
    line_ = 1;
    column_ = 1;
    rows_ = 0;
    const std::string_view start = text_.ahead(first_line_bytes_max);
    separator_ = separator_of(start.substr(0, start.find('\n')));
}

Expected<bool, RowFault> CsvReader::next(CsvRow& row) {
    while (!rest().empty()) {
        if (auto fault = read_row(row)) {
            return Unexpected{std::move(*fault)};
        }
        if (row.is_blank()) {
            continue;
        }
        if (++rows_ > csv_rows_max + 1) { // the first one names the columns
            return Unexpected{beyond(RowFaultCode::too_many_rows, row.cells.front(), csv_rows_max)};
        }
        return true;
    }
    row.cells.clear();
    if (text_.fault()) {
        return Unexpected{text_fault(*text_.fault())};
    }
    return false;
}

std::optional<RowFault> CsvReader::read_row(CsvRow& row) {
    std::size_t count = 0;
    std::size_t bytes = 0;
    while (true) {
        // Cells are taken up again from the last row, so that their memory is too.
        if (count == row.cells.size()) {
            row.cells.emplace_back();
        }
        CsvCell& cell = row.cells[count++];
        cell.text.clear();
        cell.line = line_;
        cell.column = column_;
        if (count > csv_columns_max) {
            return beyond(RowFaultCode::too_many_fields, cell, csv_columns_max);
        }
        const bool quoted = rest().starts_with('"');
        const auto code = quoted ? read_quoted(cell.text) : read_bare(cell.text);
        if (code == RowFaultCode::field_too_long) {
            return beyond(*code, cell, csv_cell_bytes_max);
        }
        if (code) {
            // A quote that never ends is best shown where it begins.
            const bool at_start = *code == RowFaultCode::quote_not_closed;
            return RowFault{
                *code,
                file_,
                at_start ? cell.line : line_,
                at_start ? cell.column : column_,
                {},
                {},
                {}};
        }
        bytes += cell.text.size();
        if (bytes > csv_row_bytes_max) {
            return beyond(RowFaultCode::row_too_long, cell, csv_row_bytes_max);
        }
        if (rest().empty() || take_line_end()) {
            row.cells.resize(count);
            return std::nullopt;
        }
        take(); // the separator
    }
}

std::optional<RowFaultCode> CsvReader::read_quoted(std::string& text) {
    take();
    for (auto there = rest(); !there.empty(); there = rest()) {
        const std::string_view run = there.substr(0, there.find_first_of("\"\n"));
        text += run;
        take_run(run);
        if (text.size() > csv_cell_bytes_max) {
            return RowFaultCode::field_too_long;
        }
        if (run.size() == there.size()) {
            continue;
        }
        if (const char c = take(); c != '"') {
            text += c;
            continue;
        }
        const std::string_view behind = rest();
        if (behind.starts_with('"')) {
            text += take();
            continue;
        }
        const bool ends = behind.empty() || behind.starts_with(separator_)
                          || behind.starts_with('\n') || behind.starts_with("\r\n");
        return ends ? std::nullopt : std::optional{RowFaultCode::text_after_quote};
    }
    return text_.fault() ? text_.fault() : RowFaultCode::quote_not_closed;
}

std::optional<RowFaultCode> CsvReader::read_bare(std::string& text) {
    for (auto there = rest(); !there.empty(); there = rest()) {
        const auto* const end = std::find_if(there.begin(), there.end(), [this](char c) {
            return c == separator_ || c == '\n' || c == '"' || c == '\r';
        });
        const auto run = there.substr(0, static_cast<std::size_t>(end - there.begin()));
        text += run;
        if (text.size() > csv_cell_bytes_max) {
            return RowFaultCode::field_too_long;
        }
        const char next = run.size() < there.size() ? *end : separator_;
        take_run(run);
        if (run.size() == there.size()) {
            continue;
        }
        if (next == '"') {
            return RowFaultCode::quote_in_field;
        }
        if (next == '\r' && !rest().starts_with("\r\n")) {
            return RowFaultCode::lone_cr;
        }
        return std::nullopt;
    }
    return std::nullopt;
}

char CsvReader::take() {
    const char c = rest().front();
    if (c == '\n') {
        ++line_;
        column_ = 1;
        text_.take(1);
    } else {
        take_run(rest().substr(0, 1));
    }
    return c;
}

void CsvReader::take_run(std::string_view run) {
    column_ += static_cast<std::size_t>(std::count_if(run.begin(), run.end(), [](char c) {
        return !is_continuation(c);
    }));
    text_.take(run.size());
}

bool CsvReader::take_line_end() {
    if (rest().starts_with("\r\n")) {
        take();
    }
    if (!rest().starts_with('\n')) {
        return false;
    }
    take();
    return true;
}

} // namespace ocop::catalog_sync
