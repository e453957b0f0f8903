#include "pos/store/sqlite_journal.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/plain_ledger.hpp"
#include "tests/bench/sales.hpp"
#include "tests/bench/scale.hpp"
#include "tests/store/shop.hpp"

#include <filesystem>
#include <string>
#include <unistd.h>

namespace ocop::bench {

namespace {

void append_sales(benchmark::State& state, const std::filesystem::path& folder, double aim) {
    GrowingJournal grown;
    auto journal = store::test::make_store(folder);
    store::test::put(*journal, store::test::user("lan", Role::cashier));
    store::test::put(*journal, store::test::shift_open(journal->ledger()));
    PlainLedger plain{folder / "plain.db", grown.opening()};
    std::vector<SaleRows> sales;
    for (benchmark::IterationCount n = 0; n < state.max_iterations; ++n) {
        sales.push_back(grown.next_sale(5));
    }
    compare(
        state,
        {"the same rows in plain SQLite", {}, aim},
        [&](std::size_t n) {
            // From the sale as the core has it to the disk: JSON, hash, sums, rows, sync.
            const SaleRows& sale = sales[n];
            store::test::put(*journal, sale_draft(sale.body, sale.draft.at));
        },
        [&](std::size_t n) { plain.append(sales[n]); }
    );
    sqlite::Connection ours{folder / store::ledger_file, sqlite::Access::read};
    if (rows_of(ours) != rows_of(plain.database())) {
        state.SkipWithError("the plain database does not hold the same rows");
    }
}

} // namespace

void add_appends(const Scale& scale) {
    add_row(
        "append a sale of 5 lines, durable",
        scale.appends,
        [folder = scale.folder / "append"](benchmark::State& state) {
            append_sales(state, folder, 1.25);
        }
    );
    // On a disk the sync hides what we compute; in memory nothing does.
    if (std::filesystem::is_directory("/dev/shm")) {
        add_row(
            "append the same to a disk that takes no time",
            scale.appends,
            [](benchmark::State& state) {
                const std::filesystem::path folder =
                    "/dev/shm/ocop-bench-" + std::to_string(::getpid());
                append_sales(state, folder, 0);
                std::filesystem::remove_all(folder);
            }
        );
    }
}

} // namespace ocop::bench
