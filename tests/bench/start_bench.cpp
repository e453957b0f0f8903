#include "catalog-sync/local_store.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/core/assert.hpp"
#include "tests/bench/goods.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/program.hpp"
#include "tests/bench/scale.hpp"

#include <fcntl.h>
#include <memory>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace ocop::bench {

namespace {

/// Cold means a new process; the files it reads are in the system's cache, as they are in a shop
/// from the second start on.
struct Starts {
    Samples time{};
    Samples memory{};
    Floor floor_time{"an empty wx window", {}, 1.5};
    Floor floor_memory{"an empty wx window", {}, 1.3};
};

/// Starts `arguments` and waits for its end; false if it failed.
bool start(const std::vector<std::string>& arguments, Samples* time, Samples* memory) {
    Program::End end;
    const double taken = seconds([&] { end = Program{arguments}.wait(); });
    if (time != nullptr && memory != nullptr) {
        time->add(taken);
        memory->add(end.peak_memory_bytes);
    }
    return end.well;
}

void first_paint(benchmark::State& state, const std::filesystem::path& folder, Starts& starts) {
    const VirtualDisplay display;
    const std::vector<std::string> till{
        OCOP_TILL, "--data", folder.string(), "--exit-after-first-paint"};
    const std::vector<std::string> empty{OCOP_EMPTY_WINDOW};
    if (!start(till, nullptr, nullptr) || !start(empty, nullptr, nullptr)) { // fills the caches
        state.SkipWithError("the till or the empty window does not start");
        return;
    }
    for ([[maybe_unused]] auto _ : state) {
        OCOP_ASSERT(start(till, &starts.time, &starts.memory));
        OCOP_ASSERT(start(empty, &starts.floor_time.samples, &starts.floor_memory.samples));
        state.SetIterationTime(1);
    }
    report(state, Unit::seconds, starts.time, starts.floor_time);
}

/// Ours: from the start of the till to the line of its trace that says the cashier can sign in, so
/// with the journal open and the catalogue in memory.
void sign_in(benchmark::State& state, const std::filesystem::path& folder, std::size_t count) {
    const VirtualDisplay display;
    std::filesystem::create_directories(folder);
    const compose::NewStore told{
        "QNA", "QNA-HOIAN-01", "Cửa hàng OCOP", "Hội An", 1, true, Moment{1'795'313'703}};
    OCOP_ASSERT(compose::init_store(folder, told).has_value());
    OCOP_ASSERT(catalog_sync::store_goods(folder, goods(count)).has_value());
    const std::string trace = (folder / "trace").string();
    OCOP_ASSERT(::mkfifo(trace.c_str(), 0600) == 0);
    const int lines = ::open(trace.c_str(), O_RDWR | O_CLOEXEC); // ours too: never at its end
    OCOP_ASSERT(lines >= 0);
    const auto until_sign_in = [&] {
        std::string text;
        char c = 0;
        while (text.find(R"("screen":"sign-in")") == std::string::npos && ::read(lines, &c, 1) == 1
        ) {
            text += c;
        }
        while (c != '\n' && ::read(lines, &c, 1) == 1) { // the next start begins with a new line
        }
    };
    std::optional<Program> till;
    compare(
        state,
        {"an empty wx window", {}, 0},
        [&](std::size_t) {
            till.emplace(std::vector<std::string>{
                OCOP_TILL, "--data", folder.string(), "--trace", trace});
            until_sign_in();
        },
        [&](std::size_t) { OCOP_ASSERT(start({OCOP_EMPTY_WINDOW}, nullptr, nullptr)); },
        1,
        [&] { till.reset(); }
    );
    till.reset();
    ::close(lines);
}

} // namespace

void add_starts(const Scale& scale) {
    const auto starts = std::make_shared<Starts>();
    add_row(
        "start the till, to its first paint",
        scale.starts,
        [starts, folder = scale.folder](benchmark::State& state) {
            first_paint(state, folder / "none", *starts);
        }
    );
    add_row("peak resident memory of that start", 1, [starts](benchmark::State& state) {
        for ([[maybe_unused]] auto _ : state) {
            state.SetIterationTime(1);
        }
        if (starts->memory.empty()) {
            state.SkipWithError("comes with the row of the first paint: do not filter it out");
            return;
        }
        report(state, Unit::bytes, starts->memory, starts->floor_memory);
    });
    const std::size_t count = scale.catalogs.front();
    add_row(
        "start the till, to signing in (" + std::to_string(count) + " products)",
        scale.starts,
        [folder = scale.folder / "start", count](benchmark::State& state) {
            sign_in(state, folder, count);
        }
    );
}

} // namespace ocop::bench
