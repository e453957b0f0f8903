#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace ocop::catalog_sync {

/// How often a till looks for a newer catalogue. Requires every time > 0, `back_off_first` ≤
/// `back_off_max`, and 0 ≤ `jitter_percent` < 100.
struct ScheduleTimes {
    std::chrono::seconds interval{std::chrono::minutes{30}};
    int jitter_percent = 20; // either way
    std::chrono::seconds start_within{std::chrono::minutes{1}};
    std::chrono::seconds back_off_first{std::chrono::minutes{1}};
    std::chrono::seconds back_off_max{std::chrono::hours{6}};
};

/// When the next sync is due, as a wait from now rather than an hour of the day: a clock that is
/// set right in between neither skips a sync nor puts it off.
struct NextSync {
    std::chrono::seconds wait{};
    int failures = 0; // in a row, so far

    bool operator==(const NextSync&) const = default;
};

// Pure. `random_bits` are 64 fresh ones each time: a province's tills start together in the
// morning and fail together when its server does, and must not all come back in the same second.

/// Soon after the start: within `start_within`.
[[nodiscard]] NextSync at_start(const ScheduleTimes& times, std::uint64_t random_bits);

/// A sync succeeded, also one that found nothing new: `interval` ± `jitter_percent`.
[[nodiscard]] NextSync after_success(const ScheduleTimes& times, std::uint64_t random_bits);

/// A sync failed after `failures_before` that failed before it in a row: anywhere from 1 s to
/// `back_off_first`, doubled with each failure, at most `back_off_max` ("full jitter": AWS
/// Architecture Blog, "Exponential Backoff And Jitter", 2015). A server that named a time
/// (Retry-After, RFC 9110, 10.2.3) is not asked before it, up to `back_off_max`: it may ask for
/// patience, not silence a till.
[[nodiscard]] NextSync after_failure(
    const ScheduleTimes& times,
    int failures_before,
    std::optional<std::chrono::seconds> retry_after,
    std::uint64_t random_bits
);

/// A person asked: at once. That alone mends nothing, so the failures are still counted.
[[nodiscard]] NextSync when_asked(int failures_before);

} // namespace ocop::catalog_sync
