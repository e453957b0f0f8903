#include "catalog-sync/catalog_file.hpp"

#include "catalog-sync/field_text.hpp"
#include "catalog-sync/product_columns.hpp"
#include "pos/sqlite/connection.hpp"
#include "pos/sqlite/statement.hpp"
#include "pos/sqlite/transaction.hpp"

#include <string>
#include <string_view>

namespace ocop::catalog_sync {

namespace {

using sqlite::Connection;
using sqlite::Statement;

constexpr std::int64_t application_id = 0x4F43'6174; // "OCat", so that `file` and we know our own
constexpr std::int64_t format_version = 1;

/// Ends each field of a row where rows are hashed: no text of a product holds it.
constexpr char field_end = '\x1F';

/// `"code", "gtin", …`: quoted, because one column is called group.
std::string column_list() {
    std::string list;
    for (const ProductColumn& column : product_columns()) {
        list += list.empty() ? "\"" : ", \"";
        list += column.name;
        list += '"';
    }
    return list;
}

std::string create_table() {
    std::string sql = "CREATE TABLE product (place INTEGER PRIMARY KEY";
    for (const ProductColumn& column : product_columns()) {
        sql += ", \"" + std::string{column.name} + '"';
        sql += column.kind == ColumnKind::whole_number ? " INTEGER" : " TEXT";
        sql += column.name == "code" ? " NOT NULL UNIQUE" : "";
    }
    return sql + ") STRICT";
}

std::string insert_row() {
    std::string sql = "INSERT INTO product (" + column_list() + ") VALUES (?";
    for (std::size_t i = 1; i < product_columns().size(); ++i) {
        sql += ", ?";
    }
    return sql + ')';
}

void insert(Statement& statement, const Product& product) {
    int parameter = 0;
    for (const ProductColumn& column : product_columns()) {
        ++parameter;
        const std::string text = column.get(product);
        if (text.empty()) {
            statement.bind_null(parameter);
        } else if (column.kind == ColumnKind::whole_number) {
            statement.bind(parameter, parse_whole(text).value_or(0));
        } else {
            statement.bind(parameter, std::string_view{text});
        }
    }
    statement.run();
}

/// The present row as a product; its fields, as they are hashed, into `hashed`.
Product read_row(const Statement& statement, std::string& hashed) {
    Product product;
    hashed.clear();
    int index = 0;
    for (const ProductColumn& column : product_columns()) {
        if (!statement.is_null(index)) {
            const auto text = statement.text(index);
            hashed += text;
            if (column.set(product, text)) {
                throw CatalogFileError{
                    CatalogFileError::Kind::corrupt,
                    "product \"" + product.code + "\" has a " + std::string{column.name}
                        + " that cannot be"};
            }
        }
        hashed += field_end;
        ++index;
    }
    return product;
}

void check_ours(Connection& connection) {
    if (connection.integer("PRAGMA application_id") != application_id) {
        throw CatalogFileError{CatalogFileError::Kind::foreign, "the file is not a catalogue"};
    }
    if (connection.integer("PRAGMA user_version") > format_version) {
        throw CatalogFileError{
            CatalogFileError::Kind::newer, "the catalogue was written by a newer version"};
    }
}

CatalogMeta read_meta(Connection& connection) {
    check_ours(connection);
    Statement statement = connection.prepare("SELECT version, products, hash FROM meta");
    if (statement.step()) {
        if (const auto hash = parse_hash(statement.text(2))) {
            return {statement.integer(0), statement.integer(1), *hash};
        }
    }
    throw CatalogFileError{
        CatalogFileError::Kind::corrupt, "the catalogue does not describe itself"};
}

} // namespace

CatalogMeta describe(std::int64_t version, std::span<const Product> products) {
    CatalogMeta meta{version, static_cast<std::int64_t>(products.size()), {}};
    std::string row;
    for (const Product& product : products) {
        row.clear();
        for (const ProductColumn& column : product_columns()) {
            row += column.get(product);
            row += field_end;
        }
        meta.hash = link(meta.hash, row);
    }
    return meta;
}

void write_catalog_file(
    const std::filesystem::path& path, const CatalogMeta& meta, std::span<const Product> products
) {
    Connection connection{path, sqlite::Access::create};
    sqlite::Transaction transaction{connection};
    connection.execute("PRAGMA application_id = " + std::to_string(application_id));
    connection.execute("PRAGMA user_version = " + std::to_string(format_version));
    connection.execute(create_table());
    connection.execute(
        "CREATE TABLE meta (version INTEGER NOT NULL CHECK (version > 0),"
        " products INTEGER NOT NULL CHECK (products >= 0), hash TEXT NOT NULL) STRICT"
    );
    Statement statement = connection.prepare(insert_row());
    for (const Product& product : products) {
        insert(statement, product);
    }
    connection.prepare("INSERT INTO meta (version, products, hash) VALUES (?, ?, ?)")
        .bind(1, meta.version)
        .bind(2, meta.products)
        .bind(3, std::string_view{hex(meta.hash)})
        .run();
    transaction.commit();
}

CatalogFile read_catalog_file(const std::filesystem::path& path) {
    Connection connection{path, sqlite::Access::read};
    CatalogFile file{read_meta(connection), {}};
    file.products.reserve(static_cast<std::size_t>(connection.integer("SELECT count(*) FROM product"
    )));
    Statement statement =
        connection.prepare("SELECT " + column_list() + " FROM product ORDER BY place");
    CatalogMeta found{file.meta.version, 0, {}};
    std::string hashed;
    while (statement.step()) {
        file.products.push_back(read_row(statement, hashed));
        found.hash = link(found.hash, hashed);
        ++found.products;
    }
    if (found != file.meta) {
        throw CatalogFileError{
            CatalogFileError::Kind::corrupt, "the catalogue's rows are not as they were written"};
    }
    return file;
}

CatalogMeta read_catalog_meta(const std::filesystem::path& path) {
    Connection connection{path, sqlite::Access::read};
    return read_meta(connection);
}

} // namespace ocop::catalog_sync
