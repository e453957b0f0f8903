#include "catalog-sync/local_store.hpp"
#include "pos/core/assert.hpp"
#include "pos/core/catalog.hpp"
#include "tests/bench/goods.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/scale.hpp"

#include <algorithm>
#include <array>
#include <malloc.h>
#include <memory>
#include <optional>
#include <random>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ocop::bench {

namespace {

constexpr std::size_t batch = 1'000; // look-ups timed together: a clock call costs as much as one
constexpr std::size_t search_limit = 30; // what the window asks for
constexpr std::array<std::string_view, 7> keys{
    "m", "ma", "mam", "mam c", "mam ca", "hoi an mam", "c m"}; // then: not the name's beginning

/// The way without an index: each product's folded words, in the order of names, looked through
/// from the first to the last. Answers what Catalog::search() answers.
class Scan {
public:
    explicit Scan(const Catalog& catalog) {
        for (const Product& product : catalog.products()) {
            if (product.active) {
                std::string name = fold(product.name);
                std::string words = ' ' + name + ' ' + fold(product.name_en) + ' '
                                    + fold(product.producer_name) + ' ' + fold(product.code);
                entries_.push_back({std::move(name), std::move(words), &product});
            }
        }
        std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
            return std::tie(a.name, a.product->code) < std::tie(b.name, b.product->code);
        });
    }

    /// Requires `query` folded.
    [[nodiscard]] std::vector<const Product*>
    search(std::string_view query, std::size_t limit) const {
        std::vector<const Product*> found;
        for (const bool name_begins : {true, false}) {
            for (const Entry& entry : entries_) {
                if (entry.name.starts_with(query) == name_begins
                    && (name_begins || has_all_words(entry, query))) {
                    found.push_back(entry.product);
                    if (found.size() == limit) {
                        return found;
                    }
                }
            }
        }
        return found;
    }

private:
    struct Entry {
        std::string name{};
        std::string words{};
        const Product* product = nullptr;
    };

    static bool has_all_words(const Entry& entry, std::string_view query) {
        while (!query.empty()) {
            const auto length = std::min(query.find(' '), query.size());
            if (entry.words.find(' ' + std::string{query.substr(0, length)}) == std::string::npos) {
                return false;
            }
            query.remove_prefix(std::min(length + 1, query.size()));
        }
        return true;
    }

    std::vector<Entry> entries_{};
};

/// One catalogue for all rows that ask it, made when the first of them runs and given back by the
/// last, so that a filter makes only what it measures.
class SharedCatalog {
public:
    explicit SharedCatalog(std::size_t count)
        : count_{count} {}

    [[nodiscard]] const Catalog& catalog() {
        if (!catalog_) {
            catalog_.emplace(1, goods(count_));
        }
        return *catalog_;
    }

    [[nodiscard]] const Scan& scan() {
        if (!scan_) {
            scan_.emplace(catalog());
        }
        return *scan_;
    }

    void give_back() {
        scan_.reset();
        catalog_.reset();
    }

private:
    std::size_t count_;
    std::optional<Catalog> catalog_{};
    std::optional<Scan> scan_{};
};

/// Bytes this program holds from the allocator.
double bytes_held() {
    const auto info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

void look_up(benchmark::State& state, const Catalog& catalog) {
    std::unordered_map<std::uint64_t, const Product*> map;
    std::vector<Gtin> asked;
    for (const Product& product : catalog.products()) {
        map.emplace(product.gtin->value(), &product);
        asked.push_back(*product.gtin);
    }
    std::shuffle(asked.begin(), asked.end(), std::mt19937{7});
    // Ours and the floor ask for different goods, so that neither warms the cache for the other.
    const auto gtin = [&](std::size_t n) { return asked[n % asked.size()]; };
    compare(
        state,
        {"std::unordered_map", {}, 0},
        [&](std::size_t n) {
            for (std::size_t i = 0; i < batch; ++i) {
                const Product* found = catalog.find_gtin(gtin(2 * n * batch + i));
                benchmark::DoNotOptimize(found->price);
            }
        },
        [&](std::size_t n) {
            for (std::size_t i = 0; i < batch; ++i) {
                const auto found = map.find(gtin((2 * n + 1) * batch + i).value());
                benchmark::DoNotOptimize(found->second->price);
            }
        },
        batch
    );
}

void search(benchmark::State& state, SharedCatalog& shared, std::string_view key) {
    const Catalog& catalog = shared.catalog();
    const Scan& scan = shared.scan();
    if (catalog.search(key, search_limit) != scan.search(key, search_limit)) {
        state.SkipWithError("search and scan find different goods");
        return;
    }
    compare(
        state,
        {"a scan of folded names (a peer)", {}, 0},
        [&](std::size_t) { benchmark::DoNotOptimize(catalog.search(key, search_limit)); },
        [&](std::size_t) { benchmark::DoNotOptimize(scan.search(key, search_limit)); }
    );
}

void build(benchmark::State& state, std::size_t count) {
    Samples samples;
    for ([[maybe_unused]] auto _ : state) {
        std::vector<Product> products = goods(count);
        std::optional<Catalog> catalog;
        const double time = seconds([&] { catalog.emplace(1, std::move(products)); });
        samples.add(time);
        state.SetIterationTime(time);
    }
    report(state, Unit::seconds, samples);
}

void hold(benchmark::State& state, std::size_t count) {
    Samples ours;
    Floor floor{"the products alone", {}, 0};
    for ([[maybe_unused]] auto _ : state) {
        const double before = bytes_held();
        std::vector<Product> products = goods(count);
        floor.samples.add(bytes_held() - before);
        const Catalog catalog{1, std::move(products)};
        ours.add(bytes_held() - before);
        state.SetIterationTime(1);
    }
    report(state, Unit::bytes, ours, floor);
}

void load(benchmark::State& state, const std::filesystem::path& folder, std::size_t count) {
    std::filesystem::create_directories(folder);
    OCOP_ASSERT(catalog_sync::store_goods(folder, goods(count)).has_value());
    measure(state, [&](std::size_t) {
        OCOP_ASSERT(catalog_sync::load_current(folder).has_value());
    });
}

/// "1,000,000 products"
std::string products(std::size_t count) {
    std::string text = std::to_string(count);
    for (std::size_t place = text.size(); place > 3; place -= 3) {
        text.insert(place - 3, ",");
    }
    return text + " products";
}

} // namespace

void add_catalogs(const Scale& scale) {
    for (const std::size_t count : scale.catalogs) {
        const auto shared = std::make_shared<SharedCatalog>(count);
        const std::string of = products(count);
        add_row(
            "find a GTIN among " + of,
            scale.look_up_batches,
            [shared](benchmark::State& state) { look_up(state, shared->catalog()); }
        );
        for (const std::string_view key : keys) {
            add_row(
                "search \"" + std::string{key} + "\" in " + of,
                scale.searches,
                [shared, key](benchmark::State& state) {
                    search(state, *shared, key);
                    if (key == keys.back()) {
                        shared->give_back();
                    }
                }
            );
        }
        add_row("index " + of, scale.builds, [count](benchmark::State& state) {
            build(state, count);
        });
        add_row("memory of " + of, 1, [count](benchmark::State& state) { hold(state, count); });
        add_row(
            "load and index " + of + " from disk",
            scale.builds,
            [folder = scale.folder / of, count](benchmark::State& state) {
                load(state, folder, count);
            }
        );
    }
}

} // namespace ocop::bench
