#pragma once

#include "pos/report/table.hpp"

#include <string>

namespace ocop::report {

/// The table as CSV (RFC 4180: CRLF, quotes where needed) with a byte order mark, because Excel
/// reads UTF-8 only with one. The first line holds the columns' keys; amounts are whole đồng,
/// quantities thousandths, unknown values empty; the total is the last line. Text that a
/// spreadsheet would run as a formula (= + - @) gets an apostrophe in front.
[[nodiscard]] std::string table_csv(const Table& table);

} // namespace ocop::report
