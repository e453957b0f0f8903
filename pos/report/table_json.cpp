#include "pos/report/table_json.hpp"

namespace ocop::report {
namespace {

struct Value {
    Json operator()(std::monostate) const { return nullptr; }

    Json operator()(const std::string& text) const { return text; }

    Json operator()(std::int64_t count) const { return count; }

    Json operator()(Money money) const { return money.vnd(); }

    Json operator()(Quantity quantity) const { return quantity.thousandths(); }
};

Json object(const Table& table, const Row& row) {
    Json json = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
        json[table.columns[i].key] = std::visit(Value{}, row[i]);
    }
    return json;
}

} // namespace

Json table_json(const Table& table) {
    Json rows = Json::array();
    for (const Row& row : table.rows) {
        rows.push_back(object(table, row));
    }
    Json json{{"title", table.title}, {"rows", std::move(rows)}, {"notes", table.notes}};
    if (table.total) {
        json["total"] = object(table, *table.total);
    }
    return json;
}

} // namespace ocop::report
