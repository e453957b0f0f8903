#pragma once

#include "pos/sqlite/connection.hpp"
#include "pos/sqlite/statement.hpp"
#include "tests/bench/sales.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ocop::bench {

/// The tables of a ledger in a plain SQLite database: what a program that only stores the rows
/// would do. No triggers, no hashes, no checks; WAL and FULL sync as ours.
class PlainLedger {
public:
    /// A new one at `path`, with the records before the first sale.
    PlainLedger(const std::filesystem::path& path, const std::vector<Record>& opening);

    /// Writes the rows of one sale in one durable transaction.
    void append(const SaleRows& rows);

    /// Writes the row of one record; the transaction is the caller's.
    void insert(const Record& record, const std::string& line);

    [[nodiscard]] sqlite::Connection& database() { return database_; }

private:
    sqlite::Connection database_;
    sqlite::Statement insert_;
    sqlite::Statement put_counters_;
    sqlite::Statement put_stock_;
    sqlite::Statement put_summary_;
    sqlite::Statement put_einvoice_;
};

/// Every row a sale writes in the ledger `database`, as text: two ledgers with the same text hold
/// the same.
[[nodiscard]] std::string rows_of(sqlite::Connection& database);

} // namespace ocop::bench
