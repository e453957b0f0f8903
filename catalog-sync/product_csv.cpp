#include "catalog-sync/product_csv.hpp"

#include "catalog-sync/field_text.hpp"
#include "catalog-sync/product_columns.hpp"
#include "pos/core/unit.hpp"

#include <algorithm>
#include <utility>

namespace ocop::catalog_sync {

namespace {

/// A column of the file and the column of goods it is, null for an unknown one.
using Columns = std::vector<const ProductColumn*>;

Columns match_header(const CsvTable& table, Goods& goods) {
    Columns columns;
    for (const CsvCell& cell : table.header()) {
        const auto name = trimmed(cell.text);
        columns.push_back(find_column(name));
        if (columns.back() == nullptr && !name.empty()) {
            goods.warnings.push_back(
                {RowFaultCode::unknown_column,
                 table.file(),
                 cell.line,
                 cell.column,
                 std::string{name},
                 {},
                 {}}
            );
        }
    }
    for (const ProductColumn& column : product_columns()) {
        if (column.required && !table.has(column.name)) {
            goods.faults.push_back(
                {RowFaultCode::missing_column,
                 table.file(),
                 table.header().front().line,
                 0,
                 std::string{column.name},
                 {},
                 {}}
            );
        }
    }
    return columns;
}

void note_place(Origin& origin, std::string_view column, const CsvCell& cell) {
    const Origin::Place place{cell.line, cell.column};
    if (column == "code") {
        origin.code = place;
    } else if (column == "gtin") {
        origin.gtin = place;
    } else if (column == "set_components") {
        origin.components = place;
    }
}

/// What the file has no column for stays as it was, where the product is one of our own already.
/// That a price is made up does not: the file states a price.
void keep_unsaid(Product& product, const Columns& columns, const Goods& goods) {
    const Product* known = goods.own != nullptr ? goods.own->find_code(product.code) : nullptr;
    if (known == nullptr) {
        return;
    }
    for (const ProductColumn& column : product_columns()) {
        const bool said = std::find(columns.begin(), columns.end(), &column) != columns.end();
        if (said || column.name == "demonstration") {
            continue;
        }
        if (const std::string text = column.get(*known); !text.empty()) {
            static_cast<void>(column.set(product, text)); // it was read this way before
        }
    }
}

void read_row(const std::string& file, const CsvRow& row, const Columns& columns, Goods& goods) {
    Product product;
    Origin origin{file, {row.cells.front().line, row.cells.front().column}, {}, {}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const ProductColumn* column = columns[i];
        if (column == nullptr) {
            continue;
        }
        const CsvCell& cell = row.cells[i];
        const auto text = trimmed(cell.text);
        note_place(origin, column->name, cell);
        if (column->name == "province") {
            check_province(goods, file, {cell.line, cell.column}, column->name, text);
        }
        if (column->name == "unit" && near_measure(text)) {
            goods.warnings.push_back(
                {RowFaultCode::sold_whole,
                 file,
                 cell.line,
                 cell.column,
                 std::string{column->name},
                 std::string{text},
                 {}}
            );
        }
        std::optional<RowFaultCode> code;
        if (!text.empty()) {
            code = take_field(*column, product, text);
        } else if (column->required) {
            code = RowFaultCode::empty_value;
        }
        if (code) {
            goods.faults.push_back(
                {*code,
                 file,
                 cell.line,
                 cell.column,
                 std::string{column->name},
                 std::string{text},
                 {}}
            );
        }
    }
    keep_unsaid(product, columns, goods);
    check_product(product, origin, goods);
    goods.products.push_back(std::move(product));
    goods.origins.push_back(std::move(origin));
}

void append_field(std::string& into, std::string_view text) {
    const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos
                       && trimmed(text).size() == text.size();
    if (plain) {
        into += text;
        return;
    }
    into += '"';
    for (const char c : text) {
        into += c;
        if (c == '"') {
            into += '"';
        }
    }
    into += '"';
}

} // namespace

bool is_product_csv(const CsvTable& table) {
    const auto all = product_columns();
    return std::all_of(all.begin(), all.end(), [&](const ProductColumn& column) {
        return !column.required || table.has(column.name);
    });
}

void read_product_csv(CsvTable& table, Goods& goods) {
    const std::size_t faults_before = goods.faults.size();
    const Columns columns = match_header(table, goods);
    if (goods.faults.size() != faults_before) {
        return; // every row would only say the same again
    }
    table.each_row(goods.faults, [&](const CsvRow& row) {
        read_row(table.file(), row, columns, goods);
    });
}

void check_product(const Product& product, const Origin& origin, Goods& goods) {
    const auto note = [&](RowFaults& into, RowFaultCode code, std::string field, std::string value
                      ) {
        into.push_back(
            {code,
             origin.file,
             origin.code.line,
             origin.code.column,
             std::move(field),
             std::move(value),
             {}}
        );
    };
    const auto check_order =
        [&](const std::optional<Day>& begin, const std::optional<Day>& end, const char* field) {
            if (begin && end && *end < *begin) {
                note(goods.faults, RowFaultCode::dates_reversed, field, iso(*end));
            }
        };
    check_order(product.recognised_on, product.certificate_expires, "certificate_expires");
    if (product.baseline) {
        check_order(product.baseline->from, product.baseline->to, "baseline_to");
    }
    if (product.stars > 0 && !product.recognised_on) {
        note(goods.warnings, RowFaultCode::no_recognition_date, "recognised_on", product.code);
    }
    if (product.consignment && !product.producer_price && !product.commission) {
        note(goods.warnings, RowFaultCode::no_producer_price, "producer_price", product.code);
    }
}

std::string write_product_csv(std::span<const Product> products) {
    std::string text;
    for (const ProductColumn& column : product_columns()) {
        text += text.empty() ? "" : ",";
        text += column.name;
    }
    text += '\n';
    for (const Product& product : products) {
        bool first = true;
        for (const ProductColumn& column : product_columns()) {
            if (!std::exchange(first, false)) {
                text += ',';
            }
            append_field(text, column.get(product));
        }
        text += '\n';
    }
    return text;
}

} // namespace ocop::catalog_sync
