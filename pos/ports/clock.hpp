#pragma once

#include "pos/core/moment.hpp"

namespace ocop {

/// The wall clock. The only source of time in the program.
class Clock {
public:
    virtual ~Clock() = default;
    /// The present second. Any thread.
    [[nodiscard]] virtual Moment now() const = 0;
};

} // namespace ocop
