#include "catalog-sync/catalog_file.hpp"

#include "catalog-sync/field_text.hpp"
#include "catalog-sync/product_columns.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/shell/open_file.hpp"
#include "pos/shell/regular_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace ocop::catalog_sync {

namespace {

using sqlite::Connection;
using sqlite::Statement;

constexpr std::int64_t application_id = 0x4F43'6174; // "OCat", so that `file` and we know our own
/// 2: the hash begins with the names of the columns. A file of 1 may lack columns we have.
constexpr std::int64_t format_version = 2;

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
        sql += column.name == "code" ? " NOT NULL" : "";
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

/// A file that nothing points to yet needs no way back: whatever is left of it is thrown away. It
/// is synced once, when it is whole.
Connection& unguarded(Connection& connection) {
    connection.execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    return connection;
}

/// Syncs the file's bytes.
void make_durable(const std::filesystem::path& path) {
    const OpenFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open() || ::fsync(file.get()) != 0) {
        throw std::filesystem::filesystem_error{
            "syncing", path, std::error_code{errno, std::generic_category()}};
    }
}

Connection& made_ready(Connection& connection) {
    connection.execute("PRAGMA application_id = " + std::to_string(application_id));
    connection.execute("PRAGMA user_version = " + std::to_string(format_version));
    connection.execute(create_table());
    connection.execute(
        "CREATE TABLE meta (version INTEGER NOT NULL CHECK (version > 0),"
        " products INTEGER NOT NULL CHECK (products >= 0), hash TEXT NOT NULL) STRICT;"
        "CREATE TABLE feed (full_hash TEXT NOT NULL, published TEXT NOT NULL,"
        " expires TEXT NOT NULL) STRICT"
    );
    return connection;
}

/// `path`, which SQLite would wait for if it were a pipe. What else is wrong with it SQLite says.
const std::filesystem::path& ordinary(const std::filesystem::path& path) {
    const auto file = RegularFile::open(path);
    if (!file && file.error().code == FailureCode::wrong_kind) {
        throw CatalogFileError{CatalogFileError::Kind::wrong_kind, file.error().what};
    }
    return path;
}

[[noreturn]] void corrupt(const std::string& what) {
    throw CatalogFileError{CatalogFileError::Kind::corrupt, what};
}

Connection& checked_ours(Connection& connection) {
    if (connection.integer("PRAGMA application_id") != application_id) {
        throw CatalogFileError{CatalogFileError::Kind::foreign, "the file is not a catalogue"};
    }
    if (connection.integer("PRAGMA user_version") > format_version) {
        throw CatalogFileError{
            CatalogFileError::Kind::newer, "the catalogue was written by a newer version"};
    }
    return connection;
}

std::optional<FeedFacts> read_feed(Connection& connection) {
    const bool has_table = // a catalogue of an earlier program has none
        connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'feed'") == 1;
    if (!has_table) {
        return std::nullopt;
    }
    Statement statement = connection.prepare("SELECT full_hash, published, expires FROM feed");
    if (!statement.step()) {
        return std::nullopt;
    }
    const auto full = parse_hash(statement.text(0));
    const auto published = parse_moment(statement.text(1));
    const auto expires = parse_moment(statement.text(2));
    if (!full || !published || !expires) {
        corrupt("the catalogue does not say which feed it came from");
    }
    return FeedFacts{*full, *published, *expires};
}

CatalogMeta read_meta(Connection& connection) {
    checked_ours(connection);
    Statement statement = connection.prepare("SELECT version, products, hash FROM meta");
    if (statement.step()) {
        if (const auto hash = parse_hash(statement.text(2))) {
            return {statement.integer(0), statement.integer(1), *hash, read_feed(connection)};
        }
    }
    corrupt("the catalogue does not describe itself");
}

/// Where the hash of a file's rows begins: with the names of its columns, because the same rows
/// under other names are other goods.
Hash hash_of_columns(std::string_view names) {
    return link(Hash{}, names);
}

/// The names of all our columns, each ended.
std::string our_names() {
    std::string names;
    for (const ProductColumn& column : product_columns()) {
        names += column.name;
        names += field_end;
    }
    return names;
}

/// Takes one more row into the hash of all rows before it.
void count_row(CatalogMeta& meta, std::string_view row) {
    meta.hash = link(meta.hash, row);
    ++meta.products;
}

} // namespace

CatalogWriter::CatalogWriter(const std::filesystem::path& path)
    : path_{path},
      connection_{path, sqlite::Access::create},
      transaction_{unguarded(connection_)},
      insert_{made_ready(connection_).prepare(insert_row())},
      meta_{0, 0, hash_of_columns(our_names()), {}} {}

