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

void put_utf8(char32_t c, std::string& out) {
    const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x1'0000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

/// UTF-16 behind its mark as UTF-8; nullopt for half a unit or a surrogate alone. Excel's "Unicode
/// text" is little-endian.
std::optional<std::string> utf8_of_utf16(std::string_view bytes, bool big_endian) {
    if (bytes.size() % 2 != 0) {
        return std::nullopt;
    }
    const auto unit = [&](std::size_t i) -> char32_t {
        const unsigned first = byte(bytes[i]);
        const unsigned second = byte(bytes[i + 1]);
        return big_endian ? first << 8U | second : second << 8U | first;
    };
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c <= 0xDFFF) {
            const char32_t low = i + 2 < bytes.size() ? unit(i + 2) : 0;
            if (c > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
                return std::nullopt;
            }
            c = 0x1'0000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
            i += 2;
        }
        put_utf8(c, text);
    }
    return text;
}

/// The fault of the first byte that is not text in UTF-8, if any.
std::optional<RowFault> check_encoding(const std::string& file, std::string_view bytes) {
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

Expected<CsvReader, RowFault> CsvReader::open(std::string file, std::string_view bytes) {
    std::shared_ptr<const std::string> converted;
    const bool little = bytes.starts_with("\xFF\xFE");
    if (little || bytes.starts_with("\xFE\xFF")) {
        auto text = utf8_of_utf16(bytes.substr(2), !little);
        if (!text) {
            return Unexpected{RowFault{RowFaultCode::utf16, std::move(file), 0, 0, {}, {}}};
        }
        converted = std::make_shared<const std::string>(std::move(*text));
        bytes = *converted;
    }
    if (auto fault = check_encoding(file, bytes)) {
        return Unexpected{std::move(*fault)};
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    const char separator = separator_of(bytes.substr(0, bytes.find('\n')));
    return CsvReader{std::move(file), std::move(converted), bytes, separator};
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
        take(); // the separator
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
        const bool ends = rest_.empty() || rest_.starts_with(separator_) || rest_.starts_with('\n')
                          || rest_.starts_with("\r\n");
        return ends ? std::nullopt : std::optional{RowFaultCode::text_after_quote};
    }
    return RowFaultCode::quote_not_closed;
}

std::optional<RowFaultCode> CsvReader::read_bare(std::string& text) {
    while (!rest_.empty() && rest_.front() != separator_ && rest_.front() != '\n') {
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
