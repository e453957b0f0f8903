#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace ocop::sqlite {

/// One prepared statement: parameters are bound, never concatenated. Every function throws
/// SqliteError. Parameters count from 1, columns from 0, as in SQLite.
class Statement {
public:
    /// Prepares exactly one statement. `database` must outlive it.
    Statement(sqlite3* database, std::string_view sql);

    /// Binds and returns itself. Text and bytes are copied.
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view value);

    Statement& bind(int parameter, const char* value) {
        return bind(parameter, std::string_view{value});
    }

    /// As bind(), without a copy: the text must stay where it is until the statement has run.
    Statement& bind_kept(int parameter, std::string_view value);
    Statement& bind_optional(int parameter, const std::optional<std::string>& value);
    Statement& bind_bytes(int parameter, std::string_view value);
    Statement& bind_null(int parameter);

    /// The next row; false after the last one, and then the statement is ready to run again.
    [[nodiscard]] bool step();
    /// Runs to the end, dropping rows, ready to be bound again.
    void run();
    /// Forgets rows not yet read, keeps what is bound.
    void reset();

    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    /// Text or bytes of the present row; valid until the next step.
    [[nodiscard]] std::string_view text(int column) const;

private:
    void check(int code, std::string_view doing) const;

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };

    std::unique_ptr<sqlite3_stmt, Finalize> statement_{};
};

} // namespace ocop::sqlite
