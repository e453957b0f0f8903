#include "pos/store/verify.hpp"

#include "pos/core/clause.hpp"
#include "pos/sqlite/transaction.hpp"
#include "pos/store/chain_check.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/head.hpp"
#include "pos/store/ledger_file.hpp"
#include "pos/store/ledger_tables.hpp"
#include "pos/store/projections.hpp"

namespace ocop::store {

namespace {

constexpr int heads_tried_max = 3;

/// Dropped triggers let records be changed; that they are back proves nothing, but that they are
/// gone proves something.
std::optional<Fault> check_schema(sqlite::Connection& database) {
    return has_ledger_tables(database)
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
    const auto damage = database.damage();
    return damage ? std::optional{Fault{std::nullopt, "the file is damaged: " + *damage}}
                  : std::nullopt;
}

/// What verify() is told, for the functions it is made of.
struct Order {
    const std::filesystem::path& folder;
    Depth depth;
    const CheckSignature& check_signature;
    const Progress& progress;
    const MakeSeal& seal;
};

std::optional<Fault> check_all(
    sqlite::Connection& database,
    const Order& order,
    const Expected<std::optional<Head>, Failure>& head,
    ChainCheck& chain
) {
    try {
        const sqlite::Transaction one_view{database, sqlite::Begin::deferred};
        if (auto fault = check_records(database, chain, order.progress)) {
            return fault;
        }
        if (auto fault = check_head(head, chain.end(), order.check_signature)) {
            return fault;
        }
        if (auto fault = check_seal(database, chain, order.seal)) {
            return fault;
        }
        if (auto fault = check_schema(database)) {
            return fault;
        }
        return order.depth == Depth::full ? check_projections(database, chain.sums())
                                          : std::nullopt;
    } catch (const sqlite::SqliteError& error) {
        const auto code = error.failure_code();
        if (code != FailureCode::corrupt && code != FailureCode::foreign) {
            throw;
        }
        return Fault{chain.sums().ledger.records, std::string{"cannot be read: "} + error.what()};
    }
}

std::optional<std::int64_t> unproved(const ChainCheck& chain, const MakeSeal& seal) {
    const std::int64_t from = chain.last_signed() ? chain.last_signed()->seq + 1 : 0;
    return !seal && chain.signs() && from < chain.sums().ledger.records ? std::optional{from}
                                                                        : std::nullopt;
}

Verdict verdict_with(const Order& order, const Expected<std::optional<Head>, Failure>& head) {
    if (!head && head.error().code != FailureCode::corrupt) {
        throw StoreError{head.error()}; // a disk that could not be read is no damage
    }
    sqlite::Connection database = look_at_ledger(order.folder);
    ChainCheck chain{
        head && *head ? std::optional{**head} : std::nullopt,
        receipts_in(database),
        order.check_signature};
    auto fault = check_all(database, order, head, chain);
    const Ledger& ledger = chain.sums().ledger;
    return Verdict{ledger.records, ledger.head, std::move(fault), unproved(chain, order.seal)};
}

} // namespace

std::string words(const Fault& fault) {
    return fault.seq ? "seq " + std::to_string(*fault.seq) + ": " + fault.what : fault.what;
}

std::string words(const Fault& fault, Language language) {
    if (language == Language::en) {
        return words(fault);
    }
    const std::string what = clause(fault.what, language);
    if (!fault.seq) {
        return what;
    }
    const std::string place = "seq " + std::to_string(*fault.seq);
    return what.empty() ? place : place + ": " + what;
}

Expected<Verdict, Failure> verify(
    const std::filesystem::path& folder,
    Depth depth,
    const CheckSignature& check_signature,
    const Progress& progress,
    const MakeSeal& seal
) {
    return guard(folder / ledger_file, [&] {
        const Order order{folder, depth, check_signature, progress, seal};
        // Read before the ledger, the head of a till that sells on is behind, not ahead. It may be
        // behind a shift that was closed in between, and then it is another one afterwards.
        auto head = read_head(folder);
        auto verdict = verdict_with(order, head);
        for (int again = 0; verdict.fault && again < heads_tried_max; ++again) {
            auto now = read_head(folder);
            if (!now || !head || *now == *head) {
                break;
            }
            head = std::move(now);
            verdict = verdict_with(order, head);
        }
        return verdict;
    });
}

} // namespace ocop::store
