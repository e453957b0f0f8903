#include "tests/faults/scenario.hpp"

namespace ocop::faults {

std::vector<Scenario> window_scenarios() {
    return {};
}

} // namespace ocop::faults
