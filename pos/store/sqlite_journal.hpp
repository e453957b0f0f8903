#pragma once

#include "pos/ports/journal.hpp"
#include "pos/sqlite/connection.hpp"
#include "pos/store/head.hpp"
#include "pos/store/projections.hpp"
#include "pos/store/store_files.hpp"
#include "pos/store/store_lock.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace ocop::store {

/// What a journal is opened for.
enum class Use {
    read, // any number of programs at once, also while a till sells
    write // one program at a time, for as long as the journal is open
};

/// The journal of one till in `ledger.db` (contract, section 4). Stays on the thread that opened
/// it.
///
/// An append is one transaction: the record, and the projections it changes, durable together
/// (WAL, synchronous=FULL). Writes the file `head` when made, after each shift-close (signed anew)
/// and when it goes.
class SqliteJournal final : public Journal {
public:
    /// Makes the ledger in `folder` (made too if missing) with `genesis` as record 0, whole or not
    /// at all. Fails with `exists` where there is one, `locked`, `corrupt` if `genesis` does not
    /// say what `identity` says.
    [[nodiscard]] static Expected<std::unique_ptr<SqliteJournal>, Failure> create(
        const std::filesystem::path& folder,
        const Identity& identity,
        const RecordDraft& genesis,
        Sign sign = {}
    );

    /// Opens the ledger in `folder`; its sums come from the projections, not from a replay. Fails
    /// with `missing`, `foreign`, `newer`, `locked` (writing only), `permission`, `corrupt` (the
    /// sums do not belong to the last record; for writing: the journal contradicts its head).
    [[nodiscard]] static Expected<std::unique_ptr<SqliteJournal>, Failure>
    open(const std::filesystem::path& folder, Use use, Sign sign = {});

    /// Writes the head if the journal is open for writing and was not closed; a failure to is not
    /// told: a head behind the ledger is none.
    ~SqliteJournal() override;
    SqliteJournal(const SqliteJournal&) = delete;
    SqliteJournal& operator=(const SqliteJournal&) = delete;

    /// As the port says. Also refuses (corrupt) a sale or return whose sums do not agree, and
    /// (exists) a receipt number that is there with another body.
    [[nodiscard]] Expected<Record, Failure> append(RecordDraft draft) override;

    [[nodiscard]] const Ledger& ledger() const override { return ledger_; }

    [[nodiscard]] Expected<void, Failure> read(
        std::int64_t first, std::int64_t last, const std::function<bool(const Record&)>& visit
    ) override;

    [[nodiscard]] Expected<std::optional<StoredSale>, Failure> find(const std::string& number
    ) override;

    /// Like read(), but the records of the Vietnamese days from `from` to `to` (both included), in
    /// the order of the journal, without looking at those of other days.
    [[nodiscard]] Expected<void, Failure>
    read_days(Day from, Day to, const std::function<bool(const Record&)>& visit);

    /// Where shift `number` lies in the journal; nullopt if there was none.
    [[nodiscard]] Expected<std::optional<ShiftSpan>, Failure> shift(std::int64_t number);

    /// The head as it was last written or read.
    [[nodiscard]] const std::optional<Head>& head() const { return head_; }

    /// Brings the head up to the last record, the anchor up to the last closed shift. Called by the
    /// destructor; call it to learn of a failure.
    [[nodiscard]] Expected<void, Failure> write_head();

private:
    SqliteJournal(
        std::filesystem::path folder,
        std::unique_ptr<StoreLock> lock,
        sqlite::Connection database,
        Sign sign
    );

    void load();
    void load_head();
    [[nodiscard]] std::optional<Record> stored_as(const std::string& number);
    [[nodiscard]] Record commit(RecordDraft draft);

    [[nodiscard]] std::filesystem::path path() const { return folder_ / ledger_file; }

    std::filesystem::path folder_;
    std::unique_ptr<StoreLock> lock_; // null: for reading only; let go after the database is closed
    sqlite::Connection database_;
    Sign sign_;
    Projections projections_;
    sqlite::Statement insert_;
    sqlite::Statement by_receipt_;
    Ledger ledger_{};
    std::optional<Head> head_{};
    bool head_is_lost_ = false;  // no readable head, though a shift was closed
    bool anchor_is_due_ = false; // a shift was closed since the anchor was signed
};

} // namespace ocop::store
