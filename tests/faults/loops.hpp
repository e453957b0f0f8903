#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ocop::faults {

/// A way for the disk to fail, tried at every call it fits.
struct Loop {
    std::string name{};
    std::string plan{};      // OCOP_FAULT, with N where the number of the call goes
    unsigned kinds = 0;      // of the calls that are counted, see fault_plan.hpp; 0: see below
    bool must_work = false;  // an ordinary thing a disk does: no reason to fail
    std::int64_t times = -1; // how often; -1: once for each call
};

/// All of them. One without kinds lets the program have N files open at once.
[[nodiscard]] const std::vector<Loop>& loops();

/// The plan of `loop` at the call `nth`.
[[nodiscard]] std::string plan_at(const Loop& loop, std::int64_t nth);

/// How many calls of the kinds of `loop` stand in `log`, which a run without a plan wrote.
[[nodiscard]] std::int64_t calls_in(const std::string& log, const Loop& loop);

} // namespace ocop::faults
