#include "catalog-sync/catalog_keys.hpp"
#include "catalog-sync/feed_rows.hpp"
#include "catalog-sync/folder_source.hpp"
#include "catalog-sync/import.hpp"
#include "catalog-sync/manifest.hpp"
#include "catalog-sync/product_csv.hpp"
#include "catalog-sync/publish.hpp"
#include "catalog-sync/sync.hpp"
#include "pos/core/assert.hpp"
#include "tests/bench/goods.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/program.hpp"
#include "tests/bench/scale.hpp"

#include <fstream>
#include <iterator>
#include <utility>

namespace ocop::bench {

namespace {

using namespace ocop::catalog_sync;

const Moment now = *parse_moment("2026-11-22T08:00:00+07:00");

std::string read_all(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// A hundredth of the goods at another price, and their code and GTIN as they were.
std::vector<Product> with_new_prices(std::vector<Product> products) {
    for (std::size_t i = 0; i < products.size(); i += 100) {
        products[i].price += Money{1'000};
    }
    return products;
}

/// A feed and the folders around it, with the keys of publisher and till in files, so that a
/// program of its own can go on with them.
class FeedFolders {
public:
    explicit FeedFolders(std::filesystem::path folder)
        : folder_{std::move(folder)} {
        std::filesystem::create_directories(out());
        if (!std::filesystem::exists(key_path())) {
            std::ofstream{key_path()} << signing::SecretKey::generate().file_text();
        }
    }

    [[nodiscard]] std::filesystem::path out() const { return folder_ / "feed"; }

    [[nodiscard]] std::filesystem::path till() const { return folder_ / "till"; }

    [[nodiscard]] std::filesystem::path csv() const { return folder_ / "P.csv"; }

    [[nodiscard]] signing::SecretKey key() const {
        return *signing::SecretKey::parse(read_all(key_path()));
    }

    PublishResult publish(std::vector<Product> products) const {
        PublishOrder order;
        order.products = std::move(products);
        order.out = out();
        order.now = now;
        auto result = catalog_sync::publish(std::move(order), key());
        OCOP_ASSERT(result);
        return std::move(*result);
    }

    /// A till that has nothing yet but the publisher's key.
    void make_till() const {
        std::filesystem::remove_all(till());
        std::filesystem::create_directories(till());
        OCOP_ASSERT(trust_key(till(), key().public_key()));
    }

    SyncResult sync() const {
        FolderSource source{out()};
        SyncOptions options;
        options.now = now;
        auto result = catalog_sync::sync(source, till(), options);
        OCOP_ASSERT(result);
        return std::move(*result);
    }

private:
    [[nodiscard]] std::filesystem::path key_path() const { return folder_ / "K"; }

    std::filesystem::path folder_;
};

/// Measures `ours()` alone, after `prepare()`.
template <class Prepare, class Ours>
void measure_after(benchmark::State& state, Prepare prepare, Ours ours) {
    Samples samples;
    for ([[maybe_unused]] auto _ : state) {
        prepare();
        const double time = seconds(ours);
        samples.add(time);
        state.SetIterationTime(time);
    }
    report(state, Unit::seconds, samples);
}

std::string count_of(std::size_t count) {
    return std::to_string(count);
}

/// From P.csv to a feed with deltas from ten versions, as `ocop catalog publish` goes.
void add_publishing(const Scale& scale, std::size_t count) {
    add_row("feed.publish-" + count_of(count), scale.builds, [&scale, count](auto& state) {
        const FeedFolders folders{scale.folder / "publish"};
        auto products = goods(count);
        for (int version = 0; version < 10; ++version) {
            products[0].price += Money{1};
            static_cast<void>(folders.publish(products));
        }
        measure_after(
            state,
            [&] {
                products = with_new_prices(std::move(products));
                std::ofstream{folders.csv(), std::ios::binary} << write_product_csv(products);
            },
            [&] {
                auto report = import_csv(std::vector{folders.csv()});
                OCOP_ASSERT(report);
                static_cast<void>(folders.publish(std::move(report->products)));
            }
        );
    });
}

/// A hundredth of the goods has a new price: bytes to fetch, and the time to take them.
void add_delta(const Scale& scale, std::size_t count) {
    add_row("feed.delta-1%-bytes-" + count_of(count), 1, [&scale, count](auto& state) {
        const FeedFolders folders{scale.folder / "bytes"};
        static_cast<void>(folders.publish(goods(count)));
        const PublishResult result = folders.publish(with_new_prices(goods(count)));
        for ([[maybe_unused]] auto _ : state) {
            state.SetIterationTime(1e-9);
        }
        Samples delta;
        delta.add(static_cast<double>(result.delta_bytes));
        Floor full{"all rows", {}, 0.02};
        full.samples.add(static_cast<double>(result.full_bytes));
        report(state, Unit::bytes, delta, full);
    });
    add_row("feed.delta-1%-sync-" + count_of(count), scale.builds, [&scale, count](auto& state) {
        const FeedFolders folders{scale.folder / "delta"};
        auto products = goods(count);
        static_cast<void>(folders.publish(products));
        folders.make_till();
        static_cast<void>(folders.sync());
        measure_after(
            state,
            [&] {
                products = with_new_prices(std::move(products));
                static_cast<void>(folders.publish(products));
            },
            [&] { OCOP_ASSERT(folders.sync().by_delta); }
        );
    });
}

/// Peak memory of a program that does nothing but the first sync, and the sync of a delta.
void add_memory(const Scale& scale, std::size_t count) {
    const auto peak = [&scale, count](benchmark::State& state, const char* second) {
        const auto folder = (scale.folder / "memory").string();
        const auto run = [&](const char* job) {
            Program program{{"/proc/self/exe", "--feed", job, count_of(count), folder}};
            const auto end = program.wait();
            OCOP_ASSERT(end.well);
            return end.peak_memory_bytes;
        };
        std::filesystem::remove_all(scale.folder / "memory");
        Samples bytes;
        for ([[maybe_unused]] auto _ : state) {
            static_cast<void>(run("publish"));
            double most = run("sync");
            if (second != nullptr) {
                static_cast<void>(run(second));
                most = run("sync");
            }
            bytes.add(most);
            state.SetIterationTime(1e-9);
        }
        report(state, Unit::bytes, bytes);
    };
    add_row("feed.first-sync-memory-" + count_of(count), 1, [peak](auto& state) {
        peak(state, nullptr);
    });
    add_row("feed.delta-sync-memory-" + count_of(count), 1, [peak](auto& state) {
        peak(state, "publish-again");
    });
}

} // namespace

int feed_job(const std::vector<std::string>& arguments) {
    OCOP_ASSERT(arguments.size() == 3);
    const FeedFolders folders{arguments[2]};
    if (arguments[0] == "sync") {
        if (!std::filesystem::exists(folders.till())) {
            folders.make_till();
        }
        static_cast<void>(folders.sync());
        return 0;
    }
    auto products = goods(std::stoul(arguments[1]));
    if (arguments[0] == "publish-again") {
        products = with_new_prices(std::move(products));
    }
    static_cast<void>(folders.publish(std::move(products)));
    return 0;
}

void add_feeds(const Scale& scale) {
    const std::size_t small = scale.catalogs.front();
    add_memory(scale, scale.catalogs.back());
    add_publishing(scale, small);
    add_delta(scale, small);
}

} // namespace ocop::bench
