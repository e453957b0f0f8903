#pragma once

#include "pos/core/json.hpp"
#include "pos/report/table.hpp"

namespace ocop::report {

/// {"title","rows":[{key: value}],"total":{…},"notes":[…]}: amounts whole đồng, quantities
/// thousandths, unknown values null; no "total" where the table has none.
[[nodiscard]] Json table_json(const Table& table);

} // namespace ocop::report
