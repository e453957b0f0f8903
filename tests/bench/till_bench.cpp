// The running till: from a scanner's report to the painted line, and what it costs while nobody
// touches it.

#include "pos/core/assert.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/program.hpp"
#include "tests/bench/table.hpp"
#include "tests/bench/till_stand.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <thread>
#include <vector>

namespace ocop::bench {
namespace {

struct TillScale {
    std::size_t products;
    std::size_t scans;
    std::chrono::milliseconds idle;
};

/// What one scan after the other takes, and the same of an empty window.
struct Passages {
    Samples taken{};
    Samples painted{};
    Floor floor_taken{"an event posted to an empty wx window", {}, 0};
    Floor floor_painted{"the same, and that window painted", {}, 0};
};

/// A person takes up the next thing; never in step with the display.
void take_up_next(std::size_t n) {
    std::this_thread::sleep_for(std::chrono::milliseconds{40 + n * 7 % 23});
}

void run_scans(benchmark::State& state, TillStand& till, Passages& passages) {
    constexpr std::size_t in_basket = 20; // lines, that is; then one more of each
    std::size_t n = 0;
    for ([[maybe_unused]] auto _ : state) {
        take_up_next(n);
        const Passage passage = till.scan(n++ % in_basket * 97 % in_basket);
        passages.taken.add(passage.taken);
        passages.painted.add(passage.painted);
        state.SetIterationTime(passage.painted);
    }
    till.show_empty_window();
    for (std::size_t i = 0; i < n; ++i) {
        take_up_next(i);
        const Passage passage = till.post_to_empty_window();
        passages.floor_taken.samples.add(passage.taken);
        passages.floor_painted.samples.add(passage.painted);
    }
    till.close_empty_window();
    report(state, Unit::seconds, passages.taken, passages.floor_taken);
}

/// What the kernel counts for this process.
struct Use {
    double processor_seconds = 0;
    double disk_bytes = 0;
    double wakes = 0;
    std::map<std::string, std::string> files{}; // of the store: size and time of each

    explicit Use(const std::filesystem::path& folder) {
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        const auto seconds = [](const timeval& time) {
            return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        };
        processor_seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
        wakes = static_cast<double>(used.ru_nvcsw);
        std::ifstream io{"/proc/self/io"};
        for (std::string name; io >> name;) {
            double value = 0;
            io >> value;
            if (name == "write_bytes:") {
                disk_bytes = value;
            }
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
            if (entry.is_regular_file()) {
                files[entry.path().string()] =
                    std::to_string(entry.file_size()) + " "
                    + std::to_string(entry.last_write_time().time_since_epoch().count());
            }
        }
    }
};

struct Idle {
    Samples processor{}; // seconds in a second
    Samples written{};   // bytes
};

void stand_idle(
    benchmark::State& state, const TillStand& till, std::chrono::milliseconds time, Idle& idle
) {
    for ([[maybe_unused]] auto _ : state) {
        const Use before{till.folder()};
        std::this_thread::sleep_for(time);
        const Use after{till.folder()};
        const double seconds = std::chrono::duration<double>(time).count();
        idle.processor.add((after.processor_seconds - before.processor_seconds) / seconds);
        idle.written.add(after.disk_bytes - before.disk_bytes);
        state.SetIterationTime(seconds);
        state.counters["wakes_per_second"] = (after.wakes - before.wakes) / seconds;
        if (after.files != before.files) {
            return state.SkipWithError("an idle till changed a file of its store");
        }
    }
    std::fprintf(stderr, "wakes per second: %.1f\n", double{state.counters["wakes_per_second"]});
    report(state, Unit::seconds, idle.processor);
}

void report_kept(benchmark::State& state, Unit unit, const Samples& ours, const Floor* floor) {
    for ([[maybe_unused]] auto _ : state) {
        state.SetIterationTime(1);
    }
    if (ours.empty()) {
        return state.SkipWithError("comes with the row before: do not filter it out");
    }
    floor == nullptr ? report(state, unit, ours) : report(state, unit, ours, *floor);
}

int measure_all(TillStand& till, const TillScale& scale) {
    Passages passages;
    Idle idle;
    const std::string goods = std::to_string(scale.products) + " products";
    add_row("scan to the line in the basket, " + goods, scale.scans, [&](benchmark::State& state) {
        run_scans(state, till, passages);
    });
    add_row("scan to the painted line, " + goods, 1, [&](benchmark::State& state) {
        report_kept(state, Unit::seconds, passages.painted, &passages.floor_painted);
    });
    add_row("processor time in a second of an idle till", 1, [&](benchmark::State& state) {
        stand_idle(state, till, scale.idle, idle);
    });
    add_row("bytes an idle till writes to the disk", 1, [&](benchmark::State& state) {
        report_kept(state, Unit::bytes, idle.written, nullptr);
    });
    till.open();
    Table table;
    benchmark::RunSpecifiedBenchmarks(&table);
    benchmark::Shutdown();
    return table.has_failed() ? 1 : 0;
}

} // namespace
} // namespace ocop::bench

/// ocop_till_bench [--small]: under umockdev-wrapper; makes its own display and devices.
int main(int argc, char** argv) {
    using namespace ocop::bench;
    TillScale scale{20'000, 500, std::chrono::seconds{20}};
    if (argc > 1 && std::string_view{argv[1]} == "--small") {
        scale = {200, 5, std::chrono::milliseconds{200}};
        argv[1] = argv[0];
        ++argv;
        --argc;
    }
    benchmark::Initialize(&argc, argv);
    const std::filesystem::path folder = std::filesystem::path{OCOP_BINARY_DIR} / "bench-till";
    std::filesystem::remove_all(folder);
    ::setenv("GDK_BACKEND", "x11", 1);
    ::setenv("NO_AT_BRIDGE", "1", 1);
    ::setenv("GTK_THEME", "Adwaita", 1);
    const VirtualDisplay display; // before there is an emulated /dev
    int result = 0;
    {
        TillStand till{folder, scale.products};
        till.run([&] { result = measure_all(till, scale); });
    }
    std::filesystem::remove_all(folder);
    return result;
}