void CatalogWriter::add(const Product& product) {
    row_.clear();
    ends_.clear();
    for (const ProductColumn& column : product_columns()) {
        row_ += column.get(product);
        ends_.push_back(row_.size());
        row_ += field_end;
    }
    int parameter = 0;
    std::size_t begin = 0;
    for (const ProductColumn& column : product_columns()) {
        const std::size_t end = ends_[static_cast<std::size_t>(parameter)];
        const auto text = std::string_view{row_}.substr(begin, end - begin);
        begin = end + 1;
        ++parameter;
        if (text.empty()) {
            insert_.bind_null(parameter);
        } else if (column.kind == ColumnKind::whole_number) {
            insert_.bind(parameter, parse_whole(text).value_or(0));
        } else {
            insert_.bind_kept(parameter, text);
        }
    }
    insert_.run();
    count_row(meta_, row_);
}

CatalogMeta CatalogWriter::finish(std::int64_t version, const std::optional<FeedFacts>& feed) {
    meta_.version = version;
    meta_.feed = feed;
    connection_.prepare("INSERT INTO meta (version, products, hash) VALUES (?, ?, ?)")
        .bind(1, meta_.version)
        .bind(2, meta_.products)
        .bind(3, std::string_view{hex(meta_.hash)})
        .run();
    if (feed) {
        connection_.prepare("INSERT INTO feed (full_hash, published, expires) VALUES (?, ?, ?)")
            .bind(1, std::string_view{hex(feed->full)})
            .bind(2, std::string_view{iso(feed->published)})
            .bind(3, std::string_view{iso(feed->expires)})
            .run();
    }
    transaction_.commit();
    make_durable(path_);
    return meta_;
}

CatalogReader::CatalogReader(const std::filesystem::path& path)
    : connection_{ordinary(path), sqlite::Access::read},
      meta_{read_meta(connection_)},
      select_{connection_.prepare("SELECT * FROM product ORDER BY place")} {
    const bool names_are_hashed = connection_.integer("PRAGMA user_version") > 1;
    std::string names;
    Statement statement = connection_.prepare(
        "SELECT name FROM pragma_table_info('product') WHERE cid > 0 ORDER BY cid"
    );
    while (statement.step()) {
        const auto name = statement.text(0);
        columns_.push_back(find_column(name));
        names += name;
        names += field_end;
        if (columns_.back() == nullptr && !names_are_hashed) {
            corrupt("the catalogue has a column that cannot be");
        }
    }
    if (names_are_hashed) {
        found_.hash = hash_of_columns(names);
    }
}

bool CatalogReader::has_our_columns() const {
    const auto ours = product_columns();
    return std::equal(
        columns_.begin(),
        columns_.end(),
        ours.begin(),
        ours.end(),
        [](const ProductColumn* column, const ProductColumn& own) { return column == &own; }
    );
}

bool CatalogReader::read_row() {
    if (!select_.step()) {
        if (found_.products != meta_.products || found_.hash != meta_.hash) {
            corrupt("the catalogue's rows are not as they were written");
        }
        return false;
    }
    row_.clear();
    for (int index = 1; index <= static_cast<int>(columns_.size()); ++index) { // behind `place`
        row_ += select_.text(index);
        row_ += field_end;
    }
    count_row(found_, row_);
    return true;
}

bool CatalogReader::skip() {
    return read_row();
}

bool CatalogReader::next(Product& product) {
    if (!read_row()) {
        return false;
    }
    product = Product{};
    std::string_view rest = row_;
    std::string room;
    for (const ProductColumn* column : columns_) {
        const auto stored = rest.substr(0, rest.find(field_end));
        rest.remove_prefix(stored.size() + 1);
        const auto text = composed(stored, room); // what an older version took in as it came
        if (!text.empty() && column != nullptr && column->set(product, text)) {
            corrupt(
                "product \"" + product.code + "\" has a " + std::string{column->name}
                + " that cannot be"
            );
        }
    }
    return true;
}

CatalogMeta describe(std::int64_t version, std::span<const Product> products) {
    CatalogMeta meta{version, 0, hash_of_columns(our_names()), {}};
    std::string row;
    for (const Product& product : products) {
        row.clear();
        for (const ProductColumn& column : product_columns()) {
            row += column.get(product);
            row += field_end;
        }
        count_row(meta, row);
    }
    return meta;
}

CatalogMeta write_catalog_file(
    const std::filesystem::path& path, std::int64_t version, std::span<const Product> products
) {
    CatalogWriter writer{path};
    for (const Product& product : products) {
        writer.add(product);
    }
    return writer.finish(version, std::nullopt);
}

CatalogFile read_catalog_file(const std::filesystem::path& path) {
    CatalogReader reader{path};
    CatalogFile file{reader.meta(), {}};
    Product product;
    while (reader.next(product)) {
        file.products.push_back(std::move(product));
    }
    return file;
}

} // namespace ocop::catalog_sync
