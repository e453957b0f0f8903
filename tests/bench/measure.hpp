#pragma once

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace ocop::bench {

/// What samples are counted in.
enum class Unit { seconds, bytes };

/// Measurements of one thing.
class Samples {
public:
    void add(double value) { values_.push_back(value); }

    [[nodiscard]] bool empty() const { return values_.empty(); }

    /// The value that `share` (0 to 1) of the samples do not exceed. Requires samples.
    [[nodiscard]] double quantile(double share) const;

private:
    std::vector<double> values_{};
};

/// What our figure is held against: the same work without us, measured in the same run.
struct Floor {
    std::string name{};
    Samples samples{};
    double aim = 0; // the ratio we want to stay under; 0 where none is stated
};

/// Puts a row of the table into `state`: ours alone, for information, or beside its floor.
void report(benchmark::State& state, Unit unit, const Samples& ours);
void report(benchmark::State& state, Unit unit, const Samples& ours, const Floor& floor);

/// Seconds `work` takes on the wall's clock.
template <class Work>
[[nodiscard]] double seconds(Work&& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Measures `ours(n)` and `floor(n)` in turn, n counting from 0; who goes first alternates, so that
/// neither always finds warm caches or a busy disk. `before`, if given, is called before each of
/// the two, unmeasured. Samples are divided by `batch`.
template <class Ours, class Under>
void compare(
    benchmark::State& state,
    Floor floor,
    Ours ours,
    Under under,
    std::size_t batch = 1,
    const std::function<void()>& before = {}
) {
    Samples samples;
    std::size_t n = 0;
    for ([[maybe_unused]] auto _ : state) {
        double our_time = 0;
        double floor_time = 0;
        for (const bool is_ours : {n % 2 == 0, n % 2 != 0}) {
            if (before) {
                before();
            }
            if (is_ours) {
                our_time = seconds([&] { ours(n); });
            } else {
                floor_time = seconds([&] { under(n); });
            }
        }
        samples.add(our_time / static_cast<double>(batch));
        floor.samples.add(floor_time / static_cast<double>(batch));
        state.SetIterationTime(our_time);
        ++n;
    }
    report(state, Unit::seconds, samples, floor);
}

/// Measures `ours(n)` alone.
template <class Ours>
void measure(benchmark::State& state, Ours ours) {
    Samples samples;
    std::size_t n = 0;
    for ([[maybe_unused]] auto _ : state) {
        const double time = seconds([&] { ours(n++); });
        samples.add(time);
        state.SetIterationTime(time);
    }
    report(state, Unit::seconds, samples);
}

/// Registers `run(State&)` as the row `name`, with exactly `iterations` samples.
template <class Run>
void add_row(const std::string& name, std::size_t iterations, Run run) {
    benchmark::RegisterBenchmark(name.c_str(), std::move(run))
        ->Iterations(static_cast<benchmark::IterationCount>(iterations))
        ->UseManualTime();
}

} // namespace ocop::bench
