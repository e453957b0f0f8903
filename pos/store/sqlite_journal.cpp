#include "pos/store/sqlite_journal.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/sqlite/transaction.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/ledger_file.hpp"
#include "pos/store/migrations.hpp"

#include <cstdint>
#include <utility>

namespace ocop::store {

namespace {

constexpr const char* insert_sql =
    "INSERT INTO journal (seq, kind, day, receipt, record) VALUES (?1, ?2, ?3, ?4, ?5)";

std::int64_t day_number(Day day) {
    return day.days().time_since_epoch().count();
}

void insert(sqlite::Statement& statement, const Record& record, const std::string& line) {
    statement.bind(1, record.seq)
        .bind(2, record.kind)
        .bind(3, day_number(record.at.day()))
        .bind_optional(4, receipt_of(record.kind, record.body))
        .bind(5, line)
        .run();
}

[[noreturn]] void
corrupt(std::int64_t seq, const std::string& what, const std::filesystem::path& path) {
    throw StoreError{
        Failure{FailureCode::corrupt, "seq " + std::to_string(seq) + " " + what, path.string()}};
}

Record parsed(std::int64_t seq, std::string_view line, const std::filesystem::path& path) {
    auto record = parse_record(line);
    if (!record) {
        corrupt(seq, record.error().what, path);
    }
    return std::move(*record);
}

/// Calls `visit` for each row (seq, record) until it returns false.
void visit_rows(
    sqlite::Statement& rows,
    const std::filesystem::path& path,
    const std::function<bool(const Record&)>& visit
) {
    while (rows.step()) {
        if (!visit(parsed(rows.integer(0), rows.text(1), path))) {
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

/// The sums after a record, computed without copying the stock of every product: the stock is lent
/// by the ledger, and goes back as it was unless the record is kept.
class NextLedger {
public:
    NextLedger(Ledger& ledger, const Record& record)
        : ledger_{ledger} {
        for (const std::string& product : products_named_in(record.body)) {
            const auto level = ledger.stock.find(product);
            old_levels_[product] =
                level != ledger.stock.end() ? std::optional{level->second} : std::nullopt;
        }
        auto stock = std::exchange(ledger.stock, {});
        next_ = ledger_;
        next_.stock = std::move(stock);
    }

    ~NextLedger() {
        if (kept_) {
            return;
        }
        for (const auto& [product, level] : old_levels_) {
            if (level) {
                next_.stock.insert_or_assign(product, *level);
            } else {
                next_.stock.erase(product);
            }
        }
        ledger_.stock = std::move(next_.stock);
    }

    NextLedger(const NextLedger&) = delete;
    NextLedger& operator=(const NextLedger&) = delete;

    [[nodiscard]] Ledger& next() { return next_; }

    void keep() {
        ledger_ = std::move(next_);
        kept_ = true;
    }

private:
    Ledger& ledger_;
    Ledger next_{};
    std::map<std::string, std::optional<Quantity>> old_levels_{};
    bool kept_ = false;
};

/// Writes a whole new ledger with one record into `path`, durably.
void write_new_ledger(
    const std::filesystem::path& path, const Identity& identity, const Record& record
) {
    Ledger ledger;
    if (const auto fault = ledger.apply(record)) {
        corrupt(0, fault->what, path);
    }
    if (ledger.identity != identity) {
        corrupt(0, "names another till than the one to be made", path);
    }
    sqlite::Connection database{path, sqlite::Access::create};
    migrate(database);
    sqlite::Transaction transaction{database};
    auto statement = database.prepare(insert_sql);
    insert(statement, record, line_text(record));
    Projections{database}.write(Ledger{}, ledger, record);
    transaction.commit();
    // Now, while nobody looks: cut off in the middle, a change of mode needs mending before the
    // file can be read, and a reader cannot mend.
    database.execute("PRAGMA journal_mode = WAL");
}

} // namespace

Expected<std::unique_ptr<SqliteJournal>, Failure> SqliteJournal::create(
    const std::filesystem::path& folder,
    const Identity& identity,
    const RecordDraft& genesis,
    Sign sign
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
        // Made under another name and renamed when whole: a power cut leaves no half ledger.
        const std::filesystem::path unfinished = path.string() + ".new";
        for (const char* left_over : {"", "-journal", "-wal", "-shm"}) {
            std::filesystem::remove(unfinished.string() + left_over);
        }
        const auto written = guard(path, [&] {
            write_new_ledger(unfinished, identity, seal(genesis, identity.till, 0, Hash{}));
        });
        if (!written) {
            std::filesystem::remove(unfinished, error);
        }
        value_of(written);
        std::filesystem::rename(unfinished, path);
        value_of(sync_folder(folder));
    });
    if (!made) {
        return Unexpected{made.error()};
    }
    return open(folder, Use::write, std::move(sign));
}

Expected<std::unique_ptr<SqliteJournal>, Failure>
SqliteJournal::open(const std::filesystem::path& folder, Use use, Sign sign) {
    return guard(folder / ledger_file, [&] {
        std::unique_ptr<StoreLock> lock;
        if (use == Use::write) {
            std::error_code error;
            if (!std::filesystem::exists(folder / ledger_file, error)) {
                // Said before a lock file is made in a folder that is none of ours.
                throw StoreError{Failure{
                    FailureCode::missing,
                    "there is no ledger here",
                    (folder / ledger_file).string()}};
            }
            lock = std::make_unique<StoreLock>(folder);
        }
        sqlite::Connection database =
            open_ledger(folder, use == Use::write ? sqlite::Access::write : sqlite::Access::read);
        std::unique_ptr<SqliteJournal> journal{
            new SqliteJournal{folder, std::move(lock), std::move(database), std::move(sign)}};
        journal->load();
        return journal;
    });
}

SqliteJournal::SqliteJournal(
    std::filesystem::path folder,
    std::unique_ptr<StoreLock> lock,
    sqlite::Connection database,
    Sign sign
)
    : folder_{std::move(folder)},
      lock_{std::move(lock)},
      database_{std::move(database)},
      sign_{std::move(sign)},
      projections_{database_},
      insert_{database_.prepare(insert_sql)},
      by_receipt_{database_.prepare("SELECT seq, record FROM journal WHERE receipt = ?1")} {}

SqliteJournal::~SqliteJournal() {
    if (lock_ != nullptr) {
        static_cast<void>(write_head());
    }
}

void SqliteJournal::load() {
    // Sums and last record must be of one moment, whoever else is writing.
    sqlite::Transaction one_view{database_, sqlite::Begin::deferred};
    ledger_ = projections_.load();
    auto last = database_.prepare("SELECT seq, record FROM journal ORDER BY seq DESC LIMIT 1");
    if (!last.step()) {
        corrupt(0, "is missing", path());
    }
    const Record record = parsed(last.integer(0), last.text(1), path());
    last.reset();
    if (record.seq != ledger_.records - 1 || record.hash != ledger_.head) {
        corrupt(record.seq, "is not the record the sums were taken to", path());
    }
    load_head();
}

void SqliteJournal::load_head() {
    auto stored = read_head(folder_);
    if (stored) {
        head_ = std::move(*stored);
    }
    if (lock_ == nullptr) {
        return;
    }
    if (!head_) {
        // Cut off while the store was made, if no shift was closed yet. Later a lost head is a sign
        // of tampering, which a new one must not cover up before the till closes a shift again.
        head_is_lost_ = ledger_.last_shift.has_value();
        value_of(write_head());
        return;
    }
    // To go on from a journal that lost its end would give the same numbers to other records.
    if (head_->last.seq >= ledger_.records) {
        throw StoreError{Failure{
            FailureCode::corrupt,
            "the journal ends at seq " + std::to_string(ledger_.records - 1)
                + ", but its head is at seq " + std::to_string(head_->last.seq),
            path().string()}};
    }
    value_of(read(head_->last.seq, head_->last.seq, [&](const Record& record) {
        if (record.hash != head_->last.hash) {
            corrupt(record.seq, "is not the record its head was written for", path());
        }
        return true;
    }));
    if (head_->anchor && ledger_.last_shift) {
        const auto span = projections_.shift(ledger_.last_shift->shift);
        anchor_is_due_ = span && span->closed && *span->closed > head_->anchor->point.seq;
    }
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
    auto [record, line] =
        seal_with_line(std::move(draft), ledger_.identity->till, ledger_.records, ledger_.head);
    NextLedger next{ledger_, record};
    auto fault = is_receipt(record.kind) ? fault_of_sale(record) : std::nullopt;
    if (!fault) {
        fault = next.next().apply(record);
    }
    if (fault) {
        throw StoreError{Failure{
            FailureCode::corrupt, "the new " + record.kind + ": " + fault->what, path().string()}};
    }
    sqlite::Transaction transaction{database_};
    insert(insert_, record, line);
    projections_.write(ledger_, next.next(), record);
    transaction.commit();
    next.keep();
    if (record.kind == "shift-close") {
        anchor_is_due_ = true;
        // The record is durable: a head that could not be written is only behind, and is written
        // again at the end.
        static_cast<void>(write_head());
    }
    return record;
}

std::optional<Record> SqliteJournal::stored_as(const std::string& number) {
    if (!by_receipt_.bind(1, number).step()) {
        return std::nullopt;
    }
    auto record = parsed(by_receipt_.integer(0), by_receipt_.text(1), path());
    by_receipt_.reset();
    return record;
}

Expected<void, Failure> SqliteJournal::read(
    std::int64_t first, std::int64_t last, const std::function<bool(const Record&)>& visit
) {
    return guard(path(), [&] {
        auto rows = database_.prepare(
            "SELECT seq, record FROM journal WHERE seq >= ?1 AND seq <= ?2 ORDER BY seq"
        );
        rows.bind(1, first).bind(2, last < 0 ? INT64_MAX : last);
        visit_rows(rows, path(), visit);
    });
}

Expected<void, Failure>
SqliteJournal::read_days(Day from, Day to, const std::function<bool(const Record&)>& visit) {
    return guard(path(), [&] {
        // Sorted by seq, because a training till's days need not grow.
        auto rows = database_.prepare(
            "SELECT seq, record FROM journal WHERE day >= ?1 AND day <= ?2 ORDER BY seq"
        );
        rows.bind(1, day_number(from)).bind(2, day_number(to));
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
        auto rows = database_.prepare("SELECT journal.seq, journal.record FROM returned "
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
    return guard(path(), [&] { return projections_.shift(number); });
}

Expected<void, Failure> SqliteJournal::write_head() {
    return guard(folder_ / head_file, [&] {
        if (head_is_lost_ && !anchor_is_due_) {
            return;
        }
        Head head{{ledger_.records - 1, ledger_.head}, head_ ? head_->anchor : std::nullopt};
        if (sign_ && (!head_ || anchor_is_due_)) {
            head.anchor =
                SignedPoint{head.last, sign_(signed_text(ledger_.identity->till, head.last))};
        }
        if (head_ == head) {
            return;
        }
        value_of(store::write_head(folder_, head));
        head_ = std::move(head);
        head_is_lost_ = false;
        anchor_is_due_ = false;
    });
}

} // namespace ocop::store
