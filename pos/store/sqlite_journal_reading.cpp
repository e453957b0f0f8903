// What reports read: each what it needs, by sequence, a record at a time.

#include "pos/store/guard.hpp"
#include "pos/store/journal_row.hpp"
#include "pos/store/range_check.hpp"
#include "pos/store/sqlite_journal.hpp"

#include <set>
#include <utility>
#include <vector>

namespace ocop::store {

namespace {

/// Records that lie one behind the other, both included.
struct Run {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// The numbers that `rows` gives, in order, as runs: of days that grow, hardly more than one.
std::vector<Run> runs_of(sqlite::Statement& rows) {
    std::vector<Run> runs;
    while (rows.step()) {
        const std::int64_t seq = rows.integer(0);
        if (!runs.empty() && runs.back().last + 1 == seq) {
            runs.back().last = seq;
        } else {
            runs.push_back({seq, seq});
        }
    }
    return runs;
}

} // namespace

Expected<void, Failure>
SqliteJournal::read_days(Day from, Day to, const std::function<bool(const Record&)>& visit) {
    return guard(path(), [&] {
        // The index alone says which; only numbers are sorted, as a training till's days need not
        // grow. The records are read where they lie.
        auto which = hands().database.prepare(
            "SELECT seq FROM journal WHERE day >= ?1 AND day <= ?2 ORDER BY seq"
        );
        which.bind(1, day_number(from)).bind(2, day_number(to));
        auto rows = hands().database.prepare(
            "SELECT seq, record FROM journal WHERE seq >= ?1 AND seq <= ?2 ORDER BY seq"
        );
        for (const Run& run : runs_of(which)) {
            rows.bind(1, run.first).bind(2, run.last);
            while (rows.step()) {
                if (!visit(parsed_row(rows.integer(0), rows.text(1), path()))) {
                    rows.reset();
                    return;
                }
            }
            rows.reset();
        }
    });
}

Expected<std::optional<std::int64_t>, Failure> SqliteJournal::first_of_days(Day from, Day to) {
    return guard(path(), [&]() -> std::optional<std::int64_t> {
        auto first =
            hands().database.prepare("SELECT min(seq) FROM journal WHERE day >= ?1 AND day <= ?2");
        first.bind(1, day_number(from)).bind(2, day_number(to));
        return first.step() && !first.is_null(0) ? std::optional{first.integer(0)} : std::nullopt;
    });
}

Expected<void, Failure> SqliteJournal::read_backwards(
    std::string_view kind, const std::function<bool(const Record&)>& visit
) {
    return guard(path(), [&] {
        // Records of other kinds are passed over without being parsed.
        auto rows = hands().database.prepare(
            "SELECT seq, record FROM journal WHERE kind = ?1 ORDER BY seq DESC"
        );
        rows.bind(1, kind);
        while (rows.step()) {
            const Record record = parsed_row(rows.integer(0), rows.text(1), path());
            if (record.kind == kind && !visit(record)) {
                rows.reset();
                return;
            }
        }
    });
}

Expected<void, Failure> SqliteJournal::read_of_product(
    const std::string& product, Day from, Day to, const std::function<void(const Record&)>& visit
) {
    return guard(path(), [&] {
        sqlite::Connection& database = hands().database;
        std::set<std::int64_t> wanted;
        const auto want = [&wanted](sqlite::Statement& found) {
            if (found.step()) {
                wanted.insert(found.integer(0));
            }
            found.reset();
        };
        auto first = database.prepare("SELECT seq FROM journal ORDER BY day, seq LIMIT 1");
        auto last = database.prepare("SELECT seq FROM journal ORDER BY day DESC, seq DESC LIMIT 1");
        want(first);
        want(last);
        // A record has one spelling, so a line's product stands in it in just these bytes.
        auto receipts =
            database.prepare("SELECT seq, kind, record FROM journal WHERE day >= ?1 AND day <= ?2 "
                             "AND receipt IS NOT NULL AND instr(record, ?3) > 0");
        receipts.bind(1, day_number(from))
            .bind(2, day_number(to))
            .bind(3, "\"product\":" + canonical(Json(product)));
        auto by_number = database.prepare("SELECT seq FROM journal WHERE receipt = ?1");
        while (receipts.step()) {
            wanted.insert(receipts.integer(0));
            if (receipts.text(1) == "return") {
                const Record record = parsed_row(receipts.integer(0), receipts.text(2), path());
                const auto body = read_sale(record);
                if (body && body->of) {
                    by_number.bind(1, *body->of);
                    want(by_number);
                }
            }
        }
        auto row = database.prepare("SELECT record FROM journal WHERE seq = ?1");
        for (const std::int64_t seq : wanted) {
            if (row.bind(1, seq).step()) {
                visit(parsed_row(seq, row.text(0), path()));
            }
            row.reset();
        }
    });
}

Expected<void, Failure> SqliteJournal::read_proved(
    std::int64_t first, const Progress& progress, const std::function<bool(const Record&)>& visit
) {
    constexpr std::int64_t records_per_progress = 1000;
    return guard(path(), [&] {
        const auto refuse = [](const std::optional<Fault>& fault) {
            if (fault) {
                throw StoreError{Failure{
                    FailureCode::corrupt, fault->what, "seq " + std::to_string(*fault->seq)}};
            }
        };
        auto rows =
            hands().database.prepare("SELECT seq, record FROM journal WHERE seq >= ?1 ORDER BY seq"
            );
        Hash before{};
        if (first > 0) {
            rows.bind(1, first - 1);
            refuse(rows.step() ? std::nullopt : std::optional{Fault{first - 1, "is missing"}});
            const auto record = parse_record(rows.text(1));
            refuse(record ? std::nullopt : std::optional{Fault{first - 1, record.error().what}});
            before = record->hash;
            refuse(
                check_hash(*record) ? std::nullopt
                                    : std::optional{Fault{first - 1, "hash does not match"}}
            );
        } else {
            rows.bind(1, first);
        }
        RangeCheck check{first, before, ledger_, key_.check};
        const std::int64_t all = ledger_.records - first;
        std::int64_t done = 0;
        while (rows.step()) {
            const std::int64_t seq = rows.integer(0);
            const auto record = parse_record(rows.text(1));
            refuse(record ? std::nullopt : std::optional{Fault{seq, record.error().what}});
            refuse(check.next(seq, *record));
            if (!visit(*record)) {
                rows.reset();
                return;
            }
            if (progress && ++done % records_per_progress == 0) {
                progress(done, all);
            }
        }
        refuse(check.at_end());
    });
}

} // namespace ocop::store
