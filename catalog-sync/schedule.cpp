#include "catalog-sync/schedule.hpp"

#include <algorithm>
#include <limits>

namespace ocop::catalog_sync {

namespace {

using std::chrono::seconds;

/// From `least` to `most`, both included. The remainder favours the low end by less than one in
/// 2^40, which nobody can tell.
seconds between(seconds least, seconds most, std::uint64_t random_bits) {
    const auto choices = static_cast<std::uint64_t>((most - least).count()) + 1;
    return least + seconds{static_cast<seconds::rep>(random_bits % choices)};
}

/// `back_off_first` doubled `times_doubled` times, at most `back_off_max`.
seconds back_off(const ScheduleTimes& times, int times_doubled) {
    seconds wait = times.back_off_first;
    for (int i = 0; i < times_doubled && wait < times.back_off_max; ++i) {
        wait = wait > times.back_off_max / 2 ? times.back_off_max : wait * 2;
    }
    return wait;
}

} // namespace

NextSync at_start(const ScheduleTimes& times, std::uint64_t random_bits) {
    return {between(seconds{0}, times.start_within, random_bits), 0};
}

NextSync after_success(const ScheduleTimes& times, std::uint64_t random_bits) {
    const seconds jitter = times.interval * times.jitter_percent / 100;
    return {between(times.interval - jitter, times.interval + jitter, random_bits), 0};
}

NextSync after_failure(
    const ScheduleTimes& times,
    int failures_before,
    std::optional<std::chrono::seconds> retry_after,
    std::uint64_t random_bits
) {
    const seconds longest = back_off(times, failures_before);
    NextSync next{between(seconds{1}, longest, random_bits), failures_before};
    if (failures_before < std::numeric_limits<int>::max()) {
        ++next.failures;
    }
    if (retry_after && *retry_after > seconds{0}) {
        // On top of the server's time, so that its tills do not all come at the end of it.
        next.wait = std::max(
            next.wait,
            std::min(*retry_after, times.back_off_max)
                + between(seconds{0}, times.back_off_first, random_bits)
        );
    }
    return next;
}

NextSync when_asked(int failures_before) {
    return {seconds{0}, failures_before};
}

} // namespace ocop::catalog_sync
