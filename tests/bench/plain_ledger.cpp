#include "tests/bench/plain_ledger.hpp"

#include "pos/sqlite/transaction.hpp"
#include "pos/store/migrations.hpp"

#include <string_view>

namespace ocop::bench {

namespace {

sqlite::Connection made(const std::filesystem::path& path) {
    sqlite::Connection database{path, sqlite::Access::create};
    store::migrate(database);
    database.execute("PRAGMA journal_mode = WAL");
    database.execute("DROP TRIGGER journal_keeps_every_record; DROP TRIGGER "
                     "journal_changes_no_record; DROP TRIGGER journal_grows_at_its_end");
    return database;
}

} // namespace

PlainLedger::PlainLedger(const std::filesystem::path& path, const std::vector<Record>& opening)
    : database_{made(path)},
      insert_{database_.prepare("INSERT INTO journal (seq, kind, day, receipt, record) "
                                "VALUES (?1, ?2, ?3, ?4, ?5)")},
      put_counters_{database_.prepare("INSERT OR REPLACE INTO counters VALUES "
                                      "(1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)")},
      put_stock_{database_.prepare("INSERT OR REPLACE INTO stock VALUES (?1, ?2)")},
      put_summary_{database_.prepare("INSERT OR REPLACE INTO shift_summary VALUES ('open', ?1)")},
      put_einvoice_{database_.prepare("INSERT OR REPLACE INTO einvoice VALUES (?1, ?2)")} {
    sqlite::Transaction transaction{database_};
    for (const Record& record : opening) {
        insert(record, line_text(record));
    }
    transaction.commit();
}

void PlainLedger::insert(const Record& record, const std::string& line) {
    insert_.bind(1, record.seq)
        .bind(2, record.kind)
        .bind(3, record.at.day().days().time_since_epoch().count())
        .bind_optional(4, receipt_of(record.kind, record.body))
        .bind(5, line)
        .run();
}

void PlainLedger::append(const SaleRows& rows) {
    sqlite::Transaction transaction{database_};
    insert(rows.record, rows.line);
    put_counters_.bind(1, rows.after.records)
        .bind(2, hex(rows.after.head))
        .bind(3, rows.after.last_at.seconds())
        .bind(4, rows.after.shifts)
        .bind(5, rows.after.receipts)
        .bind(6, rows.after.last_hold)
        .bind(7, rows.after.catalog)
        .run();
    for (const auto& [product, quantity] : rows.stock) {
        put_stock_.bind(1, product).bind(2, quantity.thousandths()).run();
    }
    put_summary_.bind(1, rows.summary).run();
    for (const auto& [series, last] : rows.einvoices) {
        put_einvoice_.bind(1, series).bind(2, last).run();
    }
    transaction.commit();
}

std::string rows_of(sqlite::Connection& database) {
    return database.text(
        "SELECT (SELECT group_concat(seq || kind || day || coalesce(receipt, '') || record) "
        "FROM (SELECT * FROM journal ORDER BY seq)) || "
        "(SELECT group_concat(records || head || last_at || shifts || receipts || last_hold || "
        "catalog) FROM counters) || "
        "(SELECT group_concat(product || quantity) FROM stock) || "
        "(SELECT group_concat(series || last) FROM einvoice) || "
        "(SELECT group_concat(state || summary) FROM shift_summary)"
    );
}

} // namespace ocop::bench
