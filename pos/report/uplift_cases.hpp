#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/uplift.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::report {

/// What is wrong with a file of cases: `where` names the case, `what` is one English clause.
struct CaseFault {
    std::string where{};
    std::string what{};
};

/// Reads `{"cases":[{"id","input"}]}`, the form of tests/data/uplift_cases.json; the product is the
/// case's id. Amounts whole đồng, quantities whole numbers or decimals as text ("12.345"), days
/// "2025-03-31" or with a time, which is Vietnamese where it has no offset. Unknown keys are let
/// stand. One bad case refuses all, and one that takes more memory than case_memory_bytes_max, some
/// 80,000 lines.
[[nodiscard]] Expected<std::vector<UpliftInput>, CaseFault> read_uplift_cases(const MoreBytes& more
);

/// The same, of a text that is there as a whole.
[[nodiscard]] Expected<std::vector<UpliftInput>, CaseFault> parse_uplift_cases(std::string_view json
);

inline constexpr std::size_t case_memory_bytes_max = std::size_t{64} << 20U;

} // namespace ocop::report
