#pragma once

#include "pos/ports/printer_state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocop::devices {

/// What people may decide about a job.
enum class PrintChoice {
    go_on,       // the rest follows; only where PrintStatus::may_go_on says so
    start_again, // from its beginning; marked as a reprint where it may be on paper already
    keep,        // not now: it is offered again, also after the next start
    drop         // it is on paper, or nobody wants it
};

/// A job that waits for people, not for the printer.
struct OfferedJob {
    std::int64_t id = 0;
    std::string name{};
    bool may_be_out = false; // some of it may be on paper: it would print marked
    bool operator==(const OfferedJob&) const = default;
};

/// How printing is, whole: each news replaces the one before.
struct PrintStatus {
    enum class Phase {
        idle,
        printing,
        waiting, // for the printer; goes on by itself
        asking   // for people
    };

    Phase phase = Phase::idle;
    std::int64_t job = 0; // 0: none
    std::string name{};
    int percent = 0;
    bool may_be_out = false;               // some of the job may be on paper
    bool may_go_on = false;                // while asking
    std::optional<PrintTrouble> trouble{}; // what keeps the job, or made it ask
    std::string what{};                    // the system's own words for it
    PrinterState printer{};                // as it was last told
    std::int64_t behind = 0;               // jobs that wait behind this one
    std::vector<OfferedJob> offered{};
    std::optional<PrintTrouble> drawer{}; // why the last pulse did not get through
    std::string fault{};                  // a job could not be made safe on disk: why
    std::int64_t done = 0;                // jobs and pulses that got through since the start

    bool operator==(const PrintStatus&) const = default;
};

} // namespace ocop::devices
