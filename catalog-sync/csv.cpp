#include "catalog-sync/csv.hpp"

#include <algorithm>
#include <utility>

namespace ocop::catalog_sync {

namespace {

unsigned byte(char c) {
    return static_cast<unsigned char>(c);
}

bool is_continuation(char c) {
    return (byte(c) & 0xC0U) == 0x80U;
}

/// Bytes of the well-formed UTF-8 sequence at the start of `text` (Unicode 15, table 3-7), or 0.
std::size_t sequence_length(std::string_view text) {
    const unsigned first = byte(text[0]);
    if (first < 0x80) {
        return 1;
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) {
        return 0;
    }
    const unsigned second = byte(text[1]);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool surrogate = first == 0xED && second > 0x9F;
    const bool beyond = first == 0xF4 && second > 0x8F;
    if (overlong || surrogate || beyond) {
        return 0;
    }
    const auto tail = text.substr(1, length - 1);
    return std::all_of(tail.begin(), tail.end(), is_continuation) ? length : 0;
}

struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
};

Place place_of(std::string_view bytes, std::size_t offset) {
    Place place;
    for (const char c : bytes.substr(0, offset)) {
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if (!is_continuation(c)) {
            ++place.column;
        }
    }
    return place;
}

/// The fault of the first byte that is not text in UTF-8, if any.
std::optional<RowFault> check_encoding(const std::string& file, std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return RowFault{RowFaultCode::utf16, file, 0, 0, {}, {}};
    }
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequence_length(bytes.substr(i));
        if (length > 0 && bytes[i] != '\0') {
            i += length;
            continue;
        }
        if (length > 0) {
            // Every other byte 0: UTF-16 without its mark.
            const bool utf16 = i <= 1 && bytes.size() >= 4 && bytes[i + 2] == '\0';
            if (utf16) {
                return RowFault{RowFaultCode::utf16, file, 0, 0, {}, {}};
            }
        }
        const Place place = place_of(bytes, i);
        const auto code = length > 0 ? RowFaultCode::nul_byte : RowFaultCode::not_utf8;
        return RowFault{code, file, place.line, place.column, {}, {}};
    }
    return std::nullopt;
}

/// The separator a first line without commas uses instead.
std::string_view other_separator(std::string_view first_line) {
    if (first_line.find(',') != std::string_view::npos) {
        return {};
    }
    if (first_line.find(';') != std::string_view::npos) {
        return ";";
    }
    return first_line.find('\t') != std::string_view::npos ? "TAB" : "";
}

} // namespace

bool CsvRow::is_blank() const {
    return std::all_of(cells.begin(), cells.end(), [](const CsvCell& cell) {
        return cell.text.empty();
    });
}

Expected<CsvReader, RowFault> CsvReader::open(std::string file, std::string_view bytes) {
    if (auto fault = check_encoding(file, bytes)) {
        return Unexpected{std::move(*fault)};
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    const auto separator = other_separator(bytes.substr(0, bytes.find('\n')));
    if (!separator.empty()) {
        return Unexpected{RowFault{
            RowFaultCode::wrong_separator, std::move(file), 1, 1, {}, std::string{separator}}};
    }
    return CsvReader{std::move(file), bytes};
}

Expected<bool, RowFault> CsvReader::next(CsvRow& row) {
    while (!rest_.empty()) {
        if (auto fault = read_row(row)) {
            return Unexpected{std::move(*fault)};
        }
        if (!row.is_blank()) {
            return true;
        }
    }
    row.cells.clear();
    return false;
}

std::optional<RowFault> CsvReader::read_row(CsvRow& row) {
    std::size_t count = 0;
    while (true) {
        // Cells are taken up again from the last row, so that their memory is too.
        if (count == row.cells.size()) {
            row.cells.emplace_back();
        }
        CsvCell& cell = row.cells[count++];
        cell.text.clear();
        cell.line = line_;
        cell.column = column_;
        const bool quoted = rest_.starts_with('"');
        if (const auto code = quoted ? read_quoted(cell.text) : read_bare(cell.text)) {
            // A quote that never ends is best shown where it begins.
            const bool at_start = *code == RowFaultCode::quote_not_closed;
            return RowFault{
                *code,
                file_,
                at_start ? cell.line : line_,
                at_start ? cell.column : column_,
                {},
                {}};
        }
        if (rest_.empty() || take_line_end()) {
            row.cells.resize(count);
            return std::nullopt;
        }
        take(); // the comma
    }
}

std::optional<RowFaultCode> CsvReader::read_quoted(std::string& text) {
    take();
    while (!rest_.empty()) {
        const char c = take();
        if (c != '"') {
            text += c;
            continue;
        }
        if (rest_.starts_with('"')) {
            text += take();
            continue;
        }
        const bool ends = rest_.empty() || rest_.starts_with(',') || rest_.starts_with('\n')
                          || rest_.starts_with("\r\n");
        return ends ? std::nullopt : std::optional{RowFaultCode::text_after_quote};
    }
    return RowFaultCode::quote_not_closed;
}

std::optional<RowFaultCode> CsvReader::read_bare(std::string& text) {
    while (!rest_.empty() && rest_.front() != ',' && rest_.front() != '\n') {
        if (rest_.front() == '"') {
            return RowFaultCode::quote_in_field;
        }
        if (rest_.front() == '\r') {
            return rest_.starts_with("\r\n") ? std::nullopt : std::optional{RowFaultCode::lone_cr};
        }
        text += take();
    }
    return std::nullopt;
}

char CsvReader::take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '\n') {
        ++line_;
        column_ = 1;
    } else if (rest_.empty() || !is_continuation(rest_.front())) {
        ++column_; // behind the last byte of a character
    }
    return c;
}

bool CsvReader::take_line_end() {
    if (rest_.starts_with("\r\n")) {
        take();
    }
    if (!rest_.starts_with('\n')) {
        return false;
    }
    take();
    return true;
}

} // namespace ocop::catalog_sync
