#include "pos/sqlite/connection.hpp"

#include "pos/sqlite/sqlite_error.hpp"

#include <sqlite3.h>

#include <string>

namespace ocop::sqlite {

namespace {

/// `path` as a file: URI, so that a name with '?', '#' or '%' stays a name.
std::string uri(const std::filesystem::path& path, Access access) {
    std::string text = "file:";
    for (const char c : path.string()) {
        if (c == '?' || c == '#' || c == '%') {
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            text += '%';
            text += digits[byte >> 4U];
            text += digits[byte & 15U];
        } else {
            text += c;
        }
    }
    if (access == Access::immutable) {
        text += "?immutable=1";
    }
    return text;
}

int open_flags(Access access) {
    constexpr int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    switch (access) {
    case Access::read:
    case Access::immutable:
        return common | SQLITE_OPEN_READONLY;
    case Access::write:
        return common | SQLITE_OPEN_READWRITE;
    case Access::create:
        return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return common | SQLITE_OPEN_READONLY;
}

} // namespace

void Connection::Close::operator()(sqlite3* handle) const noexcept {
    sqlite3_close_v2(handle); // a statement that outlives us keeps the file open until it goes
}

Connection::Connection(const std::filesystem::path& path, Access access, int busy_timeout_ms) {
    sqlite3* opened = nullptr;
    const int code =
        sqlite3_open_v2(uri(path, access).c_str(), &opened, open_flags(access), nullptr);
    handle_.reset(opened);
    if (code != SQLITE_OK) {
        throw error_of(opened, code, "opening");
    }
    sqlite3_busy_timeout(opened, busy_timeout_ms);
    for (const int option :
         {SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY, SQLITE_DBCONFIG_ENABLE_TRIGGER}) {
        sqlite3_db_config(opened, option, 1, nullptr);
    }
    for (const int option :
         {SQLITE_DBCONFIG_TRUSTED_SCHEMA,
          SQLITE_DBCONFIG_DQS_DML,
          SQLITE_DBCONFIG_DQS_DDL,
          SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION}) {
        sqlite3_db_config(opened, option, 0, nullptr);
    }
    // Without recursive_triggers INSERT OR REPLACE deletes rows without asking their triggers.
    execute("PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL"
    );
}

void Connection::execute(std::string_view sql) {
    const std::string text{sql};
    const int code = sqlite3_exec(handle(), text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        throw error_of(handle(), sqlite3_extended_errcode(handle()), text.substr(0, 80));
    }
}

std::int64_t Connection::integer(std::string_view sql) {
    Statement statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Connection::text(std::string_view sql) {
    Statement statement = prepare(sql);
    return statement.step() ? std::string{statement.text(0)} : std::string{};
}

Statement Connection::prepare(std::string_view sql) {
    return Statement{handle(), sql};
}

std::optional<std::string> Connection::damage() {
    std::string found = text("PRAGMA integrity_check(1)");
    if (found == "ok") {
        return std::nullopt;
    }
    if (has_failed_to_read(handle())) {
        throw error_of(handle(), SQLITE_CORRUPT, "PRAGMA integrity_check(1)");
    }
    return found;
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(handle());
}

void Connection::copy_to(Connection& target) {
    sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", handle(), "main");
    if (backup == nullptr) {
        throw error_of(
            target.handle(), sqlite3_extended_errcode(target.handle()), "starting a copy"
        );
    }
    const int stepped = sqlite3_backup_step(backup, -1); // all pages at once: one moment in time
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE) {
        throw error_of(nullptr, stepped, "copying");
    }
    if (finished != SQLITE_OK) {
        throw error_of(nullptr, finished, "finishing a copy");
    }
}

} // namespace ocop::sqlite
