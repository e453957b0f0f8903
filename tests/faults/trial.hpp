#pragma once

#include "tests/faults/verdicts.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace ocop::faults {

/// A scenario made ready: its store, what it held, and what a run without faults leaves.
struct Fixture {
    Scenario scenario{};
    Place model;
    ShopView before{};
    Contents contents{};
    std::string calls{};               // the layer's log of a run without faults
    std::map<std::string, int> left{}; // shapes of the names such a run leaves, and how many
};

/// What came of one run with a fault.
struct Trial {
    bool hit = false;    // the fault was met
    std::string fault{}; // the first call it hit: "write pwrite64 EIO ledger.db-wal"
    Breaches breaches{};
};

/// Prepares `scenario` on the store in `model`, using `place` for its runs. What is wrong without
/// any fault is in `breaches`.
[[nodiscard]] Fixture
prepare(const Scenario& scenario, const Place& model, const Place& place, Breaches& breaches);

/// Does it with `loop` at its `nth` call, then looks at all that may not be, does it again without
/// faults and goes on selling. Leaves `place` as it was at the end.
[[nodiscard]] Trial
try_fault(const Fixture& fixture, const Loop& loop, std::int64_t nth, const Place& place);

} // namespace ocop::faults
