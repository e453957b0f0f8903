#include "tests/faults/scenario.hpp"

namespace ocop::faults {

std::vector<Scenario> scenarios() {
    std::vector<Scenario> all;
    for (const auto& some :
         {selling_scenarios(),
          store_scenarios(),
          goods_scenarios(),
          paper_scenarios(),
          window_scenarios()}) {
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

} // namespace ocop::faults
