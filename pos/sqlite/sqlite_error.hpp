#pragma once

#include "pos/ports/failure.hpp"

#include <stdexcept>
#include <string>

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

} // namespace ocop::sqlite
