#include "pos/report/table_csv.hpp"

#include <algorithm>

namespace ocop::report {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// "-3,23", "+84 905 123 456": a sign, then digits with marks between them. A spreadsheet can run
/// nothing of it, and whoever reads the file wants the number, not a quote before it.
bool is_number(std::string_view text) {
    text.remove_prefix(text.front() == '-' || text.front() == '+' ? 1 : 0);
    const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
    const auto is_part = [&](char c) { return is_digit(c) || c == '.' || c == ',' || c == ' '; };
    return !text.empty() && is_digit(text.front()) && is_digit(text.back())
           && std::all_of(text.begin(), text.end(), is_part);
}

std::string quoted(std::string text) {
    if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos
        && !is_number(text)) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string result = "\"";
    for (const char c : text) {
        result += c == '"' ? "\"\"" : std::string(1, c);
    }
    return result + "\"";
}

/// "1.5", "-0.25", "2": whole units and what is left, a dot as decimal mark (contract, section 7).
std::string units(Quantity quantity) {
    const std::int64_t thousandths = quantity.thousandths();
    const std::int64_t magnitude = thousandths < 0 ? -thousandths : thousandths;
    std::string text = (thousandths < 0 ? "-" : "") + std::to_string(magnitude / 1000);
    if (magnitude % 1000 != 0) {
        text += "." + std::to_string(1000 + magnitude % 1000).substr(1);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

struct Field {
    std::string operator()(std::monostate) const { return ""; }

    std::string operator()(const std::string& text) const { return quoted(text); }

    std::string operator()(std::int64_t count) const { return std::to_string(count); }

    std::string operator()(Money money) const { return std::to_string(money.vnd()); }

    std::string operator()(Quantity quantity) const { return units(quantity); }
};

void append_line(std::string& csv, const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        csv += i == 0 ? "" : ",";
        csv += std::visit(Field{}, row[i]);
    }
    csv += "\r\n";
}

} // namespace

std::string table_csv(const Table& table) {
    std::string csv{byte_order_mark};
    Row keys;
    for (const Column& column : table.columns) {
        keys.emplace_back(column.key);
    }
    append_line(csv, keys);
    for (const Row& row : table.rows) {
        append_line(csv, row);
    }
    if (table.total) {
        append_line(csv, *table.total);
    }
    return csv;
}

} // namespace ocop::report
