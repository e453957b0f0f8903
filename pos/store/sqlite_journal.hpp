#pragma once

#include "pos/ports/journal.hpp"
#include "pos/sqlite/connection.hpp"
#include "pos/sqlite/sqlite_error.hpp"
#include "pos/store/acceptance.hpp"
#include "pos/store/doubt.hpp"
#include "pos/store/head.hpp"
#include "pos/store/projections.hpp"
#include "pos/store/seal.hpp"
#include "pos/store/store_files.hpp"
#include "pos/store/store_lock.hpp"
#include "pos/store/verify.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace ocop::store {

/// What a journal is opened for.
enum class Use {
    read, // any number of programs at once, also while a till sells
    write // one program at a time, for as long as the journal is open
};

/// A doubt the last run left behind, and what the journal says of it now.
struct SettledDoubt {
    Doubt doubt{}; // without a kind: the file that should tell of it could not be read
    bool is_recorded = false;
};

/// The journal of one till in `ledger.db` (contract, section 4). Stays on the thread that opened
/// it.
///
/// An append is one transaction: the record, the projections it changes and the seal, durable
/// together (WAL, synchronous=FULL). The file `head` is written when the journal is made, around
/// each signed record (announced before, anchored after) and by write_head(). An opening that fails
/// writes nothing, and the destructor only that this run ended, into the lock file.
class SqliteJournal final : public Journal {
public:
    /// Makes the ledger in `folder` (made too if missing) with `genesis` as record 0, whole or not
    /// at all. Fails with `exists` where there is one, `locked`, `corrupt` if `genesis` does not
    /// say what `identity` says.
    [[nodiscard]] static Expected<std::unique_ptr<SqliteJournal>, Failure> create(
        const std::filesystem::path& folder,
        const Identity& identity,
        const RecordDraft& genesis,
        TillKey key = {}
    );

    /// Opens the ledger in `folder`; its sums come from the projections, not from a replay. Fails
    /// with `no_store`, `incomplete`, `foreign`, `newer`, `locked` (writing only), `permission`,
    /// `tables` (the projections are damaged: rebuild() mends them), `corrupt` (a record is
    /// damaged; for writing: fault() is not empty). Until
    /// it is accepted for writing, nothing in the folder is written.
    [[nodiscard]] static Expected<std::unique_ptr<SqliteJournal>, Failure>
    open(const std::filesystem::path& folder, Use use, TillKey key = {});

    /// Opens for writing a journal whose head says that records are gone from its end, and appends
    /// the record `decision` makes of what was found: a person decided to go on without them. Fails
    /// as look_for_loss() does, then nothing was written.
    [[nodiscard]] static Expected<std::unique_ptr<SqliteJournal>, Failure> open_with_loss(
        const std::filesystem::path& folder,
        TillKey key,
        const std::function<RecordDraft(const Ledger&, const Fault&, const std::optional<Head>&)>&
            decision
    );

    ~SqliteJournal() override;
    SqliteJournal(const SqliteJournal&) = delete;
    SqliteJournal& operator=(const SqliteJournal&) = delete;

    /// As the port says. Also refuses (corrupt) a sale or return whose sums do not agree, and
    /// (exists) a receipt number that is there with another body.
    ///
    /// A commit that fails leaves open whether the record is on disk (SQLite may write it, fail to
    /// sync it, and read it back after a restart): then the database is closed, opened and looked
    /// at again, and the answer says which it was. Where that cannot be done it is `not_known`, the
    /// journal stays closed (everything fails with that), and the next opening tells (doubt()).
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

    /// The first record, by sequence, of those days; nullopt if there is none.
    [[nodiscard]] Expected<std::optional<std::int64_t>, Failure> first_of_days(Day from, Day to);

    /// Calls `visit` for the records of one kind, the last first, until it returns false.
    [[nodiscard]] Expected<void, Failure>
    read_backwards(std::string_view kind, const std::function<bool(const Record&)>& visit);

