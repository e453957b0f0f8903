#include "catalog-sync/catalog_keys.hpp"
#include "catalog-sync/folder_source.hpp"
#include "catalog-sync/http_source.hpp"
#include "catalog-sync/product_csv.hpp"
#include "catalog-sync/publish.hpp"
#include "catalog-sync/sync.hpp"
#include "pos/core/assert.hpp"
#include "tests/bench/goods.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/sales.hpp"
#include "tests/bench/scale.hpp"
#include "tests/catalog-sync/nginx.hpp"
#include "tests/store/shop.hpp"

#include <fstream>
#include <string>
#include <thread>

namespace ocop::bench {

namespace {

namespace feed = catalog_sync;

const Moment published_at = *parse_moment("2026-11-22T08:00:00+07:00");

/// A feed of `count` products in `out`, with the key it is signed by.
signing::PublicKey publish_goods(const std::filesystem::path& out, std::vector<Product> products) {
    const auto key = signing::SecretKey::generate();
    feed::PublishOrder order;
    order.products = std::move(products);
    order.out = out;
    order.now = published_at;
    OCOP_ASSERT(feed::publish(std::move(order), key).has_value());
    return key.public_key();
}

/// A till's empty data folder that trusts `key`.
std::filesystem::path new_till(const std::filesystem::path& folder, const signing::PublicKey& key) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    OCOP_ASSERT(feed::trust_key(folder, key).has_value());
    return folder;
}

void sync_once(feed::FeedSource& source, const std::filesystem::path& till) {
    feed::SyncOptions options;
    options.now = published_at;
    OCOP_ASSERT(feed::sync(source, till, options).has_value());
}

/// The first sync of a till, from a web server on loopback, against fetching the same rows as CSV
/// with curl and importing them with the sqlite3 tool.
void first_sync(benchmark::State& state, const std::filesystem::path& folder, std::size_t count) {
    std::filesystem::create_directories(folder);
    const feed::Nginx server{folder / "nginx"};
    const std::vector<Product> products = goods(count);
    const auto key = publish_goods(server.root(), products);
    server.serve("P.csv", feed::write_product_csv(products));
    feed::HttpSource source{*feed::parse_feed_address(server.http()), {}};
    const std::string csv = (folder / "P.csv").string();
    const std::string database = (folder / "plain.db").string();
    compare(
        state,
        {"curl the rows as CSV, sqlite3 .import", {}, 1.5},
        [&](std::size_t) { sync_once(source, new_till(folder / "till", key)); },
        [&](std::size_t) {
            std::filesystem::remove(database);
            feed::run_program({"/usr/bin/curl", "-sS", "-o", csv, server.http() + "P.csv"});
            feed::run_program({"/usr/bin/sqlite3", database, ".import --csv " + csv + " product"});
        }
    );
}

/// Appending sales while another thread takes over a whole catalogue again and again, against the
/// same without it.
void sell_while_syncing(
    benchmark::State& state, const std::filesystem::path& folder, std::size_t count
) {
    std::filesystem::create_directories(folder);
    const auto key = publish_goods(folder / "feed", goods(count));
    GrowingJournal grown;
    auto journal = store::test::make_store(folder / "data");
    store::test::put(*journal, store::test::user("lan", Role::cashier));
    store::test::put(*journal, store::test::shift_open(journal->ledger()));
    const auto sell = [&] {
        const SaleRows sale = grown.next_sale(5);
        return seconds([&] { store::test::put(*journal, sale_draft(sale.body, sale.draft.at)); });
    };
    Samples syncing;
    Floor alone{"the same without the sync", {}, 0};
    for (std::size_t n = 0; n < static_cast<std::size_t>(state.max_iterations); ++n) {
        alone.samples.add(sell());
    }
    {
        const std::jthread sync{[&](const std::stop_token& stop) {
            feed::FolderSource source{folder / "feed"};
            while (!stop.stop_requested()) {
                sync_once(source, new_till(folder / "till", key));
            }
        }};
        for ([[maybe_unused]] auto _ : state) {
            const double time = sell();
            syncing.add(time);
            state.SetIterationTime(time);
        }
    }
    report(state, Unit::seconds, syncing, alone);
}

} // namespace

void add_syncs(const Scale& scale) {
    const std::size_t count = scale.catalogs.front();
    add_row(
        "first sync over loopback nginx, " + std::to_string(count) + " products",
        scale.syncs,
        [folder = scale.folder / "first-sync", count](benchmark::State& state) {
            first_sync(state, folder, count);
        }
    );
    add_row(
        "append a sale while a catalogue of " + std::to_string(count) + " is synced",
        scale.appends,
        [folder = scale.folder / "sell-while-sync", count](benchmark::State& state) {
            sell_while_syncing(state, folder, count);
        }
    );
}

} // namespace ocop::bench
