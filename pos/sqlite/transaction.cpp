#include "pos/sqlite/transaction.hpp"

#include <sqlite3.h>

namespace ocop::sqlite {

Transaction::Transaction(Connection& connection, Begin begin)
    : connection_{connection} {
    connection_.execute(begin == Begin::immediate ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    // After some errors (a full disk, for one) SQLite has rolled back already.
    if (open_ && sqlite3_get_autocommit(connection_.handle()) == 0) {
        sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit() {
    connection_.execute("COMMIT");
    open_ = false;
}

} // namespace ocop::sqlite