    /// Calls `visit`, in the order of the journal, for the receipts of those days with a line of
    /// `product`, for the sales that returns among them take goods back from, and for the records
    /// of the journal's first and last day, one each.
    [[nodiscard]] Expected<void, Failure> read_of_product(
        const std::string& product,
        Day from,
        Day to,
        const std::function<void(const Record&)>& visit
    );

    /// Like read(), from `first` to the end, and proves each record before it is visited
    /// (RangeCheck), the last as the one that was sealed: corrupt, with the first bad record as
    /// `where`, else.
    [[nodiscard]] Expected<void, Failure> read_proved(
        std::int64_t first,
        const Progress& progress,
        const std::function<bool(const Record&)>& visit
    );

    /// Where shift `number` lies in the journal; nullopt if there was none.
    [[nodiscard]] Expected<std::optional<ShiftSpan>, Failure> shift(std::int64_t number);

    /// The head as it was last written or read.
    [[nodiscard]] const std::optional<Head>& head() const { return head_; }

    /// Brings the head up to the last record, the anchor up to the last signed one. To be called
    /// when the till has done its work; a head left behind is no damage.
    [[nodiscard]] Expected<void, Failure> write_head();

    /// What is wrong with a journal that was opened for reading; nullopt if nothing was seen.
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

    /// What the last run could not find out, and what the journal says now. Only for writing.
    [[nodiscard]] const std::optional<SettledDoubt>& doubt() const { return doubt_; }

    /// Whoever goes on was told of it: the next record ends it, unless that tells of a PIN typed.
    /// Until then every start finds it again.
    void doubt_was_told() { doubt_was_told_ = true; }

    /// The record of which this run cannot tell whether it is on disk: nothing can be done any
    /// more.
    [[nodiscard]] const std::optional<Doubt>& not_known() const { return not_known_; }

    /// True if the last run did not end by itself: its last records may never have been seen. Every
    /// start finds that again until end_was_told().
    [[nodiscard]] bool ended_early() const { return ended_early_; }

    /// Whoever goes on was told that the last run ended early.
    void end_was_told() { end_was_told_ = true; }

private:
    /// The open database and what is prepared in it: gone, all of it, to be looked at again.
    struct Hands {
        Hands(sqlite::Connection opened, bool writes);

        sqlite::Connection database;
        Projections projections;
        sqlite::Statement insert;
        sqlite::Statement by_receipt;
        std::optional<Seal> seal{}; // for writing only
    };

    SqliteJournal(std::filesystem::path folder, std::unique_ptr<StoreLock> lock, TillKey key);

    void open_hands(Use use);
    void take_up(Acceptance found);
    void begin_writing();
    void settle_last_doubt();
    void say_how_it_goes();
    [[nodiscard]] Hands& hands();
    [[nodiscard]] std::optional<Record> stored_as(const std::string& number);
    [[nodiscard]] Record commit(RecordDraft draft);
    void announce(const Record& record);
    void write(const Record& record, const std::string& line, const Ledger& next);
    [[nodiscard]] std::optional<bool> alone_says(const Record& record);
    void settle(const Record& record, bool is_there);
    void look_again(const Record& record, const sqlite::SqliteError& error);
    void lose_track_of(const Record& record);

    [[nodiscard]] std::filesystem::path path() const { return folder_ / ledger_file; }

    std::filesystem::path folder_;
    std::unique_ptr<StoreLock> lock_; // null: for reading only; let go after the database is closed
    TillKey key_;
    std::unique_ptr<Hands> hands_{}; // null once nothing is known any more
    Ledger ledger_{};
    std::optional<Head> head_{};
    bool anchor_is_due_ = false; // a signed record came after the anchor
    std::optional<Fault> fault_{};
    std::optional<SettledDoubt> doubt_{};
    bool doubt_was_told_ = false;
    std::optional<Doubt> not_known_{};
    bool ended_early_ = false;
    bool end_was_told_ = false;
    bool is_writing_ = false; // let in
};

} // namespace ocop::store
