#pragma once

#include "pos/report/table.hpp"

#include <string>

namespace ocop::report {

/// The table for a terminal: UTF-8, columns aligned by what they take on screen, numbers to the
/// right, ends with a newline.
[[nodiscard]] std::string table_text(const Table& table);

} // namespace ocop::report
