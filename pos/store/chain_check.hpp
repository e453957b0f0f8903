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

/// What a head is held against: the end of a journal.
struct JournalEnd {
    std::int64_t records = 0;
    std::string till{};
    std::string public_key{};
    bool closed_a_shift = false;
    std::optional<HeadPoint> last_signed{}; // the last record that carries a signature
    bool last_signed_restores = false;      // it is a `restore`
    /// The hash of record `seq`, where there is one.
    std::function<std::optional<Hash>(std::int64_t seq)> hash_at{};
};

/// Reads a journal row by row from record 0 and says which row is the first that is not as the till
/// wrote it.
class ChainCheck {
public:
    /// Remembers the hashes at the places `head` speaks of, for check_head(); asks `find` for the
    /// sales that returns take goods back from, and `check` for the signatures of records, which
    /// without it are only looked for.
    ChainCheck(const std::optional<Head>& head, FindReceipt find, CheckSignature check = {});

    /// The fault of the next row, or nullopt: then its record is in the sums.
    [[nodiscard]] std::optional<Fault> next(const JournalRow& row);

    /// The sums over all rows that were good.
    [[nodiscard]] const Projected& sums() const { return sums_; }

    /// The last record read that carries a signature.
    [[nodiscard]] const std::optional<HeadPoint>& last_signed() const { return last_signed_; }

    /// True if closings are signed: the genesis record promises it, or one was.
    [[nodiscard]] bool signs() const { return signs_; }

    /// What the head is held against, after all rows; valid as long as this is.
    [[nodiscard]] JournalEnd end() const;

private:
    [[nodiscard]] std::optional<std::string> wrong_with_signed(const Record& record);
    [[nodiscard]] std::optional<std::string> what_is_wrong(const JournalRow& row);
    [[nodiscard]] std::optional<std::string> wrong_with_receipt(const Record& record);

    FindReceipt find_{};
    CheckSignature check_{};
    bool signs_ = false;
    std::optional<HeadPoint> last_signed_{};
    bool last_signed_restores_ = false;
    Projected sums_{};
    std::map<std::string, std::vector<SaleBody>> returns_{}; // by the sale they take back from
    std::map<std::int64_t, std::optional<Hash>> wanted_{};
};

/// Runs every row of the journal through `chain`; the first fault. Throws SqliteError.
[[nodiscard]] std::optional<Fault>
check_records(sqlite::Connection& database, ChainCheck& chain, const Progress& progress);

/// What is wrong with the seal of the journal in `database`, all of which `chain` has read. A file
/// from before seals needs none, unless its journal shows that it had one. Without `seal`, the key
/// not being at hand, what is there is not looked at. Throws SqliteError.
[[nodiscard]] std::optional<Fault>
check_seal(sqlite::Connection& database, const ChainCheck& chain, const MakeSeal& seal);

/// What is wrong with the head of a journal whose records are all good. After a closed shift it
/// must be there, readable and signed; whatever it says must be true of the journal; and it must
/// not be behind the last signed record, unless it announces that one. Further it may be behind.
[[nodiscard]] std::optional<Fault> check_head(
    const Expected<std::optional<Head>, Failure>& head,
    const JournalEnd& end,
    const CheckSignature& check_signature
);

} // namespace ocop::store
