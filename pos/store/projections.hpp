#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"
#include "pos/sqlite/connection.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace ocop::store {

/// Where a shift lies in the journal: sequence of its `shift-open` and, once closed, `shift-close`.
struct ShiftSpan {
    std::int64_t opened = 0;
    std::optional<std::int64_t> closed{};
    bool operator==(const ShiftSpan&) const = default;
};

/// Everything in ledger.db that is not the journal: the sums, and two look-up tables.
struct Projected {
    Ledger ledger{};
    std::map<std::int64_t, ShiftSpan> shifts{};                // by shift number
    std::set<std::pair<std::string, std::int64_t>> returned{}; // (sale's number, return's sequence)

    /// Takes in the next record; refuses as Ledger::apply does, then nothing changed.
    [[nodiscard]] std::optional<RecordFault> apply(const Record& record);
};

/// The first table in which two differ ("stock of QNA-001", "user" …), or nullopt if all are equal.
[[nodiscard]] std::optional<std::string> difference(const Projected& a, const Projected& b);

/// Every product code whose stock a record with this body may change.
[[nodiscard]] std::set<std::string> products_named_in(const RecordBody& body);

/// The projection tables of one open ledger. Every function throws SqliteError (or StoreError:
/// tables, where a stored value cannot be read) and leaves the transaction to its caller.
class Projections {
public:
    /// `database` must outlive it.
    explicit Projections(sqlite::Connection& database);

    /// The sums as they are stored. Quick whatever the length of the journal.
    [[nodiscard]] Ledger load();
    /// The sums and the look-up tables, whole.
    [[nodiscard]] Projected load_all();

    /// Stores what `record` changed: `before` and `after` are the sums around it. The stock of
    /// `before` is not looked at.
    void write(const Ledger& before, const Ledger& after, const Record& record);

    /// Replaces everything by `projected`.
    void replace(const Projected& projected);

    /// Where shift `number` lies; nullopt if there was none.
    [[nodiscard]] std::optional<ShiftSpan> shift(std::int64_t number);

private:
    [[nodiscard]] Ledger load_sums();
    [[nodiscard]] Projected load_everything();
    void put_counters(const Ledger& ledger);
    void put_user(const User& user);
    void put_setting(const std::string& key, const std::string& value);
    void put_einvoice(const std::string& series, std::int64_t last);
    void put_pin_tries(const std::string& user, const PinTries& tries);
    void put_hold(const Hold& hold);
    void put_stock(const std::string& product, Quantity quantity);
    void put_summary(const char* state, const std::optional<ShiftSummary>& summary);
    void put_shift(std::int64_t number, const ShiftSpan& span);
    void put_returned(const std::string& sale, std::int64_t seq);
    void write_small_tables(const Ledger& before, const Ledger& after);

    sqlite::Connection& database_;
    sqlite::Statement put_counters_;
    sqlite::Statement put_stock_;
    sqlite::Statement put_summary_;
    /// Prepared at the first sale: a ledger of an older version, open for reading, has no such
    /// table.
    std::optional<sqlite::Statement> put_einvoice_{};
};

} // namespace ocop::store
