#include "tests/bench/measure.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>
#include <cmath>

namespace ocop::bench {

double Samples::quantile(double share) const {
    OCOP_ASSERT(!values_.empty());
    std::vector<double> sorted = values_;
    std::sort(sorted.begin(), sorted.end());
    const double rank = std::ceil(share * static_cast<double>(sorted.size()));
    return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

void report(benchmark::State& state, Unit unit, const Samples& ours) {
    state.counters["bytes"] = unit == Unit::bytes ? 1 : 0;
    state.counters["ours"] = ours.quantile(0.5);
    state.counters["ours_p99"] = ours.quantile(0.99);
}

void report(benchmark::State& state, Unit unit, const Samples& ours, const Floor& floor) {
    report(state, unit, ours);
    state.counters["floor"] = floor.samples.quantile(0.5);
    state.counters["floor_p99"] = floor.samples.quantile(0.99);
    state.counters["ratio"] = ours.quantile(0.5) / floor.samples.quantile(0.5);
    state.counters["ratio_p99"] = ours.quantile(0.99) / floor.samples.quantile(0.99);
    if (floor.aim > 0) {
        state.counters["aim"] = floor.aim;
    }
    state.SetLabel(floor.name);
}

} // namespace ocop::bench
