#include "pos/sqlite/statement.hpp"

#include "pos/sqlite/sqlite_error.hpp"

#include <sqlite3.h>

#include <string>

namespace ocop::sqlite {

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v3(
        database,
        sql.data(),
        static_cast<int>(sql.size()),
        SQLITE_PREPARE_PERSISTENT,
        &prepared,
        nullptr
    );
    if (code != SQLITE_OK) {
        throw error_of(database, code, "preparing " + std::string{sql.substr(0, 80)});
    }
    statement_.reset(prepared);
}

void Statement::check(int code, std::string_view doing) const {
    if (code != SQLITE_OK) {
        throw error_of(
            sqlite3_db_handle(statement_.get()),
            code,
            std::string{doing} + " " + std::string{sqlite3_sql(statement_.get())}.substr(0, 80)
        );
    }
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    check(sqlite3_bind_int64(statement_.get(), parameter, value), "binding");
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view value) {
    check(
        sqlite3_bind_text64(
            statement_.get(),
            parameter,
            value.data() != nullptr ? value.data() : "", // a null pointer would bind NULL
            value.size(),
            SQLITE_TRANSIENT,
            SQLITE_UTF8
        ),
        "binding"
    );
    return *this;
}

Statement& Statement::bind_kept(int parameter, std::string_view value) {
    check(
        sqlite3_bind_text64(
            statement_.get(), parameter, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8
        ),
        "binding"
    );
    return *this;
}

Statement& Statement::bind_optional(int parameter, const std::optional<std::string>& value) {
    return value ? bind(parameter, *value) : bind_null(parameter);
}

Statement& Statement::bind_bytes(int parameter, std::string_view value) {
    check(
        sqlite3_bind_blob64(
            statement_.get(),
            parameter,
            value.data() != nullptr ? value.data() : "",
            value.size(),
            SQLITE_TRANSIENT
        ),
        "binding"
    );
    return *this;
}

Statement& Statement::bind_null(int parameter) {
    check(sqlite3_bind_null(statement_.get(), parameter), "binding");
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    // The message belongs to the failed step; after the reset it is the same one.
    const int again = sqlite3_reset(statement_.get());
    if (code != SQLITE_DONE) {
        check(again != SQLITE_OK ? again : code, "running");
    }
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr
               ? std::string_view{}
               : std::string_view{static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

} // namespace ocop::sqlite
