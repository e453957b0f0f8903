#pragma once

#include "pos/sqlite/statement.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;

namespace ocop::sqlite {

enum class Access {
    read,      // the file must be there; nothing is written
    immutable, // as read, and nobody else may write either: for a folder nothing can be written to
    write,     // the file must be there
    create     // made where it is not there
};

/// One connection to one database file. Stays on the thread that opened it. Every function throws
/// SqliteError.
class Connection {
public:
    /// Opens `path` with what every database of ours is opened with: foreign keys on, triggers fire
    /// on REPLACE, the schema is not trusted, defensive, cells checked, FULL sync, and a wait of
    /// `busy_timeout_ms` for another program's lock.
    explicit Connection(
        const std::filesystem::path& path, Access access, int busy_timeout_ms = 2000
    );

    /// Runs one or more statements without parameters; their rows are dropped.
    void execute(std::string_view sql);

    /// The first column of the first row as an integer, 0 if there is none: for PRAGMAs and counts.
    [[nodiscard]] std::int64_t integer(std::string_view sql);

    /// The first column of the first row as text, empty if there is none.
    [[nodiscard]] std::string text(std::string_view sql);

    /// A statement kept for the life of the connection, to be bound and run many times.
    [[nodiscard]] Statement prepare(std::string_view sql);

    /// The first thing SQLite finds wrong with its pages and indexes, which takes reading all of
    /// them; nullopt if nothing is. A disk that cannot be read is an error and no finding.
    [[nodiscard]] std::optional<std::string> damage();

    /// Rows the last INSERT, UPDATE or DELETE changed.
    [[nodiscard]] std::int64_t changes() const;

    /// Copies the whole database, as it is at one moment, into `target`, replacing what is in there
    /// (SQLite's online backup). Others may go on reading and writing meanwhile.
    void copy_to(Connection& target);

    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const noexcept;
    };

    std::unique_ptr<sqlite3, Close> handle_{};
};

} // namespace ocop::sqlite
