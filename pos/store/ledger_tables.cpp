#include "pos/store/ledger_tables.hpp"

#include "pos/core/record.hpp"
#include "pos/store/migrations.hpp"

#include <string>
#include <vector>

namespace ocop::store {

namespace {

/// The text of every table, index and trigger, in the order of their names.
std::vector<std::string> schema_of(sqlite::Connection& database) {
    std::vector<std::string> texts;
    auto rows =
        database.prepare("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name");
    while (rows.step()) {
        texts.emplace_back(rows.text(0));
    }
    return texts;
}

} // namespace

bool has_ledger_tables(sqlite::Connection& database) {
    const std::int64_t version = database.integer("PRAGMA user_version");
    if (version < 1 || version > newest_version()) {
        return false;
    }
    sqlite::Connection fresh{":memory:", sqlite::Access::create};
    migrate(fresh, version);
    return schema_of(database) == schema_of(fresh);
}

std::optional<Hash> hash_of(sqlite::Connection& database, std::int64_t seq) {
    auto rows = database.prepare("SELECT record FROM journal WHERE seq = ?1");
    if (!rows.bind(1, seq).step()) {
        return std::nullopt;
    }
    const auto record = parse_record(rows.text(0));
    return record ? std::optional{record->hash} : std::nullopt;
}

} // namespace ocop::store
