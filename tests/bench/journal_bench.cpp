#include "pos/core/assert.hpp"
#include "pos/sqlite/transaction.hpp"
#include "pos/store/seal.hpp"
#include "pos/store/store_files.hpp"
#include "pos/store/verify.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/plain_ledger.hpp"
#include "tests/bench/sales.hpp"
#include "tests/bench/scale.hpp"
#include "tests/store/shop.hpp"

#include <memory>

namespace ocop::bench {

namespace {

constexpr int lines_in_a_sale = 3;

/// A store in `folder` with `records` records. Its rows are those appends would have made, written
/// in one transaction, because a hundred thousand syncs would take minutes.
void make_long_store(const std::filesystem::path& folder, std::size_t records) {
    store::test::make_store(folder).reset();
    GrowingJournal grown;
    sqlite::Connection database{folder / store::ledger_file, sqlite::Access::write};
    auto insert = database.prepare("INSERT INTO journal (seq, kind, day, receipt, record) "
                                   "VALUES (?1, ?2, ?3, ?4, ?5)");
    const auto put = [&](const Record& record, const std::string& line) {
        insert.bind(1, record.seq)
            .bind(2, record.kind)
            .bind(3, record.at.day().days().time_since_epoch().count())
            .bind_optional(4, receipt_of(record.kind, record.body))
            .bind(5, line)
            .run();
    };
    sqlite::Transaction transaction{database};
    for (std::size_t n = 1; n < grown.opening().size(); ++n) { // genesis is there
        put(grown.opening()[n], line_text(grown.opening()[n]));
    }
    for (std::size_t n = grown.opening().size(); n < records; ++n) {
        const SaleRows sale = grown.next_sale(lines_in_a_sale);
        put(sale.record, sale.line);
    }
    store::Projections{database}.replace(grown.projected());
    const Ledger& ledger = grown.projected().ledger;
    store::Seal{database}.set(
        ledger.identity->till, {ledger.records - 1, ledger.head}, store::test::test_seal()
    );
    transaction.commit();
}

void verify(benchmark::State& state, const std::filesystem::path& folder, std::size_t records) {
    make_long_store(folder, records);
    compare(
        state,
        {"reading the same rows and hashing their bytes", {}, 0},
        [&](std::size_t) {
            const auto verdict =
                store::verify(folder, store::Depth::chain, store::test::test_check());
            OCOP_ASSERT(verdict && !verdict->fault);
            OCOP_ASSERT(verdict->records == static_cast<std::int64_t>(records));
        },
        [&](std::size_t) {
            sqlite::Connection database{folder / store::ledger_file, sqlite::Access::read};
            auto rows = database.prepare("SELECT seq, record FROM journal ORDER BY seq");
            while (rows.step()) {
                benchmark::DoNotOptimize(blake2b(rows.text(1)));
            }
        }
    );
}

void open(benchmark::State& state, const std::filesystem::path& folder, std::size_t records) {
    make_long_store(folder, records);
    std::unique_ptr<store::SqliteJournal> journal;
    std::optional<sqlite::Connection> plain;
    compare(
        state,
        {"opening the file in SQLite, reading its last row", {}, 0},
        [&](std::size_t) { journal = store::test::open_store(folder); },
        [&](std::size_t) {
            plain.emplace(folder / store::ledger_file, sqlite::Access::write);
            plain->execute("PRAGMA journal_mode = WAL");
            benchmark::DoNotOptimize(
                plain->text("SELECT record FROM journal ORDER BY seq DESC LIMIT 1")
            );
        },
        1,
        [&] {
            journal.reset();
            plain.reset();
        }
    );
}

} // namespace

void add_journals(const Scale& scale) {
    add_row(
        "verify a journal of " + std::to_string(scale.records_read) + " records",
        scale.reads,
        [folder = scale.folder / "verify", records = scale.records_read](benchmark::State& state) {
            verify(state, folder, records);
        }
    );
    add_row(
        "open a store of " + std::to_string(scale.records) + " records",
        scale.reads,
        [folder = scale.folder / "open", records = scale.records](benchmark::State& state) {
            open(state, folder, records);
        }
    );
}

} // namespace ocop::bench
