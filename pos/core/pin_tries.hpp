#pragma once

#include "pos/core/moment.hpp"

#include <cstdint>
#include <string_view>

namespace ocop {

/// Wrong PINs in a row after which a user waits; how long at first, and at most after more of them,
/// in seconds.
inline constexpr std::int64_t pin_tries_max = 5;
inline constexpr std::int64_t pin_lock_s = 60;
inline constexpr std::int64_t pin_lock_max_s = 15 * 60;

/// Wrong PINs of one user in a row, as the journal tells them.
struct PinTries {
    std::int64_t wrong = 0;
    Moment last{};
    bool operator==(const PinTries&) const = default;
};

/// Seconds a user waits from the last of `wrong` wrong PINs on: none before the fifth, then a
/// minute that doubles with each further one, to a quarter of an hour.
[[nodiscard]] std::int64_t pin_lock(std::int64_t wrong);

/// Seconds still to wait at `now`. Where the clock was set back the whole wait begins anew: nobody
/// escapes it so, and it ends.
[[nodiscard]] std::int64_t pin_wait(const PinTries& tries, Moment now);

/// True for the kinds of record that tell of PINs typed: `wrong-pin` (one more wrong one),
/// `right-pin` (the right one after wrong ones), `pin-wait` (the wait begins anew because the clock
/// was set back). An action that was refused leaves these alone in the journal.
[[nodiscard]] bool tells_of_typed_pin(std::string_view kind);

} // namespace ocop
