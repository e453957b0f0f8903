#include "pos/sqlite/sqlite_error.hpp"

#include <sqlite3.h>

namespace ocop::sqlite {

FailureCode SqliteError::failure_code() const {
    switch (code_ & 0xff) { // the low byte is the primary code (sqlite.org/rescode.html)
    case SQLITE_FULL:
        return FailureCode::disk_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FailureCode::locked;
    case SQLITE_NOTADB:
        return FailureCode::foreign;
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return FailureCode::corrupt;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return FailureCode::permission;
    default: // SQLite's codes, not ours: they grow with its versions
        return FailureCode::disk_error;
    }
}

} // namespace ocop::sqlite
