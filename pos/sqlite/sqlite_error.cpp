#include "pos/sqlite/sqlite_error.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace ocop::sqlite {

namespace {

/// The errors of read(2) that SQLite takes for a damaged file (os_unix.c, unixRead).
bool is_of_the_disk(int error) {
    return error == EIO || error == ENXIO || error == ERANGE;
}

/// What the last call on `file` that failed left in errno; 0 if none did.
int last_error(sqlite3_file* file) {
    int error = 0;
    if (file != nullptr && file->pMethods != nullptr) {
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
    }
    return error;
}

sqlite3_file* file_of(sqlite3* database, int which) {
    sqlite3_file* file = nullptr;
    return sqlite3_file_control(database, "main", which, &file) == SQLITE_OK ? file : nullptr;
}

} // namespace

bool has_failed_to_read(sqlite3* database) {
    // The "journal" is the write-ahead log where there is one.
    return database != nullptr
           && (is_of_the_disk(last_error(file_of(database, SQLITE_FCNTL_FILE_POINTER)))
               || is_of_the_disk(last_error(file_of(database, SQLITE_FCNTL_JOURNAL_POINTER))));
}

SqliteError error_of(sqlite3* database, int code, const std::string& doing) {
    const int primary = code & 0xff;
    if ((primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) && has_failed_to_read(database)) {
        return {
            SQLITE_IOERR_READ, std::string{sqlite3_errstr(SQLITE_IOERR_READ)} + " while " + doing};
    }
    const char* words = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    return {code, std::string{words} + " while " + doing};
}

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
