#pragma once

#include "pos/ports/failure.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;

namespace ocop::sqlite {

/// SQLite said no. Thrown by the wrappers of this folder and turned into a Failure by the guard of
/// the adapter that called them; it never crosses a port.
class SqliteError : public std::runtime_error {
public:
    /// `code`: SQLite's extended result code; `what`: its own words, with what was being done.
    SqliteError(int code, const std::string& what)
        : std::runtime_error{what},
          code_{code} {}

    [[nodiscard]] int code() const { return code_; }

    /// What the code means for the shop: disk_full, locked, corrupt, foreign …
    [[nodiscard]] FailureCode failure_code() const;

private:
    int code_;
};

/// True if the disk failed to give bytes of `database` or of its log since it was opened. SQLite
/// reports such a read as SQLITE_CORRUPT (its SQLITE_IOERR_CORRUPTFS does not leave a statement)
/// and, in integrity_check, as a damaged page.
[[nodiscard]] bool has_failed_to_read(sqlite3* database);

/// What `database` says of its last call, which returned `code`: a read error where it is one,
/// whatever the code says. `database` may be null.
[[nodiscard]] SqliteError error_of(sqlite3* database, int code, const std::string& doing);

} // namespace ocop::sqlite
