#include "pos/report/table_csv.hpp"

namespace ocop::report {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string quoted(std::string text) {
    if (!text.empty()
        && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos) {
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

struct Field {
    std::string operator()(std::monostate) const { return ""; }

    std::string operator()(const std::string& text) const { return quoted(text); }

    std::string operator()(std::int64_t count) const { return std::to_string(count); }

    std::string operator()(Money money) const { return std::to_string(money.vnd()); }

    std::string operator()(Quantity quantity) const {
        return std::to_string(quantity.thousandths());
    }
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
