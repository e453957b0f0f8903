#pragma once

#include "pos/sqlite/connection.hpp"

namespace ocop::sqlite {

enum class Begin {
    immediate, // takes the write lock at once, so that nothing fails half-way for want of it
    deferred   // one consistent view for reading
};

/// All or nothing: what is not committed is rolled back when this goes. Throws SqliteError.
class Transaction {
public:
    explicit Transaction(Connection& connection, Begin begin = Begin::immediate);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// Makes everything since the start durable (FULL sync). If it throws, nothing was written.
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

} // namespace ocop::sqlite
