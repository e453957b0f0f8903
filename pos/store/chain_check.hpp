#pragma once

#include "pos/core/record.hpp"
#include "pos/sqlite/connection.hpp"
#include "pos/store/head.hpp"
#include "pos/store/projections.hpp"
#include "pos/store/verify.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::store {

/// One row of the table `journal`, as it is stored.
struct JournalRow {
    std::int64_t seq = 0;
    std::string_view kind{};
    std::int64_t day = 0;
    std::optional<std::string_view> receipt{};
    std::string_view record{};
};

/// The record stored under a receipt number, as its line of text, or nullopt.
using FindReceipt = std::function<std::optional<std::string>(const std::string& number)>;
/// Looks in the journal of `database`, which must outlive it.
[[nodiscard]] FindReceipt receipts_in(sqlite::Connection& database);

/// Reads a journal row by row from record 0 and says which row is the first that is not as the till
/// wrote it.
class ChainCheck {
public:
    /// Remembers the hashes at the places `head` speaks of, for check_head(); asks `find` for the
    /// sales that returns take goods back from.
    ChainCheck(const std::optional<Head>& head, FindReceipt find);

    /// The fault of the next row, or nullopt: then its record is in the sums.
    [[nodiscard]] std::optional<Fault> next(const JournalRow& row);

    /// The sums over all rows that were good.
    [[nodiscard]] const Projected& sums() const { return sums_; }

    /// True once a shift was closed.
    [[nodiscard]] bool closed_a_shift() const { return sums_.ledger.last_shift.has_value(); }

    /// The hash of record `seq`, if the head speaks of it and it was read.
    [[nodiscard]] std::optional<Hash> hash_at(std::int64_t seq) const;

private:
    [[nodiscard]] std::optional<std::string> what_is_wrong(const JournalRow& row);
    [[nodiscard]] std::optional<std::string> wrong_with_receipt(const Record& record);

    FindReceipt find_{};
    Projected sums_{};
    std::map<std::string, std::vector<SaleBody>> returns_{}; // by the sale they take back from
    std::map<std::int64_t, std::optional<Hash>> wanted_{};
};

/// Runs every row of the journal through `chain`; the first fault. Throws SqliteError.
[[nodiscard]] std::optional<Fault>
check_records(sqlite::Connection& database, ChainCheck& chain, const Progress& progress);

/// What is wrong with the head of a journal whose records are all good. After a closed shift it
/// must be there, readable and signed; and whatever it says must be true of the journal. It may be
/// behind.
[[nodiscard]] std::optional<Fault> check_head(
    const Expected<std::optional<Head>, Failure>& head,
    const ChainCheck& chain,
    const CheckSignature& check_signature
);

} // namespace ocop::store
