#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/uplift.hpp"

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
/// stand. One bad case refuses all.
[[nodiscard]] Expected<std::vector<UpliftInput>, CaseFault> parse_uplift_cases(std::string_view json
);

} // namespace ocop::report
