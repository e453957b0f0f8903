#include "catalog-sync/product_json.hpp"

#include "catalog-sync/field_text.hpp"
#include "catalog-sync/product_columns.hpp"

namespace ocop::catalog_sync {

namespace {

Json value_of(const ProductColumn& column, const std::string& text) {
    if (text.empty()) {
        return nullptr;
    }
    switch (column.kind) {
    case ColumnKind::text:
        return text;
    case ColumnKind::whole_number:
        return parse_whole(text).value_or(0);
    case ColumnKind::yes_no:
        return text == "true";
    }
    return nullptr;
}

} // namespace

Json to_json(const Product& product) {
    Json json = Json::object();
    for (const ProductColumn& column : product_columns()) {
        json[std::string{column.name}] = value_of(column, column.get(product));
    }
    return json;
}

} // namespace ocop::catalog_sync
