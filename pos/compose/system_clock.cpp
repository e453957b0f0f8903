#include "pos/compose/system_clock.hpp"

#include <chrono>

namespace ocop::compose {

Moment SystemClock::now() const {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return Moment{std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count()};
}

} // namespace ocop::compose
