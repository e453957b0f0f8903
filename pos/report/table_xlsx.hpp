#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/moment.hpp"
#include "pos/ports/failure.hpp"
#include "pos/report/table.hpp"

#include <span>
#include <string>

namespace ocop::report {

/// The tables as one Excel workbook, a sheet each: title, headings that stay in sight, amounts as
/// numbers, quantities in whole units with up to three decimals. The same tables and `made` give
/// the same bytes. Fails where the system's folder for temporary files cannot be written (the
/// library can only write files).
[[nodiscard]] Expected<std::string, Failure> table_xlsx(std::span<const Table> tables, Moment made);

} // namespace ocop::report
