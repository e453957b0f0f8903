#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/refusal.hpp"
#include "pos/ports/failure.hpp"
#include "pos/report/table.hpp"
#include "receipts/font_files.hpp"

#include <string>

namespace ocop::report {

/// The table on A4 as PDF, fonts embedded; wide tables lie across. The same table, fonts and `made`
/// give the same bytes. Fails where a font cannot be used.
[[nodiscard]] Expected<std::string, Failure>
table_pdf(const Table& table, const receipts::FontFiles& fonts, Moment made, Language language);

} // namespace ocop::report
