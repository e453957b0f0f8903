#pragma once

#include "pos/ports/clock.hpp"

namespace ocop::compose {

/// The machine's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Moment now() const override;
};

} // namespace ocop::compose
