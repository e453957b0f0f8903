#include "pos/store/verify.hpp"

#include "pos/sqlite/transaction.hpp"
#include "pos/store/chain_check.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/head.hpp"
#include "pos/store/ledger_file.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/projections.hpp"
#include "pos/store/store_lock.hpp"

#include <vector>

namespace ocop::store {

namespace {

/// The text of every table, index and trigger, in the order of their names.
std::vector<std::string> schema_of(sqlite::Connection& database) {
    std::vector<std::string> texts;
    auto rows =
        database.prepare("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name");
    while (rows.step()) {
        texts.emplace_back(rows.text(0));
    }
    return texts;
}

/// Dropped triggers let records be changed; that they are back proves nothing, but that they are
/// gone proves something.
std::optional<Fault> check_schema(sqlite::Connection& database) {
    sqlite::Connection fresh{":memory:", sqlite::Access::create};
    migrate(fresh, database.integer("PRAGMA user_version"));
    return schema_of(database) == schema_of(fresh)
               ? std::nullopt
               : std::optional{
                   Fault{std::nullopt, "the tables or triggers are not as they were made"}};
}

/// The projections, and SQLite's own look at its pages and indexes.
std::optional<Fault> check_projections(sqlite::Connection& database, const Projected& replayed) {
    try {
        if (const auto table = difference(Projections{database}.load_all(), replayed)) {
            return Fault{std::nullopt, "the projection differs from the journal: " + *table};
        }
    } catch (const StoreError& error) {
        return Fault{std::nullopt, error.failure().what};
    }
    const std::string integrity = database.text("PRAGMA integrity_check(1)");
    return integrity == "ok"
               ? std::nullopt
               : std::optional{Fault{std::nullopt, "the file is damaged: " + integrity}};
}

std::optional<Fault> check_all(
    sqlite::Connection& database,
    Depth depth,
    const Expected<std::optional<Head>, Failure>& head,
    const CheckSignature& check_signature,
    const Progress& progress,
    ChainCheck& chain
) {
    try {
        const sqlite::Transaction one_view{database, sqlite::Begin::deferred};
        if (auto fault = check_records(database, chain, progress)) {
            return fault;
        }
        if (auto fault = check_head(head, chain, check_signature)) {
            return fault;
        }
        if (auto fault = check_schema(database)) {
            return fault;
        }
        return depth == Depth::full ? check_projections(database, chain.sums()) : std::nullopt;
    } catch (const sqlite::SqliteError& error) {
        const auto code = error.failure_code();
        if (code != FailureCode::corrupt && code != FailureCode::foreign) {
            throw;
        }
        return Fault{chain.sums().ledger.records, std::string{"cannot be read: "} + error.what()};
    }
}

} // namespace

std::string words(const Fault& fault) {
    return fault.seq ? "seq " + std::to_string(*fault.seq) + ": " + fault.what : fault.what;
}

Expected<Verdict, Failure> verify(
    const std::filesystem::path& folder,
    Depth depth,
    const CheckSignature& check_signature,
    const Progress& progress
) {
    return guard(folder / ledger_file, [&] {
        // Before the ledger: a till that sells on meanwhile may leave the head behind, not ahead.
        const auto head = read_head(folder);
        sqlite::Connection database = open_ledger(folder, sqlite::Access::read);
        ChainCheck chain{
            head && *head ? std::optional{**head} : std::nullopt, receipts_in(database)};
        auto fault = check_all(database, depth, head, check_signature, progress, chain);
        return Verdict{chain.sums().ledger.records, chain.sums().ledger.head, std::move(fault)};
    });
}

Expected<Rebuilt, Failure> rebuild(const std::filesystem::path& folder, const Progress& progress) {
    const std::filesystem::path path = folder / ledger_file;
    return guard(path, [&] {
        std::error_code error;
        if (!std::filesystem::exists(path, error)) {
            throw StoreError{
                Failure{FailureCode::missing, "there is no ledger here", path.string()}};
        }
        const StoreLock lock{folder};
        sqlite::Connection database = open_ledger(folder, sqlite::Access::write);
        sqlite::Transaction transaction{database};
        ChainCheck chain{std::nullopt, receipts_in(database)};
        if (const auto fault = check_records(database, chain, progress)) {
            throw StoreError{Failure{FailureCode::corrupt, words(*fault), path.string()}};
        }
        Projections projections{database};
        Rebuilt rebuilt{chain.sums().ledger.records, std::nullopt};
        const auto before = guard(path, [&] { return projections.load_all(); });
        rebuilt.difference =
            before ? difference(*before, chain.sums()) : std::optional{before.error().what};
        projections.replace(chain.sums());
        transaction.commit();
        return rebuilt;
    });
}

} // namespace ocop::store
