#include "pos/store/sqlite_journal.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/sqlite/transaction.hpp"
#include "pos/store/before_commit.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/journal_row.hpp"
#include "pos/store/ledger_file.hpp"
#include "pos/store/loss.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/next_ledger.hpp"
#include "pos/store/signed_record.hpp"
#include "pos/store/store_presence.hpp"

#include <cstdint>
#include <utility>

namespace ocop::store {

namespace {

constexpr const char* insert_sql =
    "INSERT INTO journal (seq, kind, day, receipt, record) VALUES (?1, ?2, ?3, ?4, ?5)";

void insert(sqlite::Statement& statement, const Record& record, const std::string& line) {
    statement.bind(1, record.seq)
        .bind(2, record.kind)
        .bind(3, day_number(record.at.day()))
        .bind_optional(4, receipt_of(record.kind, record.body))
        .bind(5, line)
        .run();
}

/// Calls `visit` for each row (seq, record) until it returns false.
void visit_rows(
    sqlite::Statement& rows,
    const std::filesystem::path& path,
    const std::function<bool(const Record&)>& visit
) {
    while (rows.step()) {
        if (!visit(parsed_row(rows.integer(0), rows.text(1), path))) {
            rows.reset();
            return;
        }
    }
}

/// What is wrong with a new sale or return. One that does not add up is no sale: it must not get
/// into a journal nothing leaves.
std::optional<RecordFault> fault_of_sale(const Record& record) {
    if (const SaleBody* sale = record.body.sale()) {
        return check_sums(*sale);
    }
    const auto sale = read_sale(record);
    return sale ? check_sums(*sale) : std::optional{sale.error()};
}

/// Writes a whole new ledger with one record into `path`, durably.
void write_new_ledger(
    const std::filesystem::path& path,
    const Identity& identity,
    const Record& record,
    const TillKey& key
) {
    Ledger ledger;
    if (const auto fault = ledger.apply(record)) {
        corrupt_row(0, fault->what, path);
    }
    if (ledger.identity != identity) {
        corrupt_row(0, "names another till than the one to be made", path);
    }
    sqlite::Connection database{path, sqlite::Access::create};
    migrate(database);
    sqlite::Transaction transaction{database};
    auto statement = database.prepare(insert_sql);
    insert(statement, record, line_text(record));
    Projections{database}.write(Ledger{}, ledger, record);
    Seal{database}.set(record.till, {record.seq, record.hash}, key.seal);
    transaction.commit();
    // Now, while nobody looks: cut off in the middle, a change of mode needs mending before the
    // file can be read, and a reader cannot mend.
    database.execute("PRAGMA journal_mode = WAL");
}

Head head_at(const HeadPoint& point, std::string_view till, const TillKey& key) {
    Head head{point, {}, {}, {}};
    if (key.sign) {
        head.anchor = SignedPoint{point, key.sign(signed_text(till, point))};
    }
    if (key.seal) {
        head.seal = key.seal(text_to_seal(till, point));
    }
    return head;
}

/// Everything of a new store under other names, then the ledger's name, which makes it one.
void make_ledger(
    const std::filesystem::path& folder,
    const Identity& identity,
    const RecordDraft& genesis,
    const TillKey& key
) {
    const std::filesystem::path path = folder / ledger_file;
    const std::filesystem::path unfinished = path.string() + ".new";
    for (const char* left_over : {"", "-journal", "-wal", "-shm"}) {
        std::filesystem::remove(unfinished.string() + left_over);
    }
    const Record record = value_of(sealed_to_be_read(Ledger{}, genesis, identity.till)).record;
    const auto written = guard(path, [&] {
        write_new_ledger(unfinished, identity, record, key);
        value_of(write_head(folder, head_at({record.seq, record.hash}, record.till, key)));
    });
    if (!written) {
        std::error_code not_there;
        std::filesystem::remove(unfinished, not_there);
        std::filesystem::remove(folder / head_file, not_there);
    }
    value_of(written);
    std::filesystem::rename(unfinished, path);
    value_of(sync_folder(folder));
}

/// The last record's place.
HeadPoint end_of(sqlite::Connection& database, const std::filesystem::path& path) {
    auto last = database.prepare("SELECT seq, record FROM journal ORDER BY seq DESC LIMIT 1");
    if (!last.step()) {
        corrupt_row(0, "is missing", path);
    }
    const Record record = parsed_row(last.integer(0), last.text(1), path);
    return {record.seq, record.hash};
}

} // namespace

Expected<std::unique_ptr<SqliteJournal>, Failure> SqliteJournal::create(
    const std::filesystem::path& folder,
    const Identity& identity,
    const RecordDraft& genesis,
    TillKey key
) {
    const std::filesystem::path path = folder / ledger_file;
    const auto made = guard(path, [&] {
        std::error_code error;
        std::filesystem::create_directories(folder, error);
        if (error) {
            throw StoreError{system_failure(error.value(), "making the folder", folder)};
        }
        const StoreLock lock{folder};
        if (std::filesystem::exists(path)) {
            throw StoreError{
                Failure{FailureCode::exists, "this folder holds a ledger already", path.string()}};
        }
        make_ledger(folder, identity, genesis, key);
    });
    if (!made) {
        return Unexpected{made.error()};
    }
    return open(folder, Use::write, std::move(key));
}

Expected<std::unique_ptr<SqliteJournal>, Failure>
SqliteJournal::open(const std::filesystem::path& folder, Use use, TillKey key) {
    return guard(folder / ledger_file, [&] {
        std::unique_ptr<StoreLock> lock;
        if (use == Use::write) {
            require_ledger(folder); // before a lock file is made in a folder that is none of ours
            lock = std::make_unique<StoreLock>(folder);
        }
        std::unique_ptr<SqliteJournal> journal{
            new SqliteJournal{folder, std::move(lock), std::move(key)}};
        journal->open_hands(Use::read);
        Acceptance found = accept(
            journal->hands().database,
            folder,
            journal->key_,
            use == Use::write ? Purpose::writing : Purpose::reading
        );
        if (use == Use::write && found.fault) {
            throw StoreError{Failure{
                FailureCode::corrupt, words(*found.fault), (folder / ledger_file).string()}};
        }
        journal->take_up(std::move(found));
        if (use == Use::write) {
            journal->begin_writing();
        }
        return journal;
    });
}

Expected<std::unique_ptr<SqliteJournal>, Failure> SqliteJournal::open_with_loss(
    const std::filesystem::path& folder,
    TillKey key,
    const std::function<RecordDraft(const Ledger&, const Fault&, const std::optional<Head>&)>&
        decision
) {
    return guard(folder / ledger_file, [&] {
        require_ledger(folder);
        std::unique_ptr<SqliteJournal> journal{
            new SqliteJournal{folder, std::make_unique<StoreLock>(folder), std::move(key)}};
        journal->open_hands(Use::read);
        Acceptance found = accept_loss(journal->hands().database, folder, journal->key_, {});
        journal->take_up(std::move(found));
        journal->open_hands(Use::write);
        journal->say_how_it_goes();
        static_cast<void>(
            journal->commit(decision(journal->ledger_, *journal->fault_, journal->head_))
        );
        journal->fault_.reset();
        return journal;
    });
}

SqliteJournal::Hands::Hands(sqlite::Connection opened, bool writes)
    : database{std::move(opened)},
      projections{database},
      insert{database.prepare(insert_sql)},
      by_receipt{database.prepare("SELECT seq, record FROM journal WHERE receipt = ?1")} {
    if (writes) {
        seal.emplace(database);
    }
}

SqliteJournal::SqliteJournal(
    std::filesystem::path folder, std::unique_ptr<StoreLock> lock, TillKey key
)
    : folder_{std::move(folder)},
      lock_{std::move(lock)},
      key_{std::move(key)} {}

void SqliteJournal::open_hands(Use use) {
    hands_.reset();
    const bool writes = use == Use::write;
    hands_ = std::make_unique<Hands>(
        writes ? open_ledger(folder_, key_.seal) : look_at_ledger(folder_, lock_ != nullptr), writes
    );
}

void SqliteJournal::take_up(Acceptance found) {
    ledger_ = std::move(found.ledger);
    head_ = std::move(found.head);
    // The anchor of a head that announced the last signed record is over, also where it is ahead:
    // of records that a restoring decided about.
    anchor_is_due_ =
        found.last_signed && head_ && head_->anchor
        && (head_->next == found.last_signed || head_->anchor->point.seq < found.last_signed->seq);
    fault_ = std::move(found.fault);
}

void SqliteJournal::begin_writing() {
    open_hands(Use::write);
    ended_early_ = lock_->last_run() != StoreLock::Run::ended
                   || (head_ && head_->last.seq + 1 < ledger_.records);
    settle_last_doubt();
    // A journal that was cut off before its head or its anchor was written has them from now on.
    if (!head_ || head_->next) {
        value_of(write_head());
    }
    say_how_it_goes();
}

/// What the last run could not know, the journal says now.
void SqliteJournal::settle_last_doubt() {
    const auto doubt = kept_doubt(folder_);
    if (doubt) {
        doubt_ = SettledDoubt{*doubt, false};
        value_of(read(doubt->seq, doubt->seq, [this](const Record& record) {
            doubt_->is_recorded = record.hash == doubt_->doubt.hash;
            return false;
        }));
    } else if (has_doubt(folder_) || lock_->last_run() == StoreLock::Run::lost_track) {
        doubt_ = SettledDoubt{};
    }
}

void SqliteJournal::say_how_it_goes() {
    is_writing_ = true;
    const bool is_doubt_only_here = doubt_ && doubt_->doubt.kind.empty();
    lock_->say(is_doubt_only_here ? StoreLock::Run::lost_track : StoreLock::Run::going);
}

SqliteJournal::~SqliteJournal() {
    const bool is_told = !not_known_ && !doubt_ && (!ended_early_ || end_was_told_);
    if (is_writing_ && is_told) {
        lock_->say(StoreLock::Run::ended);
    }
}

SqliteJournal::Hands& SqliteJournal::hands() {
    if (hands_ == nullptr) {
        throw StoreError{Failure{
            FailureCode::not_known, "the journal was closed after a failure", path().string()}};
    }
    return *hands_;
}

Expected<Record, Failure> SqliteJournal::append(RecordDraft draft) {
    return guard(path(), [&]() -> Record {
        if (lock_ == nullptr) {
            throw StoreError{Failure{
                FailureCode::permission, "the journal is open for reading only", path().string()}};
        }
        const auto number = receipt_of(draft.kind, draft.body);
        // Numbers are given in one row: none above the last is stored, and nobody need look.
        if (number && receipt_counter(*number).value_or(0) <= ledger_.receipts) {
            if (auto stored = stored_as(*number)) {
                if (stored->kind == draft.kind && stored->body == draft.body) {
                    return std::move(*stored);
                }
                throw StoreError{Failure{
                    FailureCode::exists,
                    "receipt " + *number + " was another sale",
                    path().string()}};
            }
        }
        return commit(std::move(draft));
    });
}

Record SqliteJournal::commit(RecordDraft draft) {
    const bool is_signed = is_signed_kind(draft.kind);
    if (is_signed) {
        draft = with_signature(std::move(draft), ledger_.head, key_.sign);
    }
    auto [record, line] =
        value_of(sealed_to_be_read(ledger_, std::move(draft), ledger_.identity->till));
    NextLedger next{ledger_, record};
    auto fault = is_receipt(record.kind) ? fault_of_sale(record) : std::nullopt;
    if (!fault) {
        fault = next.next().apply(record);
    }
    if (fault) {
        throw StoreError{Failure{
            FailureCode::corrupt, "the new " + record.kind + ": " + fault->what, path().string()}};
    }
    if (is_signed) {
        announce(record);
    }
    write(record, line, next.next());
    next.keep();
    if (doubt_ && doubt_was_told_ && !tells_of_typed_pin(record.kind)) {
        forget_doubt(folder_);
        doubt_.reset();
        say_how_it_goes();
    }
    if (is_signed) {
        anchor_is_due_ = true;
        // The record is durable and announced: a head that could not be written is only behind,
        // and is written again at the end.
        static_cast<void>(write_head());
    }
    return record;
}

/// A signed record no head speaks of would count as one whose head was put back: the head speaks of
/// it before it is there.
void SqliteJournal::announce(const Record& record) {
    if (head_) {
        Head head = *head_;
        head.next = HeadPoint{record.seq, record.hash};
        value_of(store::write_head(folder_, head));
        head_ = std::move(head);
    }
}

void SqliteJournal::write(const Record& record, const std::string& line, const Ledger& next) {
    Hands& open = hands();
    bool is_committing = false;
    try {
        sqlite::Transaction transaction{open.database};
        insert(open.insert, record, line);
        open.projections.write(ledger_, next, record);
        open.seal->set(record.till, {record.seq, record.hash}, key_.seal);
        is_committing = true;
        transaction.commit();
    } catch (const sqlite::SqliteError& error) {
        if (!is_committing) {
            throw; // rolled back: nothing of it can ever be read
        }
        look_again(record, error);
    }
}

/// Whether the files alone say that `record` is the last one: read without the memory that programs
/// share, as the next start will read them. nullopt while another program reads, whose memory of
/// the log goes on to count.
std::optional<bool> SqliteJournal::alone_says(const Record& record) {
    constexpr int patience_ms = 100;
    try {
        sqlite::Connection alone{path(), sqlite::Access::write, patience_ms};
        alone.execute("PRAGMA locking_mode = EXCLUSIVE");
        return end_of(alone, path()) == HeadPoint{record.seq, record.hash};
    } catch (const sqlite::SqliteError& error) {
        if (error.failure_code() != FailureCode::locked) {
            throw;
        }
        return std::nullopt;
    }
}

/// Makes sure that what was found stays so: a commit of its own lies over what the failed one may
/// have left behind in the log, and all of the log goes into the database. What is there and cannot
/// be written anew must at least be synced.
void SqliteJournal::settle(const Record& record, bool is_there) {
    const HeadPoint last = is_there ? HeadPoint{record.seq, record.hash}
                                    : HeadPoint{ledger_.records - 1, ledger_.head};
    try {
        sqlite::Transaction transaction{hands_->database};
        hands_->seal->renew(record.till, last, key_.seal);
        transaction.commit();
        hands_->database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const sqlite::SqliteError& error) {
        if (!is_there || error.failure_code() != FailureCode::disk_full) {
            throw;
        }
        value_of(sync_file(path().string() + "-wal"));
    }
}

void SqliteJournal::look_again(const Record& record, const sqlite::SqliteError& error) {
    const auto found = guard(path(), [&] {
        hands_.reset();
        const auto alone = alone_says(record);
        open_hands(Use::write);
        const bool is_there =
            alone ? *alone : end_of(hands_->database, path()) == HeadPoint{record.seq, record.hash};
        if (is_there || !alone) {
            settle(record, is_there);
        }
        return is_there;
    });
    if (!found) {
        lose_track_of(record);
        throw StoreError{Failure{
            FailureCode::not_known,
            std::string{error.what()} + "; and then: " + found.error().what,
            facts(doubt_about(record))}};
    }
    if (!*found) {
        throw StoreError{Failure{
            error.failure_code(),
            std::string{error.what()} + "; looked at again: it is not in the journal",
            path().string()}};
    }
}

void SqliteJournal::lose_track_of(const Record& record) {
    hands_.reset();
    not_known_ = doubt_about(record);
    // A receipt of an earlier run that nobody was told of counts more than, say, a setting.
    if (!doubt_ || doubt_was_told_ || !doubt_->doubt.receipt || not_known_->receipt) {
        if (!keep_doubt(folder_, *not_known_)) {
            lock_->say(StoreLock::Run::lost_track);
        }
    }
}

std::optional<Record> SqliteJournal::stored_as(const std::string& number) {
    sqlite::Statement& by_receipt = hands().by_receipt;
    if (!by_receipt.bind(1, number).step()) {
        return std::nullopt;
    }
    auto record = parsed_row(by_receipt.integer(0), by_receipt.text(1), path());
    by_receipt.reset();
    return record;
}

Expected<void, Failure> SqliteJournal::read(
    std::int64_t first, std::int64_t last, const std::function<bool(const Record&)>& visit
) {
    return guard(path(), [&] {
        auto rows = hands().database.prepare(
            "SELECT seq, record FROM journal WHERE seq >= ?1 AND seq <= ?2 ORDER BY seq"
        );
        rows.bind(1, first).bind(2, last < 0 ? INT64_MAX : last);
        visit_rows(rows, path(), visit);
    });
}

Expected<std::optional<StoredSale>, Failure> SqliteJournal::find(const std::string& number) {
    return guard(path(), [&]() -> std::optional<StoredSale> {
        auto sale = stored_as(number);
        if (!sale) {
            return std::nullopt;
        }
        StoredSale found{std::move(*sale), {}};
        auto rows = hands().database.prepare("SELECT journal.seq, journal.record FROM returned "
                                             "JOIN journal ON journal.seq = returned.seq "
                                             "WHERE returned.sale = ?1 ORDER BY returned.seq");
        rows.bind(1, number);
        visit_rows(rows, path(), [&](const Record& record) {
            found.returns.push_back(record);
            return true;
        });
        return found;
    });
}

Expected<std::optional<ShiftSpan>, Failure> SqliteJournal::shift(std::int64_t number) {
    return guard(path(), [&] { return hands().projections.shift(number); });
}

Expected<void, Failure> SqliteJournal::write_head() {
    return guard(folder_ / head_file, [&] {
        if (lock_ == nullptr || hands_ == nullptr) {
            throw StoreError{Failure{
                FailureCode::permission, "the journal is not open for writing", path().string()}};
        }
        const HeadPoint last{ledger_.records - 1, ledger_.head};
        if (head_ && head_->last == last && !head_->next && !anchor_is_due_) {
            return;
        }
        const bool keeps_anchor = head_ && head_->anchor && !anchor_is_due_;
        Head head = head_at(
            last, ledger_.identity->till, keeps_anchor ? TillKey{{}, key_.seal, {}, {}} : key_
        );
        if (keeps_anchor) {
            head.anchor = head_->anchor;
        }
        value_of(store::write_head(folder_, head));
        head_ = std::move(head);
        anchor_is_due_ = false;
    });
}

} // namespace ocop::store
