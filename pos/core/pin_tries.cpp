#include "pos/core/pin_tries.hpp"

#include <algorithm>

namespace ocop {

std::int64_t pin_lock(std::int64_t wrong) {
    if (wrong < pin_tries_max) {
        return 0;
    }
    const std::int64_t doublings = std::min<std::int64_t>(wrong - pin_tries_max, 10);
    return std::min(pin_lock_s << doublings, pin_lock_max_s);
}

std::int64_t pin_wait(const PinTries& tries, Moment now) {
    const std::int64_t waited = std::max<std::int64_t>(now.seconds() - tries.last.seconds(), 0);
    return std::max<std::int64_t>(pin_lock(tries.wrong) - waited, 0);
}

bool tells_of_typed_pin(std::string_view kind) {
    return kind == "wrong-pin" || kind == "right-pin" || kind == "pin-wait";
}

} // namespace ocop
