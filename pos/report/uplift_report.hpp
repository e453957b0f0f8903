#pragma once

#include "pos/core/json.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/uplift.hpp"
#include "pos/report/table.hpp"

#include <optional>
#include <span>
#include <vector>

namespace ocop::report {

/// uplift() over each.
[[nodiscard]] std::vector<UpliftOutcome> uplift_all(std::span<const UpliftInput> inputs);

/// {"as_of","rows":[…],"programme":{…}} (contract, section 7). `as_of` is null where the rows have
/// days of their own.
[[nodiscard]] Json uplift_json(std::optional<Day> as_of, std::span<const UpliftOutcome> outcomes);

/// One line per product, the programme's figure and the reading of the rule below it.
[[nodiscard]] Table
uplift_table(std::optional<Day> as_of, std::span<const UpliftOutcome> outcomes, Language language);

} // namespace ocop::report
